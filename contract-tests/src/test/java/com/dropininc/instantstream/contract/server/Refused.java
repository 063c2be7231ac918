package com.dropininc.instantstream.contract.server;

import java.util.List;

/** A call that is not made. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Cause cause;
    private final transient List<String> messages;

    Refused(Cause cause, List<String> messages) {
        super(cause.word(), null, false, false);
        this.cause = cause;
        this.messages = List.copyOf(messages);
    }

    Refused(Cause cause, String message) {
        this(cause, List.of(message));
    }

    Cause why() {
        return cause;
    }

    /** One for each thing that is wrong. */
    List<String> messages() {
        return messages;
    }
}
