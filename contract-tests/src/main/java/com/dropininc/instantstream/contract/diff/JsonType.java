package com.dropininc.instantstream.contract.diff;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The types of JSON values. A value has exactly one. */
enum JsonType {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT;

    static JsonType of(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> NULL;
            case BOOLEAN -> BOOLEAN;
            case NUMBER -> NUMBER;
            case ARRAY -> ARRAY;
            case OBJECT -> OBJECT;
            default -> STRING;
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
