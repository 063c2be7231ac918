package com.dropininc.instantstream.mock.sandbox;

/** A wish about the mock that makes no sense; the message says what would, and is fit to be shown to a person. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    /**
     * @param pointer JSON pointer of the offending value, or the name of the parameter
     */
    public InvalidSetting(String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    public String pointer() {
        return pointer;
    }
}
