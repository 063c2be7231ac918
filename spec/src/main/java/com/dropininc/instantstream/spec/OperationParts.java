package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Reads what an operation is made of, following references to components. */
final class OperationParts {
    private OperationParts() {}

    static List<Operation.Parameter> parameters(JsonNode operation, String pointer, JsonNode root) {
        List<Operation.Parameter> parameters = new ArrayList<>();
        JsonNode list = operation.get("parameters");
        for (int i = 0; list != null && i < list.size(); i++) {
            parameters.add(parameter(Pointers.resolve(pointer + "/parameters/" + i, root), root));
        }
        return List.copyOf(parameters);
    }

    private static Operation.Parameter parameter(String pointer, JsonNode root) {
        JsonNode node = root.at(pointer);
        return new Operation.Parameter(
                Yaml.text(node, "name", pointer),
                Yaml.text(node, "in", pointer),
                node.path("required").asBoolean(false),
                node.path("schema").path("type").asString("string"),
                pointer + "/schema",
                Optional.ofNullable(node.get("x-default")),
                Yaml.provenance(node, pointer));
    }

    static Optional<Operation.Body> body(JsonNode operation, String pointer, JsonNode root) {
        JsonNode node = operation.get("requestBody");
        if (node == null) {
            return Optional.empty();
        }
        String where = Pointers.resolve(pointer + "/requestBody", root);
        Map<String, String> schemas = schemas(where, root);
        Map<String, JsonNode> fields = fields(schemas.values(), root);
        return Optional.of(new Operation.Body(
                node.path("required").asBoolean(false),
                schemas,
                Set.copyOf(fields.keySet()),
                defaults(fields),
                Yaml.provenance(node, where)));
    }

    private static Map<String, JsonNode> fields(Collection<String> schemas, JsonNode root) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        for (String schema : schemas) {
            root.at(Pointers.resolve(schema, root))
                    .path("properties")
                    .properties()
                    .forEach(property -> fields.put(property.getKey(), property.getValue()));
        }
        return fields;
    }

    private static Map<String, JsonNode> defaults(Map<String, JsonNode> fields) {
        Map<String, JsonNode> defaults = new LinkedHashMap<>();
        fields.forEach((name, schema) -> {
            if (schema.has("x-default")) {
                defaults.put(name, schema.get("x-default"));
            }
        });
        return Collections.unmodifiableMap(defaults);
    }

    /**
     * @param read what was read already, by status and place: most answers are the same for all operations
     */
    static Map<Integer, Operation.Answer> answers(
            JsonNode operation, String pointer, JsonNode root, Map<String, Operation.Answer> read) {
        Map<Integer, Operation.Answer> answers = new LinkedHashMap<>();
        for (String status : Yaml.child(operation, "responses", pointer).propertyNames()) {
            String where = Pointers.resolve(pointer + "/responses/" + status, root);
            int code = Integer.parseInt(status);
            answers.put(code, read.computeIfAbsent(status + " " + where, place -> answer(code, where, root)));
        }
        return Collections.unmodifiableMap(answers);
    }

    private static Operation.Answer answer(int code, String where, JsonNode root) {
        Map<String, String> schemas = schemas(where, root);
        boolean list = schemas.values().stream()
                .map(schema -> root.at(Pointers.resolve(schema, root)))
                .anyMatch(schema -> schema.path("type").asString("").equals("array"));
        return new Operation.Answer(code, schemas, list, Yaml.provenance(root.at(where), where));
    }

    private static Map<String, String> schemas(String pointer, JsonNode root) {
        Map<String, String> schemas = new LinkedHashMap<>();
        for (String type : root.at(pointer).path("content").propertyNames()) {
            schemas.put(type, pointer + "/content/" + Pointers.escape(type) + "/schema");
        }
        return Collections.unmodifiableMap(schemas);
    }
}
