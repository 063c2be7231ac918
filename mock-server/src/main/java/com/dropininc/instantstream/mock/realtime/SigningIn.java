package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.Connection.SignedInUser;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code pusher:signin} (protocol page, "Connection events"). */
final class SigningIn {
    private SigningIn() {}

    static void signIn(Connection connection, JsonNode data) {
        String auth = ClientFrame.string(data, "auth");
        String userData = ClientFrame.string(data, "user_data");
        if (auth == null || userData == null) {
            connection.error(null, "Invalid signin: data must be an object with the strings 'auth' and 'user_data'.");
            return;
        }
        String signed = Signatures.userText(connection.id(), userData);
        Realtime realtime = connection.realtime();
        String prefix = realtime.app().key() + ":";
        if (!auth.startsWith(prefix) || !realtime.signatures().matches(signed, auth.substring(prefix.length()))) {
            connection.error(
                    null,
                    "Invalid signature: Expected HMAC SHA256 hex digest of " + Text.shown(signed) + ", but got "
                            + Text.shown(auth));
            return;
        }
        accept(connection, userData);
    }

    private static void accept(Connection connection, String userData) {
        JsonNode user = Frames.readObject(userData);
        String id = user == null ? null : ClientFrame.string(user, "id");
        if (id == null || id.isEmpty()) {
            connection.error(null, "Invalid user_data: expected a JSON object with a non-empty string 'id'.");
            return;
        }
        SignedInUser before = connection.user();
        if (before != null && !before.id().equals(id)) {
            connection.error(null, "Connection is already signed in as another user: " + Text.shown(before.id()));
            return;
        }
        JsonNode info = user.path("user_info");
        SignedInUser now = new SignedInUser(id, info.isMissingNode() || info.isNull() ? Frames.object() : info);
        connection.signedIn(now);
        connection.send(Frames.signedIn(userData));
        List<String> watchlist = watchlist(connection, user.path("watchlist"));
        connection.realtime().users().signedIn(connection, now, watchlist);
    }

    private static List<String> watchlist(Connection connection, JsonNode ids) {
        if (!connection.realtime().app().features().watchlistEvents()) {
            return List.of();
        }
        List<String> all = ids.valueStream()
                .filter(id -> id.isString() || id.isIntegralNumber())
                .map(JsonNode::asString)
                .distinct()
                .toList();
        if (all.size() <= Limits.WATCHLIST) {
            return all;
        }
        connection.error(4302, "Watchlist limit exceeded. Only the first 100 user IDs are accepted.");
        return all.subList(0, Limits.WATCHLIST);
    }
}
