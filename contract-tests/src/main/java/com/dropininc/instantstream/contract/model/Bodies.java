package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes valid bodies from the schemas of the spec, with a distinct value in every field. */
public final class Bodies {
    private final Contract contract;
    private final Identities identities;

    public Bodies(Contract contract, Identities identities) {
        this.contract = contract;
        this.identities = identities;
    }

    /** A body with every field that the operation's first schema has; an empty object where it reads none. */
    public ObjectNode full(Operation operation) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        operation
                .body()
                .ifPresent(declared -> schema(declared)
                        .path("properties")
                        .properties()
                        .forEach(property ->
                                body.set(property.getKey(), value(property.getKey(), property.getValue()))));
        return body;
    }

    /** A body with nothing optional in it. */
    public ObjectNode least(Operation operation) {
        Set<String> required = new HashSet<>();
        operation
                .body()
                .ifPresent(
                        declared -> schema(declared).path("required").forEach(name -> required.add(name.asString())));
        return full(operation).retain(required);
    }

    /** The schema of a body. */
    public JsonNode schema(Operation.Body declared) {
        return contract.schemas().at(declared.schemas().values().iterator().next());
    }

    private JsonNode value(String name, JsonNode schema) {
        JsonNode resolved = contract.schemas().follow(schema);
        if (resolved.has("oneOf")) {
            return value(name, resolved.path("oneOf").path(0));
        }
        if (resolved.has("enum")) {
            return resolved.path("enum").path(0);
        }
        return JsonNodeFactory.instance.stringNode(
                switch (name) {
                    case Field.PHONE -> identities.phone();
                    case Field.EMAIL -> identities.email();
                    case Field.LONGITUDE, Field.LATITUDE -> identities.degrees();
                    case Field.SOCKET_ID -> identities.socketId();
                    default -> identities.word(name);
                });
    }
}
