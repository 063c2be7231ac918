package com.dropininc.instantstream.mock.realtime;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the app's backend what happens (webhooks page): one event per request, in order, signed, retried with growing
 * pauses. Departures are held back for a while and never told if whoever left comes back. Thread-safe, never blocks.
 */
final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final int MAX_WAITING = 10_000;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    private final PusherApp app;
    private final RealtimeSettings settings;
    private final Signatures signatures;
    private final RealtimeThreads threads;
    private final HttpClient client;
    private final Queue<String> waiting = new ArrayDeque<>();
    private final Map<String, ScheduledFuture<?>> departures = new HashMap<>();
    private boolean sending;
    private boolean closed;

    Webhooks(PusherApp app, RealtimeSettings settings, Signatures signatures, RealtimeThreads threads) {
        this.app = app;
        this.settings = settings;
        this.signatures = signatures;
        this.threads = threads;
        this.client = app.webhookUrl().isEmpty()
                ? null
                : HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(ANSWER_WITHIN)
                        .executor(threads.worker())
                        .build();
    }

    void occupied(ChannelName channel) {
        arrival(channel.value(), event("channel_occupied", channel));
    }

    void vacated(ChannelName channel) {
        departure(channel.value(), event("channel_vacated", channel));
    }

    void memberAdded(ChannelName channel, String userId) {
        arrival(channel + "\n" + userId, event("member_added", channel).put("user_id", userId));
    }

    void memberRemoved(ChannelName channel, String userId) {
        departure(channel + "\n" + userId, event("member_removed", channel).put("user_id", userId));
    }

    void cacheMiss(ChannelName channel) {
        emit(event("cache_miss", channel));
    }

    void subscriptionCount(ChannelName channel, int count) {
        emit(event("subscription_count", channel).put("subscription_count", count));
    }

    /** The user id is null but on presence channels. */
    void clientEvent(ChannelName channel, String event, String data, SocketId sender, String userId) {
        ObjectNode hook = event("client_event", channel)
                .put("event", event)
                .put("data", data)
                .put("socket_id", sender.value());
        emit(userId == null ? hook : hook.put("user_id", userId));
    }

    private static ObjectNode event(String name, ChannelName channel) {
        return Frames.object().put("name", name).put("channel", channel.value());
    }

    private synchronized void arrival(String who, ObjectNode event) {
        ScheduledFuture<?> pending = departures.remove(who);
        if (pending == null) {
            emit(event);
        } else {
            pending.cancel(false);
        }
    }

    private synchronized void departure(String who, ObjectNode event) {
        if (client == null || closed || threads.timer().isShutdown()) {
            return;
        }
        long delay = settings.webhooks().vacateDelay().toMillis();
        departures.put(who, threads.timer().schedule(() -> departed(who, event), delay, TimeUnit.MILLISECONDS));
    }

    private synchronized void departed(String who, ObjectNode event) {
        if (departures.remove(who) != null) {
            emit(event);
        }
    }

    private synchronized void emit(ObjectNode event) {
        if (client == null || closed) {
            return;
        }
        if (waiting.size() >= MAX_WAITING) {
            LOG.warn("Webhook {} dropped: {} are waiting for {}", event.path("name"), MAX_WAITING, target());
            return;
        }
        ObjectNode body = Frames.object().put("time_ms", settings.clock().millis());
        body.putArray("events").add(event);
        waiting.add(body.toString());
        sendNext();
    }

    private synchronized void sendNext() {
        if (sending || closed || waiting.isEmpty()) {
            return;
        }
        sending = true;
        String body = waiting.remove();
        attempt(body, System.nanoTime(), settings.webhooks().firstRetry(), this::sent);
    }

    private synchronized void sent() {
        sending = false;
        sendNext();
    }

    /** Sends once; the next webhook does not wait for the retries of this one. */
    private void attempt(String body, long since, Duration pause, Runnable afterFirst) {
        HttpRequest request = HttpRequest.newBuilder(target())
                .timeout(ANSWER_WITHIN)
                // Exactly this: the Node SDK refuses a content type with a charset.
                .header("Content-Type", "application/json")
                .header("X-Pusher-Key", app.key())
                .header("X-Pusher-Signature", signatures.hmacHex(body))
                .POST(BodyPublishers.ofString(body))
                .build();
        client.sendAsync(request, BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            afterFirst.run();
            if (failure == null && answer.statusCode() / 100 == 2) {
                return;
            }
            String outcome = failure == null ? "answered " + answer.statusCode() : "did not answer";
            retry(body, since, pause, outcome);
        });
    }

    private void retry(String body, long since, Duration pause, String outcome) {
        long age = System.nanoTime() - since;
        if (isClosed()
                || age + pause.toNanos() > settings.webhooks().giveUpAfter().toNanos()) {
            LOG.warn("Webhook given up: {} {}", target(), outcome);
            return;
        }
        threads.later(() -> attempt(body, since, pause.multipliedBy(2), () -> {}), pause.toMillis());
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private URI target() {
        return app.webhookUrl().orElseThrow();
    }

    /** Drops what is waiting. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        departures.values().forEach(pending -> pending.cancel(false));
        departures.clear();
    }
}
