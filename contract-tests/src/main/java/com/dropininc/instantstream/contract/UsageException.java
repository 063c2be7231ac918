package com.dropininc.instantstream.contract;

/** The command line, a file or a variable is not right; the message says what to do, in one line. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
