package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Pusher client at one mock, as bare as can be. */
final class Ear implements AutoCloseable {
    private final Api api;
    private final WebSocket socket;
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();

    Ear(MockServer mock) {
        api = Api.of(mock);
        String url = mock.baseUrl().replace("http", "ws") + "/app/"
                + Fixtures.load().pusher().key() + "?protocol=7";
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(url), new Listener())
                .join();
        await("pusher:connection_established");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                frames.add(JsonMapper.shared().readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Subscribes, with a signature where the channel needs one, and answers what the channel said to it. */
    JsonNode subscribe(String channel) {
        String socketId = JsonMapper.shared()
                .readTree(await("pusher:connection_established").path("data").asString())
                .path("socket_id")
                .asString();
        JsonNode signed = api.call(
                        "authorizeChannel",
                        "",
                        JsonMapper.shared().writeValueAsString(Map.of("socket_id", socketId, "channel_name", channel)))
                .json();
        var data = JsonMapper.shared().createObjectNode().put("channel", channel);
        data.set("auth", signed.path("auth"));
        if (signed.has("channel_data")) {
            data.set("channel_data", signed.path("channel_data"));
        }
        send("pusher:subscribe", data);
        return JsonMapper.shared()
                .readTree(await("pusher_internal:subscription_succeeded")
                        .path("data")
                        .asString());
    }

    void send(String event, JsonNode data) {
        var frame = JsonMapper.shared().createObjectNode().put("event", event);
        frame.set("data", data);
        if (event.startsWith("client-")) {
            frame.put("channel", data.path("channel").asString());
        }
        socket.sendText(frame.toString(), true).join();
    }

    /** The first frame with that event, as soon as it is there. */
    JsonNode await(String event) {
        return Awaitility.await("hears " + event)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> heard(event), list -> !list.isEmpty())
                .get(0);
    }

    /** All frames with that event that have come. */
    List<JsonNode> heard(String event) {
        return frames.stream()
                .filter(frame -> frame.path("event").asString().equals(event))
                .toList();
    }

    /** The names of all events of streams that have come, in order. */
    List<String> events() {
        return frames.stream()
                .map(frame -> frame.path("event").asString())
                .filter(event -> !event.startsWith("pusher"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
