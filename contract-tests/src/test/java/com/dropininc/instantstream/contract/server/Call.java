package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Ask;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One call on its way through the steps of the server. For one thread. */
final class Call {
    private final Ask ask;
    private final List<String> path;
    private Operation operation;
    private Kind kind;
    private ObjectNode body = JsonMapper.shared().createObjectNode();
    private ObjectNode stream;

    Call(Ask ask) {
        this.ask = ask;
        this.path = Arrays.stream(ask.path().replaceFirst("^/", "").split("/", -1))
                .map(Call::decoded)
                .toList();
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Cause.NO_ROUTE, "this path cannot be decoded");
        }
    }

    /** Names the operation. Throws if there is none of this path or method. */
    void route() {
        operation = Operation.at(path).orElseThrow(() -> new Refused(Cause.NO_ROUTE, "nothing is here"));
        String method = ask.method().equals("HEAD") ? "GET" : ask.method();
        if (!operation.method().equals(method)) {
            throw new Refused(Cause.WRONG_METHOD, operation.method());
        }
    }

    Ask ask() {
        return ask;
    }

    Operation operation() {
        return operation;
    }

    boolean routed() {
        return operation != null;
    }

    /** The stream's token or the account's id. */
    String argument() {
        return operation == Operation.PENDING ? path.get(1) : path.get(path.size() - 1);
    }

    Kind kind() {
        return kind;
    }

    void kind(Kind known) {
        kind = known;
    }

    ObjectNode body() {
        return body;
    }

    void body(ObjectNode read) {
        body = read;
    }

    ObjectNode stream() {
        return stream;
    }

    void stream(ObjectNode named) {
        stream = named;
    }

    /** The roles that the call names, or the viewer. */
    List<String> roles() {
        JsonNode role = body.path("role");
        if (role.isArray()) {
            return role.valueStream().map(JsonNode::asString).toList();
        }
        return List.of(role.isString() ? role.asString() : Kind.VIEWER.word());
    }
}
