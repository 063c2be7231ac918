package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A client of the Pusher Channels protocol, for the thread of one check. */
public final class RealtimeSocket implements AutoCloseable {
    private static final int MAX_FRAME_CHARS = 1 << 20;
    private static final String QUERY = "?protocol=7&client=instantstream-contract-tests&version=1.0.0";

    /** Where a socket is opened; it only listens. */
    record Opening(URI uri) {}

    /** The wish to join a channel, with what proves the right to it. */
    record Joining(String channel, String auth) {}

    private final Safety safety;
    private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
    private final Duration patience;
    private final WebSocket socket;

    private RealtimeSocket(Safety.Clearance<Opening> cleared, Safety safety, Duration patience, Network network)
            throws IOException {
        this.safety = safety;
        this.patience = patience;
        URI uri = cleared.request().uri();
        HttpClient.Builder client = HttpClient.newBuilder();
        network.trust().ifPresent(client::sslContext);
        network.proxy()
                .ifPresent(proxy ->
                        client.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort()))));
        CompletableFuture<WebSocket> opening =
                client.build().newWebSocketBuilder().connectTimeout(patience).buildAsync(uri, new Listener());
        try {
            socket = opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("no socket opens at " + uri.getScheme() + "://" + uri.getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the run was interrupted", e);
        }
    }

    /**
     * Opens a socket to the app of a target.
     *
     * @param base scheme and authority, such as {@code wss://ws-mt1.pusher.com}
     * @throws IOException if it does not open
     */
    public static RealtimeSocket open(String base, Secret appKey, Target target, Safety safety) throws IOException {
        Opening opening = new Opening(URI.create(base + "/app/" + appKey.reveal() + QUERY));
        try (Safety.Clearance<Opening> cleared = safety.clear(opening)) {
            return new RealtimeSocket(cleared, safety, target.answerTime(), target.network());
        }
    }

    /** The next frame that fits; frames before it are dropped. Empty when none comes in time. */
    public Optional<JsonNode> await(Predicate<JsonNode> fits) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
                JsonNode frame = frames.poll(left, TimeUnit.NANOSECONDS);
                if (frame != null && fits.test(frame)) {
                    return Optional.of(frame);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Asks to join a channel. */
    public void subscribe(String channel, String auth) {
        try (Safety.Clearance<Joining> cleared = safety.clear(new Joining(channel, auth))) {
            Joining joining = cleared.request();
            ObjectNode frame = JsonNodeFactory.instance.objectNode().put("event", "pusher:subscribe");
            frame.putObject("data").put("channel", joining.channel()).put("auth", joining.auth());
            socket.sendText(frame.toString(), true).join();
        }
    }

    /** The data of a frame, which the protocol sends as JSON within a text. */
    public static JsonNode data(JsonNode frame) {
        JsonNode data = frame.path("data");
        return data.isString() ? parsed(data.asString()).orElse(data) : data;
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.of(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            if (text.length() + part.length() <= MAX_FRAME_CHARS) {
                text.append(part);
            }
            if (last) {
                parsed(text.toString()).ifPresent(frames::add);
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
