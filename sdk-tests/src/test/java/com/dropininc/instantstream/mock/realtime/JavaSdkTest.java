package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import com.pusher.rest.data.Event;
import com.pusher.rest.data.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The vendor's own Java libraries, unpatched: pusher-java-client as an app, pusher-http-java as its backend. */
class JavaSdkTest {
    private final TestServer server = new TestServer();
    private final com.pusher.rest.Pusher backend = backend(TestServer.APP.secret());
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private com.pusher.client.Pusher app;
    private com.pusher.client.Pusher other;

    @AfterEach
    void stop() {
        if (app != null) {
            app.disconnect();
        }
        if (other != null) {
            other.disconnect();
        }
        server.close();
    }

    private com.pusher.rest.Pusher backend(String secret) {
        PusherApp credentials = TestServer.APP;
        var pusher = new com.pusher.rest.Pusher(
                credentials.id(), credentials.key(), secret, credentials.encryptionMasterKey());
        pusher.setHost("127.0.0.1:" + server.port());
        pusher.setEncrypted(false);
        return pusher;
    }

    private com.pusher.client.Pusher app(String user) {
        HttpChannelAuthorizer authorizer = new HttpChannelAuthorizer("http://127.0.0.1:" + server.port() + "/auth");
        authorizer.setHeaders(Map.of("apikey", user));
        PusherOptions options = new PusherOptions()
                .setHost("127.0.0.1")
                .setWsPort(server.port())
                .setUseTLS(false)
                .setChannelAuthorizer(authorizer);
        return new com.pusher.client.Pusher(TestServer.APP.key(), options);
    }

    private String next() throws InterruptedException {
        String what = seen.poll(10, TimeUnit.SECONDS);
        assertNotNull(what, "the SDK reported nothing in time");
        return what;
    }

    private final class Listener
            implements PrivateChannelEventListener, PrivateEncryptedChannelEventListener, PresenceChannelEventListener {
        private final String who;

        Listener(String who) {
            this.who = who;
        }

        @Override
        public void onSubscriptionSucceeded(String channel) {
            seen.add(who + " joined " + channel);
        }

        @Override
        public void onAuthenticationFailure(String message, Exception e) {
            seen.add(who + " refused " + message);
        }

        @Override
        public void onDecryptionFailure(String event, String reason) {
            seen.add(who + " cannot decrypt " + reason);
        }

        @Override
        public void onEvent(PusherEvent event) {
            String from = event.getUserId() == null ? "" : " from " + event.getUserId();
            seen.add(who + " got " + event.getEventName() + " " + event.getData() + from);
        }

        @Override
        public void onUsersInformationReceived(String channel, Set<User> users) {
            seen.add(who + " sees " + users.stream().map(User::getId).sorted().collect(Collectors.joining(",")));
        }

        @Override
        public void userSubscribed(String channel, User user) {
            seen.add(who + " sees " + user.getId() + " come as " + user.getInfo());
        }

        @Override
        public void userUnsubscribed(String channel, User user) {
            seen.add(who + " sees " + user.getId() + " go");
        }
    }

    @Test
    void aPublicEventTravelsFromTheBackendToTheApp() throws Exception {
        app = app("ann");
        app.connect();
        app.subscribe("news", new Listener("ann"), "greet");
        assertEquals("ann joined news", next());
        Result result = backend.trigger("news", "greet", Map.of("text", "hi"));
        assertEquals(Result.Status.SUCCESS, result.getStatus());
        assertEquals("ann got greet {\"text\":\"hi\"}", next());
    }

    @Test
    void aPrivateChannelIsAuthorizedAndCarriesClientEvents() throws Exception {
        app = app("ann");
        app.connect();
        PrivateChannel channel = app.subscribePrivate("private-room", new Listener("ann"), "client-typing");
        assertEquals("ann joined private-room", next());
        other = app("bob");
        other.connect();
        other.subscribePrivate("private-room", new Listener("bob"), "client-typing");
        assertEquals("bob joined private-room", next());
        channel.trigger("client-typing", "{\"on\":true}");
        assertEquals("bob got client-typing {\"on\":true}", next());
    }

    @Test
    void presenceShowsWhoComesAndGoes() throws Exception {
        app = app("ann");
        app.connect();
        app.subscribePresence("presence-room", new Listener("ann"));
        assertEquals(Set.of("ann joined presence-room", "ann sees ann"), Set.of(next(), next()));
        other = app("bob");
        other.connect();
        other.subscribePresence("presence-room", new Listener("bob"));
        assertEquals(
                Set.of("bob joined presence-room", "bob sees ann,bob", "ann sees bob come as {\"name\":\"bob\"}"),
                Set.of(next(), next(), next()));
        other.disconnect();
        assertEquals("ann sees bob go", next());
    }

    @Test
    void anEncryptedEventIsReadByTheAppAlone() throws Exception {
        app = app("ann");
        app.connect();
        app.subscribePrivateEncrypted("private-encrypted-room", new Listener("ann"), "secret");
        assertEquals("ann joined private-encrypted-room", next());
        backend.trigger("private-encrypted-room", "secret", Map.of("text", "hush"));
        assertEquals("ann got secret {\"text\":\"hush\"}", next());
    }

    @Test
    void errorsReachTheAppsErrorListener() throws Exception {
        app = app("ann");
        app.connect(
                new ConnectionEventListener() {
                    @Override
                    public void onConnectionStateChange(ConnectionStateChange change) {
                        seen.add(change.getCurrentState().name());
                    }

                    @Override
                    public void onError(String message, String code, Exception e) {
                        seen.add("error " + code + " " + message);
                    }
                },
                ConnectionState.ALL);
        assertEquals("CONNECTING", next());
        assertEquals("CONNECTED", next());
        server.realtime.disconnect(CloseCode.OVER_QUOTA);
        List<String> reported = List.of(next(), next(), next());
        assertTrue(reported.contains("error 4004 Application is over connection quota"), reported.toString());
        assertTrue(reported.contains("DISCONNECTED"), "4004 must not make the SDK reconnect: " + reported);
    }

    @Test
    void theBackendReadsStateAndSendsBatches() throws Exception {
        app = app("ann");
        app.connect();
        app.subscribePresence("presence-room", new Listener("ann"), "one", "two");
        assertEquals(Set.of("ann joined presence-room", "ann sees ann"), Set.of(next(), next()));
        Result channels = backend.get("/channels", Map.of("filter_by_prefix", "presence-", "info", "user_count"));
        assertEquals("{\"channels\":{\"presence-room\":{\"user_count\":1}}}", channels.getMessage());
        Result channel = backend.get("/channels/presence-room", Map.of("info", "user_count,subscription_count"));
        assertEquals("{\"occupied\":true,\"user_count\":1,\"subscription_count\":1}", channel.getMessage());
        assertEquals(
                "{\"users\":[{\"id\":\"ann\"}]}",
                backend.get("/channels/presence-room/users").getMessage());
        Result batch = backend.trigger(
                List.of(new Event("presence-room", "one", "1"), new Event("presence-room", "two", "2")));
        assertEquals(Result.Status.SUCCESS, batch.getStatus());
        assertEquals("ann got one \"1\"", next());
        assertEquals("ann got two \"2\"", next());
    }

    @Test
    void aBackendWithTheWrongSecretIsRefused() {
        Result result = backend("wrong").trigger("news", "greet", "hi");
        assertEquals(Result.Status.AUTHENTICATION_ERROR, result.getStatus());
        assertTrue(result.getMessage().startsWith("Invalid signature"), result.getMessage());
    }

    @Test
    void theBackendSignsWhatTheServerAccepts() {
        TestClient client = server.connect().established();
        String answer = backend.authenticate(client.socketId(), "private-room");
        assertEquals(
                TestServer.json(answer).path("auth").stringValue(),
                server.realtime
                        .signatures()
                        .sign(client.socketId(), "private-room", null)
                        .auth());
    }
}
