package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.ChannelName.Kind;
import com.dropininc.instantstream.mock.realtime.Connection.SignedInUser;
import tools.jackson.databind.JsonNode;

/** {@code pusher:subscribe} and {@code pusher:unsubscribe} (protocol page, "Subscription Events"). */
final class Subscribing {
    private Subscribing() {}

    /** Thrown with the message that the client gets; never leaves this class. */
    private static final class Refused extends Exception {
        Refused(String message) {
            super(message, null, false, false);
        }
    }

    static void subscribe(Connection connection, JsonNode data) {
        try {
            ChannelName name = channelName(data);
            if (connection.isSubscribed(name.value())) {
                throw new Refused("Existing subscription to channel " + name);
            }
            if (connection.subscriptions() >= Limits.SUBSCRIPTIONS) {
                throw new Refused("This connection has " + Limits.SUBSCRIPTIONS
                        + " subscriptions, as many as it may have: unsubscribe from some first");
            }
            if (name.kind() == Kind.SERVER_TO_USER) {
                requireUser(connection, name);
            }
            if (name.kind().needsAuthorization()) {
                requireAuthorization(connection, name, data);
            }
            Member member = name.kind() == Kind.PRESENCE ? member(connection, data) : null;
            if (!connection.realtime().join(connection, name, member)) {
                throw new Refused(
                        "Presence channel " + name + " is full: at most " + Limits.MEMBERS + " members are allowed");
            }
        } catch (Refused refused) {
            connection.error(null, refused.getMessage());
        }
    }

    static void unsubscribe(Connection connection, JsonNode data) {
        String name = ClientFrame.string(data, "channel");
        if (name == null) {
            connection.error(null, "Invalid unsubscribe: data must be an object with a string 'channel'.");
            return;
        }
        Channel channel = connection.left(name);
        if (channel == null) {
            connection.error(
                    null, "No current subscription to channel " + Text.shown(name) + ", or subscription in progress");
            return;
        }
        connection.realtime().leave(channel, connection);
    }

    private static ChannelName channelName(JsonNode data) throws Refused {
        String name = ClientFrame.string(data, "channel");
        if (name == null) {
            throw new Refused("Invalid subscribe: data must be an object with a string 'channel'.");
        }
        try {
            return ChannelName.parse(name);
        } catch (IllegalArgumentException illegal) {
            throw new Refused(illegal.getMessage());
        }
    }

    private static void requireUser(Connection connection, ChannelName name) throws Refused {
        SignedInUser user = connection.user();
        if (user == null || !user.id().equals(name.userId())) {
            throw new Refused("Not authorized to subscribe to " + Text.shown(name.value())
                    + ": the connection is not signed in as this user.");
        }
    }

    private static void requireAuthorization(Connection connection, ChannelName name, JsonNode data) throws Refused {
        String auth = ClientFrame.string(data, "auth");
        if (auth == null || auth.isEmpty()) {
            throw new Refused("Auth info required to subscribe to " + name);
        }
        int colon = auth.indexOf(':');
        String key = colon < 0 ? auth : auth.substring(0, colon);
        if (!key.equals(connection.realtime().app().key())) {
            throw new Refused("Invalid key in subscription auth data: '" + Text.shown(key) + "'");
        }
        String channelData = channelData(data);
        String signature = colon < 0 ? "" : auth.substring(colon + 1);
        String signed = Signatures.channelText(connection.id(), name, channelData);
        if (!connection.realtime().signatures().matches(signed, signature)) {
            throw new Refused("Invalid signature: Expected HMAC SHA256 hex digest of " + Text.shown(signed)
                    + ", but got " + Text.shown(signature));
        }
    }

    private static String channelData(JsonNode data) throws Refused {
        if (!ClientFrame.has(data, "channel_data")) {
            return null;
        }
        String text = ClientFrame.string(data, "channel_data");
        if (text == null) {
            throw new Refused("Invalid channel_data: it must be the string that was signed.");
        }
        return text;
    }

    private static Member member(Connection connection, JsonNode data) throws Refused {
        String text = channelData(data);
        if (text == null) {
            SignedInUser user = connection.user();
            if (user == null) {
                throw new Refused("Presence channels need channel_data with a user_id, or a signed-in user.");
            }
            return new Member(user.id(), user.info());
        }
        JsonNode member = Frames.readObject(text);
        JsonNode id = member == null ? Frames.object() : member.path("user_id");
        if (!id.isString() && !id.isIntegralNumber() || id.asString().isEmpty()) {
            throw new Refused("Invalid channel_data: expected a JSON object with a non-empty user_id.");
        }
        JsonNode info = member.path("user_info");
        requireWithinLimits(id.asString(), info);
        return new Member(id.asString(), info.isMissingNode() || info.isNull() ? Frames.object() : info);
    }

    private static void requireWithinLimits(String userId, JsonNode info) throws Refused {
        if (userId.length() > Limits.USER_ID) {
            throw new Refused("Invalid channel_data: a user_id has at most " + Limits.USER_ID + " characters, this one "
                    + userId.length() + ".");
        }
        int bytes = Text.utf8Length(info.toString());
        if (bytes > Limits.USER_INFO) {
            throw new Refused("Invalid channel_data: user_info has at most " + Limits.USER_INFO + " bytes, this one "
                    + bytes + ".");
        }
    }
}
