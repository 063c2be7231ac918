package com.dropininc.instantstream.mock.stream;

/** Credentials of a media session; invented ones, since the mock streams no video. */
public record Media(String id, String sessionId, String token, String key) {
    static Media invented(String nonce) {
        return new Media("med_" + nonce, "1_MX4" + nonce, "T1==" + nonce, "45828062");
    }
}
