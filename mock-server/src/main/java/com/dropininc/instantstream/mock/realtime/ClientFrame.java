package com.dropininc.instantstream.mock.realtime;

import tools.jackson.databind.JsonNode;

/** One frame from a client: what it asks for, or what is wrong with it. Nothing a client sends may throw. */
final class ClientFrame {
    private ClientFrame() {}

    /** Handles a text frame while the connection's lock is held. */
    static void handle(Connection connection, String text) {
        JsonNode frame = Frames.readObject(text);
        if (frame == null) {
            connection.error(null, "Invalid message: expected one JSON object with an event per text frame.");
            return;
        }
        String event = string(frame, "event");
        if (event == null) {
            connection.error(null, "Invalid message: 'event' must be a string.");
            return;
        }
        dispatch(connection, event, frame);
    }

    private static void dispatch(Connection connection, String event, JsonNode frame) {
        switch (event) {
            case "pusher:ping" -> connection.send(Frames.PONG);
            case "pusher:pong" -> {}
            case "pusher:subscribe" -> Subscribing.subscribe(connection, data(frame));
            case "pusher:unsubscribe" -> Subscribing.unsubscribe(connection, data(frame));
            case "pusher:signin" -> SigningIn.signIn(connection, data(frame));
            default -> {
                if (event.startsWith("client-")) {
                    Triggering.trigger(connection, event, frame);
                } else {
                    connection.error(null, "Unsupported event received on socket: " + Text.shown(event));
                }
            }
        }
    }

    /** The frame's data as an object, also if it came encoded as a string; empty if it is neither. */
    private static JsonNode data(JsonNode frame) {
        JsonNode data = frame.path("data");
        if (data.isString()) {
            data = Frames.readObject(data.stringValue());
        }
        return data != null && data.isObject() ? data : Frames.object();
    }

    /** A field that is a string; null if it is missing or anything else. */
    static String string(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    /** Whether a field is there with a value. */
    static boolean has(JsonNode object, String field) {
        return object.hasNonNull(field);
    }
}
