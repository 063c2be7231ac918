package com.dropininc.instantstream.spec;

/** A text that is no well-formed JSON in UTF-8; the message says why and where. */
public final class MalformedJson extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedJson(String message) {
        super(message);
    }
}
