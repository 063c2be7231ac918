package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

/** Credentials of a media session; invented ones, since the mock streams no video. */
public record Media(String id, String sessionId, String token, String key) {
    public Media {
        requireNonNull(id, "id is missing");
        requireNonNull(sessionId, "sessionId is missing");
        requireNonNull(token, "token is missing");
        requireNonNull(key, "key is missing");
    }

    static Media invented(String nonce) {
        return new Media("med_" + nonce, "1_MX4" + nonce, "T1==" + nonce, "45828062");
    }
}
