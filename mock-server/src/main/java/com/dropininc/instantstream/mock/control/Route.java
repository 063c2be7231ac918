package com.dropininc.instantstream.mock.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route of the admin API. The server, the API's document and the tests that attack every route read the same table
 * of these.
 *
 * @param path template under the root of the admin API, such as {@code /sandboxes/{id}}
 * @param summary what it does
 * @param query names of the query parameters it takes, with what they mean
 * @param body fields of the JSON object that it takes; empty for one that reads no body
 * @param open whether it is served without the admin token too: what it takes to send one
 */
public record Route(
        String method,
        String path,
        String summary,
        Map<String, String> query,
        List<Field> body,
        boolean open,
        Action action) {

    /** Says which sandbox is meant. */
    public static final String SANDBOX = "sandbox";

    /** What a route does. */
    public interface Action {
        Result run(AdminCall call);
    }

    /**
     * A field of a body.
     *
     * @param type its JSON type
     */
    public record Field(String name, String type, String meaning) {}

    public static Route get(String path, String summary, Action action) {
        return new Route("GET", path, summary, Map.of(), List.of(), false, action);
    }

    public static Route post(String path, String summary, Action action) {
        return new Route("POST", path, summary, Map.of(), List.of(), false, action);
    }

    static Route put(String path, String summary, Action action) {
        return new Route("PUT", path, summary, Map.of(), List.of(), false, action);
    }

    public static Route delete(String path, String summary, Action action) {
        return new Route("DELETE", path, summary, Map.of(), List.of(), false, action);
    }

    /** The same route, with a query parameter. */
    public Route taking(String name, String meaning) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, meaning);
        return new Route(method, path, summary, more, body, open, action);
    }

    /** The same route, for one sandbox. */
    public Route inSandbox() {
        return taking(SANDBOX, "id of the sandbox; the default one when left out");
    }

    /** The same route, with a body. */
    public Route reading(Field... fields) {
        return new Route(method, path, summary, query, List.of(fields), open, action);
    }

    /** The same route, served without the admin token too. */
    public Route opened() {
        return new Route(method, path, summary, query, body, true, action);
    }

    /** The same route, where a browser that asks for a page is shown one. */
    public Route showing(Action page) {
        return new Route(
                method,
                path,
                summary,
                query,
                body,
                open,
                call -> (call.sender().wantsPage() ? page : action).run(call));
    }

    /**
     * What the route tells as JSON, read as a value of that type.
     *
     * @throws Problem if it refuses the call
     */
    public <T> T told(AdminCall call, Class<T> type) {
        if (action.run(call) instanceof Result.Json json) {
            return AdminJson.read(AdminJson.tree(json.value()), type);
        }
        throw new IllegalStateException(method + " " + path + " tells no JSON");
    }

    public static Field field(String name, String type, String meaning) {
        return new Field(name, type, meaning);
    }

    /** The path parameters of a path that the route takes; empty for another path. */
    Optional<Map<String, String>> parameters(String actual) {
        String[] wanted = path.split("/", -1);
        String[] sent = actual.split("/", -1);
        if (wanted.length != sent.length) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{") && !sent[i].isEmpty()) {
                parameters.put(wanted[i].substring(1, wanted[i].length() - 1), sent[i]);
            } else if (!wanted[i].equals(sent[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** How many of its segments are parameters: a route with fewer of them wins. */
    int looseness() {
        return path.split("\\{", -1).length;
    }
}
