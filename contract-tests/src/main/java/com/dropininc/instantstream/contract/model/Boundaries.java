package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the valid bodies at the boundaries of a schema: the shortest, the longest, each word, nothing optional. */
public final class Boundaries {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Contract contract;
    private final Bodies bodies;

    public Boundaries(Contract contract, Bodies bodies) {
        this.contract = contract;
        this.bodies = bodies;
    }

    /** Every boundary of what an operation takes, around {@code valid}. */
    public List<Boundary> of(Operation operation, ObjectNode valid) {
        List<Boundary> boundaries = new ArrayList<>();
        operation.body().ifPresent(declared -> {
            JsonNode schema = bodies.schema(declared);
            schema.path("properties")
                    .properties()
                    .forEach(property -> field(property.getKey(), property.getValue(), valid, boundaries));
            Set<String> required = new HashSet<>();
            schema.path("required").forEach(name -> required.add(name.asString()));
            ObjectNode least = valid.deepCopy();
            least.retain(required);
            boundaries.add(new Boundary("nothing optional", least, true));
        });
        return boundaries.stream()
                .filter(boundary -> contract.judge()
                        .request(operation, java.util.Map.of(), Optional.of(boundary.body()), "application/json")
                        .isEmpty())
                .toList();
    }

    private void field(String name, JsonNode schema, ObjectNode valid, List<Boundary> boundaries) {
        JsonNode resolved = contract.schemas().follow(schema);
        words(resolved)
                .forEach(word ->
                        boundaries.add(new Boundary(name + " " + word.asString(), with(valid, name, word), true)));
        for (JsonNode form : resolved.path("oneOf")) {
            JsonNode items = contract.schemas().follow(form).path("items");
            words(contract.schemas().follow(items))
                    .forEach(word -> boundaries.add(new Boundary(
                            name + " a list of one",
                            with(valid, name, NODES.arrayNode().add(word)),
                            false)));
            words(contract.schemas().follow(form))
                    .forEach(word ->
                            boundaries.add(new Boundary(name + " " + word.asString(), with(valid, name, word), true)));
        }
        if (resolved.has("minLength")) {
            String shortest = "7".repeat(resolved.path("minLength").asInt());
            boundaries.add(
                    new Boundary(name + " as short as can be", with(valid, name, NODES.stringNode(shortest)), false));
        }
        if (resolved.has("maxLength")) {
            String value = valid.path(name).asString("");
            String longest =
                    value + "a".repeat(Math.max(0, resolved.path("maxLength").asInt() - value.length()));
            boundaries.add(
                    new Boundary(name + " as long as can be", with(valid, name, NODES.stringNode(longest)), false));
        }
    }

    private static List<JsonNode> words(JsonNode schema) {
        List<JsonNode> words = new ArrayList<>();
        schema.path("enum").forEach(words::add);
        return words;
    }

    private static ObjectNode with(ObjectNode valid, String name, JsonNode value) {
        ObjectNode copy = valid.deepCopy();
        copy.set(name, value);
        return copy;
    }
}
