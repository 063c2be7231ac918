package com.dropininc.instantstream.mock.realtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What an authorization endpoint answers to an SDK, ready to be serialised (authentication signatures page).
 *
 * @param auth {@code KEY:SIGNATURE}
 * @param channelData the very string that was signed, for presence channels; else null and left out
 * @param sharedSecret base64 of the channel's key, for encrypted channels; else null and left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelAuthorization(
        @JsonProperty("auth") String auth,
        @JsonProperty("channel_data") String channelData,
        @JsonProperty("shared_secret") String sharedSecret) {}
