package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class FaultTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final AdminClient ADMIN = AdminClient.at(MOCK.baseUrl());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static HttpResponse<String> asking(MockSandbox sandbox, String fault) {
        return Http.viewerWith(sandbox, "getStream", "demo-pending", "X-Mock-Fault", fault);
    }

    @Test
    void a_rule_strikes_the_first_n_times_then_stops_and_only_where_it_fits() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("times")) {
            sandbox.fault(Map.of("operation", "getChat", "times", 2, "fault", Map.of("type", "status", "code", 502)));
            assertEquals(
                    200, Http.viewer(sandbox, "getStream", "demo-pending", "").statusCode());
            assertEquals(
                    502, Http.viewer(sandbox, "getChat", "demo-pending", "").statusCode());
            assertEquals(
                    502, Http.viewer(sandbox, "getChat", "demo-pending", "").statusCode());
            assertEquals(
                    200, Http.viewer(sandbox, "getChat", "demo-pending", "").statusCode());
        }
    }

    @Test
    void a_simulated_failure_has_the_contracts_error_shape_and_changes_nothing() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("shape")) {
            sandbox.fault(Map.of("fault", Map.of("type", "rate-limit", "retryAfter", 7)));
            var limited = Http.viewer(sandbox, "cancelStream", "demo-pending", "");
            assertEquals(429, limited.statusCode());
            assertEquals("7", limited.headers().firstValue("Retry-After").orElse(""));
            assertEquals(List.of(), Http.CONTRACT.judge().component("Errors", Http.json(limited)));
            sandbox.disarm();
            assertEquals("pending", Http.status(sandbox, "demo-pending"));
        }
    }

    @Test
    void chance_with_a_seed_repeats_itself() {
        List<List<Integer>> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            try (MockSandbox sandbox = ADMIN.openSeededSandbox("seed")) {
                sandbox.fault(Map.of("probability", 0.5, "seed", 42, "fault", Map.of("type", "status")));
                List<Integer> statuses = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    statuses.add(Http.viewer(sandbox, "getStream", "demo-pending", "")
                            .statusCode());
                }
                assertTrue(statuses.contains(200) && statuses.contains(503), statuses::toString);
                runs.add(statuses);
            }
        }
        assertEquals(runs.get(0), runs.get(1));
    }

    @Test
    void a_reset_connection_gives_the_client_no_answer() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("broken")) {
            assertThrows(UncheckedIOException.class, () -> asking(sandbox, "reset"));
            assertThrows(UncheckedIOException.class, () -> asking(sandbox, "truncated"));
            assertThrows(JacksonException.class, () -> Http.json(asking(sandbox, "malformed")));
            assertEquals(
                    "pending",
                    Http.json(asking(sandbox, "slow=100000")).path("status").asString());
        }
    }

    @Test
    void latency_holds_the_answer_back() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("late")) {
            long begun = System.nanoTime();
            assertEquals(200, asking(sandbox, "latency=300").statusCode());
            assertTrue(System.nanoTime() - begun >= 300_000_000L);
        }
    }

    @Test
    void a_fault_by_role_finds_the_role_in_the_body_and_in_its_default() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("role")) {
            sandbox.fault(Map.of("role", "viewer", "fault", Map.of("type", "status")));
            assertEquals(
                    503,
                    Http.viewer(sandbox, "cancelStream", "demo-pending", "{}").statusCode());
            assertEquals(
                    200,
                    Http.viewer(sandbox, "cancelStream", "demo-pending", "{\"role\":\"dealer\"}")
                            .statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"flaky-mobile", "dealer-offline", "backend-down"})
    void a_preset_is_armed_and_disarmed_by_name(String preset) {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox(preset)) {
            sandbox.preset(preset);
            sandbox.preset(preset);
            String path = "/faults?sandbox=" + sandbox.id();
            int armed = ADMIN.send("GET", path, null).path("faults").size();
            assertTrue(armed > 0 && armed < 10, "arming twice arms once");
            ADMIN.send("DELETE", "/faults/presets/" + preset + "?sandbox=" + sandbox.id(), null);
            assertEquals(0, ADMIN.send("GET", path, null).path("faults").size());
        }
    }

    @Test
    void events_are_dropped_doubled_and_delayed_by_the_sandboxes_clock() {
        try (MockSandbox sandbox = ADMIN.openSandbox("events");
                Listener listener = Listener.of(sandbox)) {
            sandbox.freeze();
            String token = Http.streaming(sandbox);
            listener.join(token);
            sandbox.fault(Map.of("event", "chat-message", "times", 1, "fault", Map.of("type", "realtime-drop")));
            say(sandbox, token);
            listener.expectNothingElse();
            sandbox.fault(Map.of("times", 1, "fault", Map.of("type", "realtime-duplicate")));
            say(sandbox, token);
            listener.expect("chat-message");
            listener.expect("chat-message");
            sandbox.fault(Map.of("times", 1, "fault", Map.of("type", "realtime-delay", "millis", 60_000)));
            say(sandbox, token);
            listener.expectNothingElse();
            sandbox.advance(Duration.ofMinutes(1));
            listener.expect("chat-message");
            listener.expectNothingElse();
        }
    }

    private static void say(MockSandbox sandbox, String token) {
        assertEquals(
                200,
                Http.viewer(sandbox, "saveChat", token, "{\"role\":\"viewer\",\"message\":\"hi\"}")
                        .statusCode());
    }

    @Test
    void sockets_are_closed_with_the_chosen_code() {
        try (MockSandbox sandbox = ADMIN.openSandbox("sockets");
                Listener listener = Listener.of(sandbox)) {
            ADMIN.send("POST", "/realtime/close?sandbox=" + sandbox.id(), Map.of("code", 4321));
            assertEquals(4321, listener.next().path("data").asInt());
        }
    }

    @Test
    void a_request_may_prefer_any_declared_answer() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("prefer")) {
            var preferred = Http.viewerWith(sandbox, "cancelStream", "demo-pending", "Prefer", "code=409");
            assertEquals(409, preferred.statusCode());
            assertEquals("pending", Http.status(sandbox, "demo-pending"));
            var undeclared = Http.viewerWith(sandbox, "cancelStream", "demo-pending", "Prefer", "code=402");
            assertEquals(400, undeclared.statusCode());
            assertTrue(undeclared.body().contains("status=402"), undeclared.body());
            assertEquals(
                    200,
                    Http.viewerWith(sandbox, "getStream", "demo-pending", "Prefer", "respond-async")
                            .statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "rest", "latency=", "latency=-1", "latency=1e9", "status=200", "reset=1", "realtime-drop"})
    void a_fault_that_there_is_none_is_refused_with_the_nearest_word(String fault) {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("senseless")) {
            assertEquals(400, asking(sandbox, fault).statusCode());
        }
    }

    @Test
    void a_rule_that_makes_no_sense_is_refused() {
        try (MockSandbox sandbox = ADMIN.openSandbox("senseless")) {
            for (Map<String, Object> rule : List.<Map<String, Object>>of(
                    Map.of(),
                    Map.of("fault", Map.of()),
                    Map.of("fault", "reset"),
                    Map.of("fault", Map.of("type", "reset"), "probability", 2),
                    Map.of("fault", Map.of("type", "reset"), "times", 0),
                    Map.of("fault", Map.of("type", "reset"), "operation", "getStreem"),
                    Map.of("fault", Map.of("type", "reset"), "event", "chat-message"),
                    Map.of("fault", Map.of("type", "realtime-drop"), "operation", "getStream"),
                    Map.of("fault", Map.of("type", "latency", "max", 5, "sigma", 1, "millis", 1)),
                    Map.of("fault", Map.of("type", "latency", "max", 5, "millis", 10)),
                    Map.of("fault", Map.of("type", "latency", "milis", 10)))) {
                assertEquals(
                        400,
                        assertThrows(AdminException.class, () -> sandbox.fault(rule), rule::toString)
                                .status());
            }
        }
    }
}
