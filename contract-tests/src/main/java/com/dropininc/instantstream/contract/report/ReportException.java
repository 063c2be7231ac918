package com.dropininc.instantstream.contract.report;

/** A report cannot be written; the message says where, and what to do. */
public final class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
