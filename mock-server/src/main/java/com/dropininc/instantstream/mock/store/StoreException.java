package com.dropininc.instantstream.mock.store;

/** What was to be kept could not be; the message says why, and is fit to be shown to a person. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
