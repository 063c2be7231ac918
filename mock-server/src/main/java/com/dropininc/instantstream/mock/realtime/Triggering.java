package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.ChannelName.Kind;
import tools.jackson.databind.JsonNode;

/** Events that clients send to each other (events page, "Triggering client events"). */
final class Triggering {
    private Triggering() {}

    static void trigger(Connection connection, String event, JsonNode frame) {
        String problem = problem(connection, event, frame);
        if (problem != null) {
            connection.error(null, problem);
            return;
        }
        if (!connection.mayTriggerNow()) {
            connection.error(4301, "Client event rejected: more than 10 client events per second on this connection");
            return;
        }
        Channel channel = connection.channel(ClientFrame.string(frame, "channel"));
        channel.relay(connection, event, text(frame.path("data")));
    }

    private static String problem(Connection connection, String event, JsonNode frame) {
        String channel = ClientFrame.string(frame, "channel");
        if (channel == null || !frame.has("data")) {
            return "Invalid client event (must contain channel and data)";
        }
        if (!connection.realtime().app().features().clientEvents()) {
            return "To send client events, you must enable this feature in the Settings page of your dashboard.";
        }
        String shown = Text.shown(channel);
        if (!mayCarryClientEvents(channel)) {
            return "Client event rejected - only supported on private and presence channels, not on " + shown;
        }
        if (!connection.isSubscribed(channel)) {
            return "Cannot broadcast client event (connection not subscribed to channel " + shown + ")";
        }
        if (event.length() > Limits.EVENT_NAME) {
            return "Client event rejected - its name has more than " + Limits.EVENT_NAME + " characters";
        }
        if (Text.utf8Length(text(frame.path("data"))) > Limits.EVENT_DATA) {
            return "Client event rejected - its data has more than " + Limits.EVENT_DATA + " bytes";
        }
        return null;
    }

    private static boolean mayCarryClientEvents(String channel) {
        try {
            Kind kind = ChannelName.parse(channel).kind();
            return kind.needsAuthorization();
        } catch (IllegalArgumentException illegal) {
            return false;
        }
    }

    /** Strings pass unchanged, everything else as its JSON: receivers always get a string. */
    private static String text(JsonNode data) {
        return data.isString() ? data.stringValue() : data.toString();
    }
}
