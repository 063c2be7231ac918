package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Cache channels page. */
class CacheChannelTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final TestServer server =
            new TestServer(TestServer.APP, RealtimeSettings.DEFAULT.withClock(() -> now.get()));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anEmptyCacheIsAMissWithoutData() {
        TestClient client = server.connect().established().subscribed("cache-c");
        JsonNode miss = client.expect("pusher:cache_miss");
        assertEquals("{\"event\":\"pusher:cache_miss\",\"channel\":\"cache-c\"}", miss.toString());
    }

    @Test
    void aNewSubscriberGetsTheLastEventAsIfLive() {
        server.realtime.publish("cache-c", "e", "1");
        server.realtime.publish("cache-c", "e", "2");
        TestClient client = server.connect().established().subscribed("cache-c");
        JsonNode replayed = client.expect("e");
        assertEquals("2", replayed.path("data").stringValue());
        server.realtime.publish("cache-c", "e", "2");
        assertEquals(replayed, client.expect("e"));
        client.expectNothingElse();
    }

    @Test
    void theEventOutlivesItsSubscribers() {
        TestClient first = server.connect().established().subscribed("cache-c");
        first.expect("pusher:cache_miss");
        server.realtime.publish("cache-c", "e", "1");
        first.expect("e");
        first.unsubscribe("cache-c").expectNothingElse();
        server.connect().established().subscribed("cache-c").expect("e");
    }

    @Test
    void afterHalfAnHourItIsForgotten() {
        server.realtime.publish("cache-c", "e", "1");
        now.set(now.get().plusSeconds(1_799));
        server.connect().established().subscribed("cache-c").expect("e");
        now.set(now.get().plusSeconds(1));
        server.connect().established().subscribed("cache-c").expect("pusher:cache_miss");
    }

    @Test
    void onlyThePrefixMakesACacheChannel() {
        server.realtime.publish("mycache-x", "e", "1");
        server.connect().established().subscribed("mycache-x").expectNothingElse();
    }

    @Test
    void presenceAndPrivateCacheChannelsReplayToo() {
        server.realtime.publish("presence-cache-c", "e", "1");
        server.realtime.publish("private-encrypted-cache-c", "e", "1");
        TestClient client = server.connect().established();
        client.subscribed(server, "presence-cache-c", "{\"user_id\":\"1\"}").expect("e");
        client.subscribed(server, "private-encrypted-cache-c", null).expect("e");
    }

    @Test
    void theHttpApiTellsWhatIsCachedAndForHowLong() {
        JsonNode empty = TestServer.json(
                server.get("/channels/cache-c", Map.of("info", "cache")).body());
        assertTrue(empty.path("cache").isNull());
        server.realtime.publish("cache-c", "e", "{\"a\":1}");
        now.set(now.get().plusSeconds(60));
        JsonNode cache = TestServer.json(
                        server.get("/channels/cache-c", Map.of("info", "cache")).body())
                .path("cache");
        assertEquals("{\"a\":1}", cache.path("data").stringValue());
        assertEquals(1_740, cache.path("ttl").intValue());
    }
}
