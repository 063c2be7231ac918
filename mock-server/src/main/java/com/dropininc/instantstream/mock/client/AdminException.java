package com.dropininc.instantstream.mock.client;

/** The mock has refused an admin request; the message says why and what to do. */
public final class AdminException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    AdminException(int status, String message) {
        super(message + " (" + status + ")");
        this.status = status;
    }

    public int status() {
        return status;
    }
}
