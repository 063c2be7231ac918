package com.dropininc.instantstream.mock;

/** The mock cannot start; the message is fit to be shown to a person. */
public final class MockStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MockStartException(String message) {
        super(message);
    }

    MockStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
