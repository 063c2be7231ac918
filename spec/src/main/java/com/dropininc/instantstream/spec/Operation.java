package com.dropininc.instantstream.spec;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the API, as the spec declares it. Immutable.
 *
 * @param id the {@code operationId}
 * @param method the HTTP method in capitals
 * @param path the path template, such as {@code /instantstream/get/{token}}
 * @param summary the heading of the operation in the owner's docs
 * @param parameters path and query parameters
 * @param body the request body; empty where the operation reads none
 * @param answers the declared answers by status
 * @param needsKey whether it has to come with a key at all
 * @param keyKinds the kinds of key that may call it; all kinds when empty
 * @param writes properties of a stream that a success may change; {@code chat} stands for its messages
 * @param provenance where the operation comes from
 */
public record Operation(
        String id,
        String method,
        String path,
        String summary,
        List<Parameter> parameters,
        Optional<Body> body,
        Map<Integer, Answer> answers,
        boolean needsKey,
        Set<String> keyKinds,
        Set<String> writes,
        Provenance provenance) {

    /**
     * A path or query parameter.
     *
     * @param location {@code path} or {@code query}
     * @param type the JSON type of its schema
     * @param pointer JSON pointer of its schema in the spec
     */
    public record Parameter(
            String name,
            String location,
            boolean required,
            String type,
            String pointer,
            Optional<JsonNode> defaultValue,
            Provenance provenance) {}

    /**
     * A request body.
     *
     * @param required whether the body itself may be left out
     * @param schemas JSON pointer of the schema by content type
     * @param fields names of the fields that mean something there; others may be sent as well
     * @param defaults what a field that is left out counts as, by name of the field
     */
    public record Body(
            boolean required,
            Map<String, String> schemas,
            Set<String> fields,
            Map<String, JsonNode> defaults,
            Provenance provenance) {}

    /**
     * A declared answer.
     *
     * @param schemas JSON pointer of the schema by content type
     * @param list whether it is a list, of whatever length
     */
    public record Answer(int status, Map<String, String> schemas, boolean list, Provenance provenance) {}

    /** Whether the operation names a stream by its token. */
    public boolean namesStream() {
        return parameters.stream()
                .anyMatch(p -> p.location().equals("path") && p.name().equals("token"));
    }

    /** What a field of a body holds; empty when it is not there, or means nothing to the operation. */
    public Optional<JsonNode> field(JsonNode sent, String name) {
        return body.filter(declared -> declared.fields().contains(name)).map(declared -> sent.get(name));
    }

    /** The declared success, such as 200. */
    public Answer success() {
        return answers.values().stream()
                .filter(answer -> answer.status() / 100 == 2)
                .findFirst()
                .orElseThrow(() -> new ContractException("operation " + id + " declares no success"));
    }

    /** The path with its template filled; values are not escaped here. */
    public String pathWith(Map<String, String> values) {
        String filled = path;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static Operation read(
            String path, String method, JsonNode node, JsonNode root, Map<String, Answer> answers) {
        String where = "paths/" + path + "/" + method;
        String pointer = "/paths/" + Pointers.escape(path) + "/" + method;
        return new Operation(
                Yaml.text(node, "operationId", where),
                method.toUpperCase(java.util.Locale.ROOT),
                path,
                Yaml.text(node, "summary", where),
                OperationParts.parameters(node, pointer, root),
                OperationParts.body(node, pointer, root),
                OperationParts.answers(node, pointer, root, answers),
                !node.path("security").isArray() || !node.path("security").isEmpty(),
                new java.util.LinkedHashSet<>(Yaml.texts(node, "x-key-kinds")),
                new java.util.LinkedHashSet<>(Yaml.texts(node, "x-writes")),
                Yaml.provenance(node, where));
    }

    static Map<String, Operation> readAll(JsonNode root) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        Map<String, Answer> answers = new HashMap<>();
        for (Map.Entry<String, JsonNode> path : Yaml.child(root, "paths", "").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                Operation operation = read(path.getKey(), method.getKey(), method.getValue(), root, answers);
                if (operations.put(operation.id(), operation) != null) {
                    throw new ContractException("paths/" + path.getKey() + ": operationId " + operation.id()
                            + " is used twice; give each operation its own");
                }
            }
        }
        return java.util.Collections.unmodifiableMap(operations);
    }
}
