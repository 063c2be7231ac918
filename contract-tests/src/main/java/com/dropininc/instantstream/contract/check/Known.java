package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Schemas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an answer the contract knows. Fields of the target's own may come, go and change as they like, however deep
 * they stand. Immutable.
 */
final class Known {
    private final Schemas schemas;

    private Known(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The properties of a stream that the spec knows. */
    static Map<String, JsonNode> stream(Contract contract, JsonNode stream) {
        Map<String, JsonNode> known = new LinkedHashMap<>();
        of(contract, contract.operation("getStream"), stream)
                .properties()
                .forEach(property -> known.put(property.getKey(), property.getValue()));
        return known;
    }

    /** A message as far as the spec knows it; one that says its text elsewhere is left as it is. */
    static JsonNode message(Contract contract, JsonNode message) {
        JsonNode known = of(contract, contract.operation("saveChat"), message);
        return known.size() == 0 || !known.has("message") ? message : known;
    }

    /** The body of a success of an operation. */
    static JsonNode of(Contract contract, Operation operation, JsonNode body) {
        String pointer = operation.success().schemas().values().iterator().next();
        return new Known(contract.schemas()).part(contract.schemas().at(pointer), body);
    }

    /** What is known of an answer to a call. */
    static JsonNode of(Contract contract, Bench.Sent sent) {
        return of(contract, sent.call().operation().orElseThrow(), sent.answer().body());
    }

    private JsonNode part(JsonNode schema, JsonNode value) {
        if (value.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            JsonNode item = alternatives(schema)
                    .map(one -> one.path("items"))
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .orElse(schema);
            value.forEach(one -> items.add(part(item, one)));
            return items;
        }
        boolean declares = alternatives(schema).anyMatch(one -> one.has("properties"));
        if (!value.isObject() || !declares) {
            return value;
        }
        ObjectNode known = JsonNodeFactory.instance.objectNode();
        value.properties()
                .forEach(field -> property(schema, field.getKey())
                        .ifPresent(declared -> known.set(field.getKey(), part(declared, field.getValue()))));
        return known;
    }

    private Optional<JsonNode> property(JsonNode schema, String name) {
        return alternatives(schema)
                .map(one -> one.path("properties").path(name))
                .filter(JsonNode::isObject)
                .findFirst();
    }

    /** A schema and all that it is put together from. */
    private Stream<JsonNode> alternatives(JsonNode schema) {
        JsonNode followed = schemas.follow(schema);
        Stream<JsonNode> parts = Stream.of("oneOf", "anyOf", "allOf")
                .flatMap(word -> followed.path(word).valueStream());
        return Stream.concat(Stream.of(followed), parts.flatMap(this::alternatives));
    }
}
