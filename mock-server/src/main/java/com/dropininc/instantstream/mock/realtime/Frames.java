package com.dropininc.instantstream.mock.realtime;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The frames that the server sends, as UTF-8 (protocol page, "Events"), and the JSON reading behind them. */
final class Frames {
    /** Numbers are kept as written, since client event data passes through. */
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static final byte[] PING = simple("pusher:ping");
    static final byte[] PONG = simple("pusher:pong");

    private Frames() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads an object; null for anything else. */
    static JsonNode readObject(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return node != null && node.isObject() ? node : null;
        } catch (JacksonException | NumberFormatException notJson) {
            // The latter is thrown for numbers such as 1e40999999999999: too large for any type.
            return null;
        }
    }

    static byte[] established(SocketId id, long activityTimeoutSeconds) {
        ObjectNode data = object().put("socket_id", id.value()).put("activity_timeout", activityTimeoutSeconds);
        return bytes(object().put("event", "pusher:connection_established").put("data", data.toString()));
    }

    static byte[] error(Integer code, String message) {
        ObjectNode frame = object().put("event", "pusher:error");
        frame.putObject("data").put("code", code).put("message", message);
        return bytes(frame);
    }

    /** An event on a channel; the data is always a string, and the user id only there if not null. */
    static byte[] event(String event, String channel, String data, String userId) {
        ObjectNode frame = object().put("event", event).put("channel", channel).put("data", data);
        if (userId != null) {
            frame.put("user_id", userId);
        }
        return bytes(frame);
    }

    /** Never without data: the Java SDK compares the data of encrypted channels' confirmations with "{}". */
    static byte[] subscribed(ChannelName channel, String data) {
        return event("pusher_internal:subscription_succeeded", channel.value(), data, null);
    }

    static byte[] subscriptionCount(ChannelName channel, int count) {
        String data = object().put("subscription_count", count).toString();
        return event("pusher_internal:subscription_count", channel.value(), data, null);
    }

    static byte[] memberAdded(ChannelName channel, String userId, JsonNode info) {
        ObjectNode data = object().put("user_id", userId);
        data.set("user_info", info);
        return event("pusher_internal:member_added", channel.value(), data.toString(), null);
    }

    static byte[] memberRemoved(ChannelName channel, String userId) {
        String data = object().put("user_id", userId).toString();
        return event("pusher_internal:member_removed", channel.value(), data, null);
    }

    static byte[] cacheMiss(ChannelName channel) {
        return bytes(object().put("event", "pusher:cache_miss").put("channel", channel.value()));
    }

    static byte[] signedIn(String userData) {
        ObjectNode frame = object().put("event", "pusher:signin_success");
        frame.putObject("data").put("user_data", userData);
        return bytes(frame);
    }

    static byte[] watchlist(List<String> online, List<String> offline) {
        ObjectNode data = object();
        var events = data.putArray("events");
        if (!online.isEmpty()) {
            ObjectNode event = events.addObject().put("name", "online");
            online.forEach(event.putArray("user_ids")::add);
        }
        if (!offline.isEmpty()) {
            ObjectNode event = events.addObject().put("name", "offline");
            offline.forEach(event.putArray("user_ids")::add);
        }
        return bytes(object().put("event", "pusher_internal:watchlist_events").put("data", data.toString()));
    }

    private static byte[] simple(String event) {
        ObjectNode frame = object().put("event", event);
        frame.putObject("data");
        return bytes(frame);
    }

    private static byte[] bytes(ObjectNode frame) {
        return JSON.writeValueAsBytes(frame);
    }
}
