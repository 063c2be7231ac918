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
 */
public record Route(
        String method, String path, String summary, Map<String, String> query, List<Field> body, Action action) {

    /** Says which sandbox is meant. */
    static final String SANDBOX = "sandbox";

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

    static Route get(String path, String summary, Action action) {
        return new Route("GET", path, summary, Map.of(), List.of(), action);
    }

    static Route post(String path, String summary, Action action) {
        return new Route("POST", path, summary, Map.of(), List.of(), action);
    }

    static Route put(String path, String summary, Action action) {
        return new Route("PUT", path, summary, Map.of(), List.of(), action);
    }

    static Route delete(String path, String summary, Action action) {
        return new Route("DELETE", path, summary, Map.of(), List.of(), action);
    }

    /** The same route, with a query parameter. */
    Route taking(String name, String meaning) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, meaning);
        return new Route(method, path, summary, more, body, action);
    }

    /** The same route, for one sandbox. */
    Route inSandbox() {
        return taking(SANDBOX, "id of the sandbox; the default one when left out");
    }

    /** The same route, with a body. */
    Route reading(Field... fields) {
        return new Route(method, path, summary, query, List.of(fields), action);
    }

    static Field field(String name, String type, String meaning) {
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
