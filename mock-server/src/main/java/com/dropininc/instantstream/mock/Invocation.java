package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request that has passed every check that needs no state: what a handler gets.
 *
 * @param parameters path parameters, decoded
 * @param body the valid body; an empty object when none was sent
 */
record Invocation(
        Sandbox sandbox,
        Operation operation,
        ApiKey key,
        Map<String, String> parameters,
        Map<String, List<String>> query,
        JsonNode body) {

    String parameter(String name) {
        return parameters.get(name);
    }

    /** What a field of the body says; empty where it is absent or null. */
    String text(String name) {
        return Acts.text(operation, body, name).orElse("");
    }

    /** The value of a query parameter, or the default that the spec gives it. */
    Optional<String> queryValue(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .findFirst()
                .or(() -> operation.parameters().stream()
                        .filter(parameter -> parameter.name().equals(name))
                        .flatMap(parameter -> parameter.defaultValue().stream())
                        .map(JsonNode::asString)
                        .findFirst());
    }
}
