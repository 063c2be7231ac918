package com.dropininc.instantstream.spec;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Tells the keywords of a schema that say something about a value from those that tell people about the schema. */
final class Keywords {
    private static final Set<String> ANNOTATIONS = Set.of("title", "description", "example");

    /** What is under these is compared with a value as it is. */
    private static final Set<String> VALUES = Set.of("const", "enum");

    private Keywords() {}

    /**
     * A copy without what says nothing about a value: the validator would walk through it with each one, and warns of
     * {@code x-} keywords. A text is never a schema, so no property of that name is lost.
     */
    static JsonNode assertions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.forEachEntry((name, value) -> {
                if (!name.startsWith("x-") && !(ANNOTATIONS.contains(name) && value.isString())) {
                    copy.set(name, VALUES.contains(name) ? value : assertions(value));
                }
            });
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> copy.add(assertions(element)));
            return copy;
        }
        return node;
    }
}
