package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ClockTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final AdminClient ADMIN = AdminClient.at(MOCK.baseUrl());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Test
    void what_becomes_due_comes_about_in_order_at_its_own_instant_before_advance_answers() {
        try (MockSandbox sandbox = ADMIN.openSandbox("order");
                Listener listener = Listener.of(sandbox)) {
            sandbox.freeze();
            String first = Http.request(sandbox);
            sandbox.advance(Duration.ofMinutes(1));
            String second = Http.request(sandbox);
            listener.join(second);
            listener.join(first);
            Instant end = sandbox.advance(Duration.ofDays(1));
            JsonNode one = listener.expect("stream-expired");
            JsonNode two = listener.expect("stream-expired");
            assertEquals(
                    List.of(first, second),
                    List.of(one.path("token").asString(), two.path("token").asString()));
            assertEquals(
                    Duration.ofMinutes(1),
                    Duration.between(at(one), at(two)),
                    "each expires at its own instant, not at the end");
            assertTrue(at(two).isBefore(end));
            assertEquals("expired", sandbox.stream(first).at("/stream/status").asString());
        }
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("at").asString());
    }

    @Test
    void a_missing_operator_ping_expires_the_stream_and_ends_its_recording() {
        try (MockSandbox sandbox = ADMIN.openSandbox("ping")) {
            sandbox.freeze();
            String token = Http.streaming(sandbox);
            Http.viewer(sandbox, "recordStream", token, "");
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        200,
                        Http.call(sandbox, "operator", "pingStream", token, "").statusCode());
                sandbox.advance(Duration.ofSeconds(50));
            }
            assertEquals("streaming", Http.status(sandbox, token));
            sandbox.advance(Duration.ofSeconds(10));
            JsonNode stream = Http.json(Http.viewer(sandbox, "getStream", token, ""));
            assertEquals("expired", stream.path("status").asString());
            assertEquals(260, stream.at("/recording/duration").asInt());
        }
    }

    @Test
    void a_frozen_clock_stands_still_and_a_resumed_one_runs_on_from_there() {
        try (MockSandbox sandbox = ADMIN.openSandbox("frozen")) {
            sandbox.freeze();
            Instant then = sandbox.advance(Duration.ZERO);
            assertEquals(then, sandbox.advance(Duration.ZERO));
            Instant later = sandbox.advance(Duration.ofHours(5));
            assertEquals(then.plus(Duration.ofHours(5)), later);
            sandbox.resume();
            Instant running = sandbox.advance(Duration.ZERO);
            assertTrue(Duration.between(later, running).compareTo(Duration.ofMinutes(1)) < 0);
            assertTrue(!running.isBefore(later));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"action\":\"advance\"}",
                "{\"action\":\"advance\",\"by\":-1}",
                "{\"action\":\"advance\",\"by\":\"yesterday\"}",
                "{\"action\":\"advance\",\"by\":\"-PT1S\"}",
                "{\"action\":\"advance\",\"by\":\"P99999999D\"}",
                "{\"action\":\"advance\",\"by\":1e300}",
                "{\"action\":\"advance\",\"by\":true}",
                "{\"action\":\"rewind\"}",
                "{\"action\":7}",
                "{\"action\":\"freeze\",\"by\":1}",
                "{\"action\":\"freeze\",\"extra\":1}",
                "[]",
                "{",
                "\"freeze\""
            })
    void senseless_wishes_are_refused_with_a_place_and_a_reason(String wish) {
        var refused = Http.admin(MOCK.baseUrl(), "POST", "/clock", wish);
        assertEquals(400, refused.statusCode(), refused.body());
        assertEquals(
                "application/problem+json",
                refused.headers().firstValue("Content-Type").orElse(""));
        assertTrue(!Http.json(refused).path("detail").asString("").isEmpty(), refused.body());
    }
}
