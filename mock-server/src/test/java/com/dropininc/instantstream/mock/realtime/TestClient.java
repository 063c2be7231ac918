package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A client that shows every frame as it came: no SDK smooths anything over. */
final class TestClient implements WebSocket.Listener, AutoCloseable {
    /** How a connection ended. */
    record Closed(int code, String reason) {}

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;
    private String socketId;

    private TestClient() {}

    static TestClient at(String url) {
        TestClient client = new TestClient();
        client.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), client)
                .join();
        return client;
    }

    /** Takes the handshake frame. */
    TestClient established() {
        JsonNode data = TestServer.json(
                expect("pusher:connection_established").path("data").stringValue());
        socketId = data.path("socket_id").stringValue();
        return this;
    }

    String socketId() {
        return socketId;
    }

    TestClient send(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    TestClient sendBinary() {
        socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
        return this;
    }

    TestClient send(String event, JsonNode data) {
        ObjectNode frame = Frames.object().put("event", event);
        frame.set("data", data);
        return send(frame.toString());
    }

    TestClient subscribe(String channel) {
        return send("pusher:subscribe", Frames.object().put("auth", "").put("channel", channel));
    }

    /** Subscribes with a signature over what is given; the channel data is null for none. */
    TestClient subscribe(TestServer server, String channel, String channelData) {
        String auth = server.realtime
                .signatures()
                .sign(socketId, channel, channelData)
                .auth();
        ObjectNode data = Frames.object().put("auth", auth).put("channel", channel);
        if (channelData != null) {
            data.put("channel_data", channelData);
        }
        return send("pusher:subscribe", data);
    }

    TestClient unsubscribe(String channel) {
        return send("pusher:unsubscribe", Frames.object().put("channel", channel));
    }

    TestClient subscribed(String channel) {
        subscribe(channel);
        expect("pusher_internal:subscription_succeeded");
        return this;
    }

    TestClient subscribed(TestServer server, String channel, String channelData) {
        subscribe(server, channel, channelData);
        expect("pusher_internal:subscription_succeeded");
        return this;
    }

    TestClient signIn(TestServer server, String userData) {
        String auth = server.realtime.signatures().signUser(socketId, userData).auth();
        return send("pusher:signin", Frames.object().put("auth", auth).put("user_data", userData));
    }

    /** The next frame, which must be this event. */
    JsonNode expect(String event) {
        JsonNode frame = assertIsFrame(next());
        assertEquals(event, frame.path("event").asString(), () -> "frame: " + frame);
        return frame;
    }

    /** The data of the next frame, which must be this event with JSON in a string. */
    JsonNode expectData(String event) {
        return TestServer.json(expect(event).path("data").stringValue());
    }

    /** The text of the error that must come next. */
    String expectError() {
        return expect("pusher:error").path("data").path("message").stringValue();
    }

    /** Proves that nothing else was sent, by asking for an answer that would have come after it. */
    void expectNothingElse() {
        send("{\"event\":\"pusher:ping\",\"data\":{}}");
        expect("pusher:pong");
    }

    Closed expectClose() {
        Object next = next();
        if (next instanceof Closed closed) {
            return closed;
        }
        throw new AssertionError("Expected a close, got " + next);
    }

    private static JsonNode assertIsFrame(Object next) {
        if (next instanceof JsonNode frame) {
            return frame;
        }
        throw new AssertionError("Expected a frame, got " + next);
    }

    private Object next() {
        try {
            Object next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertNotNull(next, "Nothing arrived in time");
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            events.add(TestServer.json(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        events.add(new Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        events.add(new Closed(1006, String.valueOf(error.getMessage())));
    }

    /** Leaves as a browser tab does. */
    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").exceptionally(failure -> null);
    }
}
