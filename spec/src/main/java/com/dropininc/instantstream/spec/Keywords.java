package com.dropininc.instantstream.spec;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the keywords of a schema that say something about a value from those that tell people about the schema. */
final class Keywords {
    private static final Set<String> ANNOTATIONS = Set.of("title", "description", "example");

    /** What is under these is compared with a value as it is. */
    private static final Set<String> VALUES = Set.of("const", "enum");

    private Keywords() {}

    /**
     * Takes out of a document what says nothing about a value: the validator would walk through it with each one, and
     * warns of {@code x-} keywords. A text is never a schema, so no property of that name is lost.
     *
     * @return the same node
     */
    static JsonNode assertions(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyNames().stream()
                    .filter(name -> name.startsWith("x-")
                            || ANNOTATIONS.contains(name) && object.get(name).isString())
                    .toList());
            object.forEachEntry((name, value) -> {
                if (!VALUES.contains(name)) {
                    assertions(value);
                }
            });
        } else {
            node.forEach(Keywords::assertions);
        }
        return node;
    }
}
