package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.api.model.SaveChatBody;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a person can do to a stream in somebody's place: the operations that its state allows, ready to be sent. */
final class Deeds {
    private static final String ROLE = SaveChatBody.JSON_PROPERTY_ROLE;

    private final Contract contract;
    private final String token;

    Deeds(Contract contract, String token) {
        this.contract = contract;
        this.token = token;
    }

    /**
     * An operation.
     *
     * @param choices in whose place it can be done; none where the page has a form of its own for it
     */
    record Deed(Operation operation, List<Choice> choices) {}

    /**
     * One way of doing it.
     *
     * @param as in whose place
     * @param values what is sent to the admin API, names with dots for objects in objects
     */
    record Choice(String as, String values) {}

    /** One deed for each of those operations. */
    List<Deed> of(Collection<String> allowed) {
        return allowed.stream()
                .map(contract::operation)
                .map(operation -> new Deed(operation, speaks(operation) ? List.of() : choices(operation)))
                .toList();
    }

    /** In whose place something can be said, if one of those operations says something. */
    List<Choice> say(Collection<String> allowed) {
        return allowed.stream()
                .map(contract::operation)
                .filter(Deeds::speaks)
                .findFirst()
                .map(operation -> parties(operation).stream()
                        .map(as -> choice(
                                operation,
                                as,
                                body(operation, as).without(List.of(SaveChatBody.JSON_PROPERTY_MESSAGE))))
                        .toList())
                .orElse(List.of());
    }

    private static boolean speaks(Operation operation) {
        return operation.writes().contains("chat");
    }

    private List<Choice> choices(Operation operation) {
        return parties(operation).stream()
                .map(as -> choice(operation, as, body(operation, as)))
                .toList();
    }

    /** Where any key will do, the two sides of a stream; the dealer first, whom most apps have to do without. */
    private List<String> parties(Operation operation) {
        if (!operation.keyKinds().isEmpty()) {
            return operation.keyKinds().stream().sorted().toList();
        }
        List<String> roles = new ArrayList<>(contract.schemas().words("Role"));
        java.util.Collections.reverse(roles);
        return roles;
    }

    /** The spec's own example for that party, or its first one with the role of that party. */
    private ObjectNode body(Operation operation, String as) {
        Map<String, JsonNode> examples = contract.examples().request(operation);
        Optional<JsonNode> fitting = examples.values().stream()
                .filter(example -> example.path(ROLE).asString("").equals(as))
                .findFirst();
        ObjectNode body = fitting.or(() -> examples.values().stream().findFirst())
                .map(example -> (ObjectNode) example.deepCopy())
                .orElseGet(JsonNodeFactory.instance::objectNode);
        if (body.has(ROLE)) {
            body.put(ROLE, as);
        }
        return body;
    }

    private Choice choice(Operation operation, String as, JsonNode body) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.put("as", as).put("operation", operation.id()).put("parameters.token", token);
        body.properties().forEach(field -> values.set("body." + field.getKey(), field.getValue()));
        return new Choice(as, values.toString());
    }
}
