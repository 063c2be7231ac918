package com.dropininc.instantstream.mock.network;

/** A certificate that cannot be used; the message says why and what to do. */
public final class CertificateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
