package com.dropininc.instantstream.mock.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the OpenAPI document of the admin API from its table of routes. */
final class ApiDocument {
    private ApiDocument() {}

    static Map<String, Object> of(List<Route> routes) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            path(paths, AdminDoor.ROOT + route.path())
                    .put(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        return ordered(
                "openapi", "3.1.0",
                "info",
                        ordered(
                                "title", "Instantstream mock: admin API",
                                "version", "0.1.0",
                                "description",
                                        "For the developer's own machine. Pages of other origins are refused; a mock that"
                                                + " listens beyond the loopback address wants its admin token."),
                "security", List.of(Map.of(), Map.of("token", List.of())),
                "paths", paths,
                "components",
                        ordered(
                                "securitySchemes", Map.of("token", ordered("type", "http", "scheme", "bearer")),
                                "responses", Map.of("Problem", problem()),
                                "schemas", Map.of("Problem", problemSchema())));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> path(Map<String, Object> paths, String path) {
        return (Map<String, Object>) paths.computeIfAbsent(path, missing -> new LinkedHashMap<String, Object>());
    }

    private static Map<String, Object> operation(Route route) {
        Map<String, Object> operation = ordered(
                "operationId", operationId(route),
                "summary", route.summary(),
                "parameters", parameters(route));
        if (!route.body().isEmpty()) {
            operation.put(
                    "requestBody",
                    ordered("content", Map.of("application/json", ordered("schema", body(route.body())))));
        }
        operation.put(
                "responses",
                ordered(
                        "2XX", ordered("description", "Done; a body where there is something to tell."),
                        "default", Map.of("$ref", "#/components/responses/Problem")));
        return operation;
    }

    /** Such as {@code getSandboxesById} of {@code GET /sandboxes/{id}}. */
    static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(java.util.Locale.ROOT));
        for (String segment : route.path().split("[/.]", -1)) {
            if (!segment.isEmpty()) {
                String word = segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : segment;
                id.append(segment.startsWith("{") ? "By" : "")
                        .append(Character.toUpperCase(word.charAt(0)))
                        .append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static List<Map<String, Object>> parameters(Route route) {
        List<Map<String, Object>> parameters = new ArrayList<>();
        for (String segment : route.path().split("/", -1)) {
            if (segment.startsWith("{")) {
                parameters.add(ordered(
                        "name",
                        segment.substring(1, segment.length() - 1),
                        "in",
                        "path",
                        "required",
                        true,
                        "schema",
                        Map.of("type", "string")));
            }
        }
        route.query()
                .forEach((name, meaning) -> parameters.add(ordered(
                        "name", name, "in", "query", "description", meaning, "schema", Map.of("type", "string"))));
        return parameters;
    }

    private static Map<String, Object> body(List<Route.Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        fields.forEach(
                field -> properties.put(field.name(), ordered("type", field.type(), "description", field.meaning())));
        return ordered("type", "object", "properties", properties, "additionalProperties", false);
    }

    private static Map<String, Object> problem() {
        return ordered(
                "description",
                "Problem details (RFC 9457).",
                "content",
                Map.of("application/problem+json", Map.of("schema", Map.of("$ref", "#/components/schemas/Problem"))));
    }

    private static Map<String, Object> problemSchema() {
        Map<String, Object> text = Map.of("type", "string");
        return ordered(
                "type", "object",
                "required", List.of("type", "title", "status", "detail"),
                "properties",
                        ordered(
                                "type", text,
                                "title", text,
                                "status", Map.of("type", "integer"),
                                "detail", text,
                                "where", text));
    }

    private static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            ordered.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return ordered;
    }
}
