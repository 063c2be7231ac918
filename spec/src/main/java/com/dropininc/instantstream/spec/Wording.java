package com.dropininc.instantstream.spec;

import tools.jackson.databind.JsonNode;

/** Says in words what a JSON Schema keyword found wrong. */
final class Wording {
    private Wording() {}

    static String of(String keyword, String message, JsonNode wanted) {
        return switch (keyword) {
            case "enum" -> "is none of " + wanted;
            case "type" -> "has the wrong type, wanted " + wanted;
            case "pattern" -> "does not match " + wanted;
            case "minLength" -> "is too short, wanted at least " + wanted + " characters";
            case "maxLength" -> "is too long, wanted at most " + wanted + " characters";
            case "minItems" -> "has too few items, wanted at least " + wanted;
            case "oneOf" -> "fits none of the forms it may have";
            default -> message.replaceFirst("^[^:]*: ", "");
        };
    }
}
