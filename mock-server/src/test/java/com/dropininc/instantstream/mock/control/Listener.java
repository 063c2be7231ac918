package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.dropininc.instantstream.mock.client.MockSandbox;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the realtime events of a sandbox as an app does. */
final class Listener implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final MockSandbox sandbox;
    private WebSocket socket;
    private String socketId;

    private Listener(MockSandbox sandbox) {
        this.sandbox = sandbox;
    }

    static Listener of(MockSandbox sandbox) {
        Listener listener = new Listener(sandbox);
        String url = sandbox.baseUrl().replace("http", "ws") + "/app/" + sandbox.pusherKey() + "?protocol=7";
        listener.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), listener)
                .join();
        listener.socketId = listener.expect("pusher:connection_established")
                .path("socket_id")
                .asString();
        return listener;
    }

    /** Joins the channel of a stream with the viewer's key. */
    void join(String token) {
        String channel = Http.CONTRACT.channel("stream").name(token);
        JsonNode granted = Http.json(Http.viewer(
                sandbox, "authorizeChannel", "", json(Map.of("socket_id", socketId, "channel_name", channel))));
        Map<String, String> data =
                Map.of("channel", channel, "auth", granted.path("auth").asString());
        socket.sendText(json(Map.of("event", "pusher:subscribe", "data", data)), true)
                .join();
        expect("pusher_internal:subscription_succeeded");
    }

    /** The data of the next frame, which has to be this event. */
    JsonNode expect(String event) {
        JsonNode frame = next();
        assertEquals(event, frame.path("event").asString(), frame::toString);
        JsonNode data = frame.path("data");
        return data.isString() ? JsonMapper.shared().readTree(data.asString()) : data;
    }

    /** The next frame, or a frame {@code closed} with the code. */
    JsonNode next() {
        try {
            JsonNode frame = frames.poll(10, TimeUnit.SECONDS);
            assertNotNull(frame, "nothing arrived in time");
            return frame;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Proves that nothing else was sent, by asking for an answer that would have come after it. */
    void expectNothingElse() {
        socket.sendText("{\"event\":\"pusher:ping\",\"data\":{}}", true).join();
        assertEquals("pusher:pong", next().path("event").asString());
    }

    private static String json(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            frames.add(JsonMapper.shared().readTree(partial.toString()));
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        frames.add(JsonMapper.shared().createObjectNode().put("event", "closed").put("data", statusCode));
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
