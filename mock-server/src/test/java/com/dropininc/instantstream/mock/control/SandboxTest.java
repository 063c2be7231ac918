package com.dropininc.instantstream.mock.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockConfig.Workbench;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SandboxTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final AdminClient ADMIN = AdminClient.at(MOCK.baseUrl());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @Test
    void two_sandboxes_see_nothing_of_each_other() {
        try (MockSandbox one = ADMIN.openSandbox("one");
                MockSandbox other = ADMIN.openSandbox("other")) {
            String token = Http.request(one);
            assertEquals(404, Http.viewer(other, "getStream", token, "").statusCode());
            one.read("error-form", "object");
            one.advance(Duration.ofHours(1));
            assertEquals("expired", Http.status(one, token));
            assertEquals("pending", Http.status(other, Http.request(other)));
            assertTrue(Http.json(Http.viewer(other, "getStream", "x", "")).isArray());
            assertEquals(3, one.requests().size() + 1);
            assertEquals("no", one.verify("getChat", 1));
        }
    }

    @Test
    void two_hundred_parallel_tests_share_one_mock() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(40);
        try {
            List<Future<Integer>> tests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int seconds = i;
                tests.add(pool.submit(() -> aTest(seconds)));
            }
            for (Future<Integer> test : tests) {
                assertEquals(5, test.get());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** A whole life of a stream in a sandbox of its own; answers how many requests its journal holds. */
    private static int aTest(int seconds) {
        try (MockSandbox sandbox = ADMIN.openSandbox("test " + seconds)) {
            sandbox.freeze();
            String token = Http.streaming(sandbox);
            assertEquals(
                    200, Http.call(sandbox, "operator", "pingStream", token, "").statusCode());
            sandbox.advance(Duration.ofSeconds(59));
            assertEquals("streaming", Http.status(sandbox, token));
            sandbox.advance(Duration.ofSeconds(1 + seconds));
            JsonNode stream = Http.json(Http.viewer(sandbox, "getStream", token, ""));
            assertEquals("expired", stream.path("status").asString());
            return sandbox.requests().size();
        }
    }

    @Test
    void the_keys_of_a_removed_sandbox_open_nothing() {
        MockSandbox gone = ADMIN.openSandbox("gone");
        gone.close();
        assertEquals(401, Http.viewer(gone, "getStream", "x", "").statusCode());
        assertEquals(404, assertThrows(AdminException.class, gone::close).status());
    }

    @Test
    void a_sandbox_that_nobody_uses_is_removed_and_the_default_one_is_not() {
        Workbench impatient = new Workbench(
                Optional.empty(), false, Workbench.STANDARD.journal(), new Sandboxes.Limits(10, Duration.ofMillis(1)));
        try (MockServer mock = MockServer.start(MockConfig.standard().withWorkbench(impatient))) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            MockSandbox idle = admin.openSandbox("idle");
            await().until(() -> mock.sandboxes().find(idle.id()).isEmpty());
            assertEquals("default", admin.defaultSandbox().id());
        }
    }

    @Test
    void there_are_no_more_sandboxes_than_the_limit_allows() {
        Workbench small = new Workbench(
                Optional.empty(), false, Workbench.STANDARD.journal(), new Sandboxes.Limits(2, Duration.ofHours(1)));
        try (MockServer mock = MockServer.start(MockConfig.standard().withWorkbench(small))) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            admin.openSandbox("first");
            AdminException refused = assertThrows(AdminException.class, () -> admin.openSandbox("second"));
            assertTrue(refused.getMessage().contains("delete"), refused.getMessage());
        }
    }

    @Test
    void reset_makes_everything_as_it_was_twice_as_well() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("reset")) {
            Http.request(sandbox);
            sandbox.fault(java.util.Map.of("fault", java.util.Map.of("type", "reset")));
            sandbox.read("error-form", "object");
            sandbox.freeze();
            sandbox.advance(Duration.ofDays(1));
            sandbox.reset();
            sandbox.reset();
            assertEquals(0, sandbox.requests().size());
            assertEquals("pending", Http.status(sandbox, "demo-pending"));
            assertTrue(Http.json(Http.viewer(sandbox, "getStream", "x", "")).isArray());
            ADMIN.send("POST", "/reset?to=empty&sandbox=" + sandbox.id(), null);
            assertEquals(
                    404, Http.viewer(sandbox, "getStream", "demo-pending", "").statusCode());
        }
    }

    @Test
    void a_snapshot_brings_streams_chats_clock_and_readings_into_another_sandbox() {
        try (MockSandbox one = ADMIN.openSeededSandbox("one");
                MockSandbox other = ADMIN.openSandbox("other")) {
            one.freeze();
            one.advance(Duration.ofMinutes(3));
            one.read("channel-names", "strict");
            JsonNode snapshot = one.snapshot();
            other.restore(snapshot);
            assertEquals(snapshot, other.snapshot());
            assertEquals(
                    Http.viewer(one, "getChat", "demo-streaming", "").body(),
                    Http.viewer(other, "getChat", "demo-streaming", "").body());
            other.advance(Duration.ofMinutes(15));
            assertEquals("expired", Http.status(other, "demo-pending"));
            assertEquals("pending", Http.status(one, "demo-pending"));
        }
    }

    @Test
    void a_broken_snapshot_changes_nothing() {
        try (MockSandbox sandbox = ADMIN.openSeededSandbox("broken")) {
            JsonNode before = Http.json(Http.viewer(sandbox, "getStream", "demo-streaming", ""));
            for (String broken : List.of(
                    "{}",
                    "{\"format\":2}",
                    "{\"format\":1,\"now\":\"yesterday\"}",
                    "{\"format\":1,\"now\":\"2026-11-24T01:40:04.140Z\",\"streams\":[{}]}",
                    "{\"format\":1,\"now\":\"2026-11-24T01:40:04.140Z\",\"streams\":[{\"stream\":{\"status\":\"odd\"}}]}")) {
                assertEquals(
                        4,
                        Http.admin(MOCK.baseUrl(), "PUT", "/snapshot?sandbox=" + sandbox.id(), broken)
                                        .statusCode()
                                / 100,
                        broken);
            }
            assertEquals(before, Http.json(Http.viewer(sandbox, "getStream", "demo-streaming", "")));
        }
    }
}
