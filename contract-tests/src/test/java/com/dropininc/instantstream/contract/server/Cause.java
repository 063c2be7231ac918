package com.dropininc.instantstream.contract.server;

/** Why a call is refused, with the status and the word of a plain server. */
enum Cause {
    NO_ROUTE(404, "E_ROUTE"),
    WRONG_METHOD(405, "E_METHOD"),
    KEY_MISSING(401, "E_KEY_MISSING"),
    KEY_UNKNOWN(401, "E_KEY_UNKNOWN"),
    KEY_KIND(403, "E_KEY_KIND"),
    CHANNEL(403, "E_CHANNEL"),
    TOO_LARGE(413, "E_BODY_TOO_LARGE"),
    CONTENT_TYPE(415, "E_CONTENT_TYPE"),
    MALFORMED(400, "E_MALFORMED"),
    INVALID(400, "E_INVALID"),
    UNKNOWN_TOKEN(404, "E_TOKEN_UNKNOWN"),
    STATE(409, "E_STATE");

    private final int status;
    private final String word;

    Cause(int status, String word) {
        this.status = status;
        this.word = word;
    }

    int status() {
        return status;
    }

    String word() {
        return word;
    }
}
