package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.ChannelName.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One event of an HTTP API request, valid as a whole.
 *
 * @param channels without repetition, in the order given
 * @param socketId the excluded socket, or null
 */
record EventRequest(String name, String data, List<ChannelName> channels, String socketId, Attributes info) {

    static EventRequest read(JsonNode json) throws ApiProblem {
        String name = string(json, "name");
        if (name.isEmpty() || name.length() > Limits.EVENT_NAME) {
            throw ApiProblem.badRequest("Invalid name: an event's name has 1 to " + Limits.EVENT_NAME
                    + " characters, this one " + name.length() + ".");
        }
        String data = string(json, "data");
        if (Text.utf8Length(data) > Limits.EVENT_DATA) {
            throw new ApiProblem(
                    413, "The data of this event exceeds the allowed maximum (" + Limits.EVENT_DATA + " bytes).");
        }
        return new EventRequest(name, data, channels(json), socketId(json), Attributes.read(optional(json, "info")));
    }

    void publish(Realtime realtime) {
        channels.forEach(channel -> realtime.publish(channel.value(), name, data, socketId));
    }

    private static List<ChannelName> channels(JsonNode json) throws ApiProblem {
        JsonNode many = json.path("channels");
        Set<ChannelName> names = new LinkedHashSet<>();
        if (many.isArray()) {
            for (JsonNode one : many) {
                names.add(channel(one));
            }
        } else if (json.hasNonNull("channel")) {
            names.add(channel(json.path("channel")));
        }
        if (names.isEmpty() || many.size() > Limits.CHANNELS) {
            throw ApiProblem.badRequest(
                    "Invalid channels: expected 'channel' or a list 'channels' of 1 to " + Limits.CHANNELS + " names.");
        }
        if (names.size() > 1 && names.stream().anyMatch(channel -> channel.kind() == Kind.ENCRYPTED)) {
            throw ApiProblem.badRequest("An event for an encrypted channel can go to this one channel only:"
                    + " each channel has its own key.");
        }
        return new ArrayList<>(names);
    }

    private static ChannelName channel(JsonNode name) throws ApiProblem {
        if (!name.isString()) {
            throw ApiProblem.badRequest("Invalid channel: its name must be a string.");
        }
        return channel(name.stringValue());
    }

    static ChannelName channel(String name) throws ApiProblem {
        try {
            return ChannelName.parse(name);
        } catch (IllegalArgumentException illegal) {
            throw ApiProblem.badRequest(illegal.getMessage());
        }
    }

    private static String socketId(JsonNode json) throws ApiProblem {
        String id = optional(json, "socket_id");
        if (id == null) {
            return null;
        }
        try {
            return new SocketId(id).value();
        } catch (IllegalArgumentException illegal) {
            throw ApiProblem.badRequest(illegal.getMessage());
        }
    }

    private static String string(JsonNode json, String field) throws ApiProblem {
        String value = optional(json, field);
        if (value == null) {
            throw ApiProblem.badRequest("Missing required parameter: " + field);
        }
        return value;
    }

    private static String optional(JsonNode json, String field) throws ApiProblem {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw ApiProblem.badRequest("Invalid " + field + ": expected a string"
                    + (field.equals("data") ? "; encode objects as JSON first." : "."));
        }
        return value.stringValue();
    }
}
