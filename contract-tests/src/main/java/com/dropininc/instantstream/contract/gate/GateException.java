package com.dropininc.instantstream.contract.gate;

/** A report or a policy cannot be used; the message says which, why and what to do, in one line. */
public final class GateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public GateException(String message) {
        super(message);
    }

    public GateException(String message, Throwable cause) {
        super(message, cause);
    }
}
