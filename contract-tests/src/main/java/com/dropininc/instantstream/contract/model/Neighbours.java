package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the invalid neighbours of a valid body, from the schemas of the spec and from the fixtures. */
public final class Neighbours {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Contract contract;
    private final Bodies bodies;

    public Neighbours(Contract contract, Bodies bodies) {
        this.contract = contract;
        this.bodies = bodies;
    }

    /** Every invalid neighbour of {@code valid}; what turns out to be valid all the same is left out. */
    public List<Neighbour> of(Operation operation, ObjectNode valid) {
        Map<String, JsonNode> candidates = new LinkedHashMap<>();
        operation
                .body()
                .ifPresent(declared -> bodies.schema(declared)
                        .path("properties")
                        .properties()
                        .forEach(property -> field(property.getKey(), property.getValue(), valid, candidates)));
        candidates.put("nothing in it", NODES.objectNode());
        candidates.put("a list instead of an object", NODES.arrayNode().add(valid));
        candidates.put("a text instead of an object", NODES.stringNode("text"));
        candidates.put("null instead of an object", NODES.nullNode());
        Fixtures.invalid(operation.id()).forEach(payload -> candidates.put(payload.name(), payload.body()));
        List<Neighbour> neighbours = new ArrayList<>();
        candidates.forEach((name, body) -> {
            List<Violation> violations = violations(operation, body);
            boolean known = neighbours.stream().anyMatch(other -> other.body().equals(body));
            if (!violations.isEmpty() && !known) {
                neighbours.add(new Neighbour(name, body, violations));
            }
        });
        return neighbours;
    }

    private List<Violation> violations(Operation operation, JsonNode body) {
        return contract.judge().request(operation, Map.of(), Optional.of(body), "application/json");
    }

    private void field(String name, JsonNode schema, ObjectNode valid, Map<String, JsonNode> candidates) {
        JsonNode resolved = contract.schemas().follow(schema);
        candidates.put("without " + name, valid.deepCopy().without(name));
        candidates.put(name + " is null", with(valid, name, NODES.nullNode()));
        candidates.put(name + " is a number", with(valid, name, NODES.numberNode(7)));
        candidates.put(name + " is true", with(valid, name, NODES.booleanNode(true)));
        candidates.put(name + " is an object", with(valid, name, NODES.objectNode()));
        candidates.put(
                name + " is a list of numbers",
                with(valid, name, NODES.arrayNode().add(7)));
        candidates.put(name + " is empty", with(valid, name, NODES.stringNode("")));
        if (resolved.has("enum") || resolved.has("oneOf")) {
            String word = valid.path(name).asString();
            candidates.put(name + " is an unknown word", with(valid, name, NODES.stringNode("x" + word)));
            candidates.put(
                    name + " is in capitals", with(valid, name, NODES.stringNode(word.toUpperCase(Locale.ROOT))));
        }
        if (resolved.has("oneOf")) {
            candidates.put(name + " is an empty list", with(valid, name, NODES.arrayNode()));
            candidates.put(
                    name + " is a list of an unknown word",
                    with(
                            valid,
                            name,
                            NODES.arrayNode().add("x" + valid.path(name).asString())));
        }
        if (resolved.has("pattern")) {
            candidates.put(name + " has another form", with(valid, name, NODES.stringNode("no such thing")));
        }
        if (resolved.has("maxLength")) {
            int tooLong = resolved.path("maxLength").asInt() + 1;
            candidates.put(name + " is too long", with(valid, name, NODES.stringNode("a".repeat(tooLong))));
        }
    }

    private static ObjectNode with(ObjectNode valid, String name, JsonNode value) {
        ObjectNode copy = valid.deepCopy();
        copy.set(name, value);
        return copy;
    }
}
