package com.dropininc.instantstream.spec;

/**
 * One way in which a request or an answer breaks the spec.
 *
 * @param in {@code body}, {@code query}, {@code path}, {@code header} or {@code status}
 * @param pointer JSON pointer of the offending value in the body, or the name of the parameter
 * @param keyword the JSON Schema keyword, or {@code status} or {@code content-type}
 * @param message what is wrong, for a person
 * @param provenance where the broken rule comes from
 */
public record Violation(String in, String pointer, String keyword, String message, Provenance provenance) {
    /** The keyword of a body that is no JSON at all. */
    public static final String NO_JSON = "json";

    @Override
    public String toString() {
        return in + " " + pointer + ": " + message + " (" + keyword + "; " + provenance + ")";
    }
}
