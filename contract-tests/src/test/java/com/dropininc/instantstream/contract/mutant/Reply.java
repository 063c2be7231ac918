package com.dropininc.instantstream.contract.mutant;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** An answer on its way back through the proxy. */
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {
    public static Reply of(int status, String json) {
        return new Reply(status, Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    public boolean ok() {
        return status / 100 == 2;
    }

    public boolean refused() {
        return status >= 400;
    }

    public Reply status(int other) {
        return new Reply(other, headers, body);
    }

    public Reply header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        changed.put(name, value);
        return new Reply(status, changed, body);
    }

    public Reply without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.keySet().removeIf(name::equalsIgnoreCase);
        return new Reply(status, changed, body);
    }

    public Reply text(UnaryOperator<String> change) {
        return new Reply(
                status,
                headers,
                change.apply(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    public Reply json(JsonNode other) {
        return text(old -> other.toString());
    }

    /** Changes the object, or each object of the list, that a success answers. */
    public Reply each(Consumer<ObjectNode> change) {
        if (!ok() || body.length == 0) {
            return this;
        }
        JsonNode node = json();
        if (node instanceof ObjectNode object) {
            change.accept(object);
        } else {
            node.forEach(item -> change.accept((ObjectNode) item));
        }
        return json(node);
    }
}
