package com.dropininc.instantstream.contract.exchange;

/** The target gave no answer; the message says why in one clause. */
public final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered(String message, Throwable cause) {
        super(message, cause);
    }
}
