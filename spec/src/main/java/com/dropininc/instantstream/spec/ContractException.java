package com.dropininc.instantstream.spec;

/** The spec cannot be used; the message names file, key and what to do, and is fit to be shown to a person. */
public final class ContractException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ContractException(String message) {
        super(message);
    }

    public ContractException(String message, Throwable cause) {
        super(message, cause);
    }
}
