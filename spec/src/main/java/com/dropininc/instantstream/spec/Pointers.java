package com.dropininc.instantstream.spec;

import tools.jackson.databind.JsonNode;

/** JSON pointers (RFC 6901) into the spec. */
final class Pointers {
    private Pointers() {}

    static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** The pointer itself, or, where it leads to a {@code $ref} into the same document, where that leads. */
    static String resolve(String pointer, JsonNode root) {
        JsonNode ref = root.at(pointer).get("$ref");
        if (ref == null) {
            return pointer;
        }
        String target = ref.asString();
        if (!target.startsWith("#/") || root.at(target.substring(1)).isMissingNode()) {
            throw new ContractException(pointer + "/$ref: '" + target + "' leads nowhere in this document");
        }
        return target.substring(1);
    }

    static String unescape(String segment) {
        return segment.replace("~1", "/").replace("~0", "~");
    }

    static String parent(String pointer) {
        int slash = pointer.lastIndexOf('/');
        return slash <= 0 ? "" : pointer.substring(0, slash);
    }

    static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
