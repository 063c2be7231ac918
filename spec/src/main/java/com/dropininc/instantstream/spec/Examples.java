package com.dropininc.instantstream.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The examples that the spec gives of requests and answers. Immutable. */
public final class Examples {
    private final JsonNode root;

    Examples(JsonNode root) {
        this.root = root;
    }

    /** Examples of an operation's request by name, in the order of the document; none for one that reads no body. */
    public Map<String, JsonNode> request(Operation operation) {
        return operation.body().map(body -> beside(body.schemas())).orElse(Map.of());
    }

    /** Examples of an answer by name, in the order of the document. */
    public Map<String, JsonNode> answer(Operation.Answer answer) {
        return beside(answer.schemas());
    }

    private Map<String, JsonNode> beside(Map<String, String> schemas) {
        Map<String, JsonNode> examples = new LinkedHashMap<>();
        schemas.values().stream().findFirst().ifPresent(pointer -> {
            JsonNode media = root.at(pointer.substring(0, pointer.lastIndexOf("/schema")));
            media.path("examples").properties().forEach(example -> examples.put(example.getKey(), value(example)));
        });
        return examples;
    }

    private JsonNode value(Map.Entry<String, JsonNode> example) {
        JsonNode node = example.getValue();
        JsonNode ref = node.get("$ref");
        return (ref == null ? node : root.at(ref.asString().substring(1))).path("value");
    }
}
