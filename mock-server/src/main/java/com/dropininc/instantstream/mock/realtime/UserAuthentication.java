package com.dropininc.instantstream.mock.realtime;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a user authentication endpoint answers to an SDK, ready to be serialised.
 *
 * @param auth {@code KEY:SIGNATURE}
 * @param userData the very string that was signed
 */
public record UserAuthentication(
        @JsonProperty("auth") String auth,
        @JsonProperty("user_data") String userData) {}
