package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Webhooks page. */
class WebhookTest {
    private record Received(String contentType, String key, String signature, String body) {}

    private final BlockingQueue<Received> hooks = new LinkedBlockingQueue<>();
    private final AtomicInteger failuresToGive = new AtomicInteger();
    private HttpServer target;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        target.createContext("/hooks", exchange -> {
            var headers = exchange.getRequestHeaders();
            hooks.add(new Received(
                    headers.getFirst("Content-Type"),
                    headers.getFirst("X-Pusher-Key"),
                    headers.getFirst("X-Pusher-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(failuresToGive.getAndDecrement() > 0 ? 500 : 200, -1);
            exchange.close();
        });
        target.start();
        server = withDelay(Duration.ofMillis(10));
    }

    private TestServer withDelay(Duration vacate) {
        URI url = URI.create("http://127.0.0.1:" + target.getAddress().getPort() + "/hooks");
        PusherApp app = TestServer.APP.withWebhookUrl(url);
        var times = new RealtimeSettings.WebhookTimes(vacate, Duration.ofMillis(5), Duration.ofSeconds(5));
        return new TestServer(app, RealtimeSettings.DEFAULT.withWebhooks(times));
    }

    @AfterEach
    void stop() {
        server.close();
        target.stop(0);
    }

    private String next() throws InterruptedException {
        Received hook = hooks.poll(10, TimeUnit.SECONDS);
        assertNotNull(hook, "no webhook arrived");
        JsonNode events = TestServer.json(hook.body()).path("events");
        assertEquals(1, events.size());
        return events.get(0).toString();
    }

    @Test
    void eachIsSignedAndHasExactlyTheContentTypeThatSdksCompareWith() throws InterruptedException {
        server.connect().established().subscribed("c");
        Received hook = hooks.poll(10, TimeUnit.SECONDS);
        assertEquals("application/json", hook.contentType());
        assertEquals(TestServer.APP.key(), hook.key());
        assertEquals(server.realtime.signatures().hmacHex(hook.body()), hook.signature());
        assertTrue(TestServer.json(hook.body()).path("time_ms").isIntegralNumber());
    }

    @Test
    void channelsAreOccupiedOnceAndVacatedOnce() throws InterruptedException {
        TestClient one = server.connect().established().subscribed("c");
        TestClient two = server.connect().established().subscribed("c");
        one.close();
        two.unsubscribe("c").expectNothingElse();
        assertEquals("{\"name\":\"channel_occupied\",\"channel\":\"c\"}", next());
        assertEquals("{\"name\":\"channel_vacated\",\"channel\":\"c\"}", next());
    }

    @Test
    void whoComesBackInTimeIsNotReported() throws InterruptedException {
        try (TestServer patient = withDelay(Duration.ofMinutes(1))) {
            TestClient client = patient.connect().established().subscribed("c");
            client.unsubscribe("c").subscribed("c").subscribed("d");
            assertEquals("{\"name\":\"channel_occupied\",\"channel\":\"c\"}", next());
            assertEquals("{\"name\":\"channel_occupied\",\"channel\":\"d\"}", next());
        }
    }

    @Test
    void byDefaultADepartureIsReportedBeforeThreeSecondsAreOver() {
        // "Up to three seconds" on the wire: the request itself takes time as well.
        Duration delay = RealtimeSettings.DEFAULT.webhooks().vacateDelay();
        assertTrue(delay.compareTo(Duration.ofSeconds(1)) > 0, "momentary drops must stay silent");
        assertTrue(delay.compareTo(Duration.ofMillis(2_750)) < 0, "the report would come too late");
    }

    @Test
    void membersAreReportedOncePerUser() throws InterruptedException {
        TestClient one = server.connect().established().subscribed(server, "presence-c", "{\"user_id\":\"7\"}");
        TestClient two = server.connect().established().subscribed(server, "presence-c", "{\"user_id\":\"7\"}");
        assertEquals("{\"name\":\"channel_occupied\",\"channel\":\"presence-c\"}", next());
        assertEquals("{\"name\":\"member_added\",\"channel\":\"presence-c\",\"user_id\":\"7\"}", next());
        one.unsubscribe("presence-c").expectNothingElse();
        two.unsubscribe("presence-c").expectNothingElse();
        assertEquals("{\"name\":\"member_removed\",\"channel\":\"presence-c\",\"user_id\":\"7\"}", next());
        assertEquals("{\"name\":\"channel_vacated\",\"channel\":\"presence-c\"}", next());
    }

    @Test
    void clientEventsAndCacheMissesAreReported() throws InterruptedException {
        TestClient client = server.connect().established();
        client.subscribed(server, "presence-cache-c", "{\"user_id\":\"7\"}").expect("pusher:cache_miss");
        client.send("{\"event\":\"client-x\",\"channel\":\"presence-cache-c\",\"data\":{\"a\":1}}");
        next();
        next();
        assertEquals("{\"name\":\"cache_miss\",\"channel\":\"presence-cache-c\"}", next());
        assertEquals(
                "{\"name\":\"client_event\",\"channel\":\"presence-cache-c\",\"event\":\"client-x\","
                        + "\"data\":\"{\\\"a\\\":1}\",\"socket_id\":\"" + client.socketId() + "\",\"user_id\":\"7\"}",
                next());
    }

    @Test
    void refusedOnesAreSentAgain() throws InterruptedException {
        failuresToGive.set(2);
        server.connect().established().subscribed("c");
        String first = next();
        assertEquals(first, next());
        assertEquals(first, next());
    }
}
