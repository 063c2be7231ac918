package com.dropininc.instantstream.sdk;

import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateChannel;
import com.pusher.client.channel.PrivateChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.client.connection.ConnectionEventListener;
import com.pusher.client.connection.ConnectionState;
import com.pusher.client.connection.ConnectionStateChange;
import com.pusher.client.util.HttpChannelAuthorizer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** An app on pusher-java-client, pointed at a mock by host, port and key; all else is the SDK's default. */
final class JavaApp implements AutoCloseable {
    private final Pusher pusher;
    private final String[] events;
    private final Heard heard = new Heard();

    JavaApp(Caller party) {
        MockServer mock = party.mock();
        String endpoint =
                mock.baseUrl() + mock.contract().operation("authorizeChannel").path();
        HttpChannelAuthorizer authorizer = new HttpChannelAuthorizer(endpoint);
        authorizer.setHeaders(Map.of(mock.contract().keyHeader(), party.key()));
        PusherOptions options = new PusherOptions()
                .setHost("127.0.0.1")
                .setWsPort(mock.port())
                .setUseTLS(false)
                .setChannelAuthorizer(authorizer);
        pusher = new Pusher(mock.realtime().app().key(), options);
        events = mock.contract().events().keySet().toArray(String[]::new);
        pusher.connect(new Connection(), ConnectionState.ALL);
    }

    /** What an app's backend holds, on pusher-http-java. */
    static com.pusher.rest.Pusher backend(MockServer mock) {
        PusherApp app = mock.realtime().app();
        var backend = new com.pusher.rest.Pusher(app.id(), app.key(), app.secret(), app.encryptionMasterKey());
        backend.setHost("127.0.0.1:" + mock.port());
        backend.setEncrypted(false);
        return backend;
    }

    Heard heard() {
        return heard;
    }

    /** Joins a private channel and listens to every event of the contract; waits until it may. */
    PrivateChannel join(String channel) {
        PrivateChannel joined = ask(channel);
        heard.awaitNote("joined " + channel, 1);
        return joined;
    }

    /** As {@link #join}, whatever comes of it. */
    PrivateChannel ask(String channel) {
        return pusher.subscribePrivate(channel, new Listener(), events);
    }

    void joinPresence(String channel) {
        pusher.subscribePresence(channel, new Listener());
        heard.awaitNote("joined " + channel, 1);
    }

    void joinEncrypted(String channel, String event) {
        pusher.subscribePrivateEncrypted(channel, new Listener(), event);
        heard.awaitNote("joined " + channel, 1);
    }

    @Override
    public void close() {
        pusher.disconnect();
    }

    private final class Connection implements ConnectionEventListener {
        @Override
        public void onConnectionStateChange(ConnectionStateChange change) {
            heard.note(change.getCurrentState().name());
        }

        @Override
        public void onError(String message, String code, Exception e) {
            heard.note("error " + code + " " + message);
        }
    }

    private final class Listener
            implements PrivateChannelEventListener, PrivateEncryptedChannelEventListener, PresenceChannelEventListener {
        @Override
        public void onSubscriptionSucceeded(String channel) {
            heard.note("joined " + channel);
        }

        @Override
        public void onAuthenticationFailure(String message, Exception e) {
            heard.note("refused " + message + (e == null ? "" : " " + e.getMessage()));
        }

        @Override
        public void onDecryptionFailure(String event, String reason) {
            heard.note("cannot decrypt " + event + " " + reason);
        }

        @Override
        public void onEvent(PusherEvent event) {
            heard.event(event.getChannelName(), event.getEventName(), event.getData());
        }

        @Override
        public void onUsersInformationReceived(String channel, Set<User> users) {
            heard.note("sees " + users.stream().map(User::getId).sorted().collect(Collectors.joining(",")));
        }

        @Override
        public void userSubscribed(String channel, User user) {
            heard.note("sees " + user.getId() + " come");
        }

        @Override
        public void userUnsubscribed(String channel, User user) {
            heard.note("sees " + user.getId() + " go");
        }
    }
}
