package com.dropininc.instantstream.contract.exchange;

/**
 * An API key or an app secret. Shows itself as the variable that it came from, never as its text.
 *
 * <p>No record, so that no generated method shows the text.
 */
public final class Secret {
    private final String variable;
    private final String text;

    public Secret(String variable, String text) {
        this.variable = variable;
        this.text = text;
    }

    /** The text itself, for the wire and for signatures only. */
    String reveal() {
        return text;
    }

    /** Replaces the text wherever it stands by the name of its variable. */
    String redact(String line) {
        return text.isBlank() ? line : line.replace(text, toString());
    }

    /** Whether the text shows in a line. */
    boolean shows(String line) {
        return !text.isBlank() && line.contains(text);
    }

    @Override
    public String toString() {
        return "$" + variable;
    }
}
