package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.FileStore;
import com.dropininc.instantstream.mock.store.Row;
import com.dropininc.instantstream.mock.store.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a mock keeps in a directory, and what it says when it cannot. */
class DataTest {
    private static final String REQUEST = "{\"phone\":\"+12025550111\",\"email\":\"kept@example.com\"}";
    private static final String START = "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";
    private static final String SAID = "{\"role\":\"dealer\",\"message\":\"Good day\"}";

    @TempDir
    Path dir;

    private MockServer start() {
        return MockServer.start(MockConfig.standard().withKeeping(Keeping.in(dir)));
    }

    private static String streaming(Api api) {
        String token =
                api.call("requestStream", "", REQUEST).json().path("token").asString();
        assertEquals(200, api.call("startStream", token, START).status());
        return token;
    }

    @Test
    void a_stream_with_chat_recording_and_ping_is_the_same_after_a_restart() {
        String token;
        String stream;
        String chat;
        String pending;
        try (MockServer mock = start()) {
            Api api = Api.of(mock);
            token = streaming(api);
            api.call("saveChat", token, SAID);
            api.call("saveChat", token, SAID.replace("day", "evening"));
            api.call("recordStream", token, "{}");
            api.with(Api.OPERATOR).call("pingStream", token, "{}");
            stream = api.call("getStream", token, "").text();
            chat = api.call("getChat", token, "").text();
            pending = api.call("getPending", "acc_ada", "").text();
        }
        try (MockServer mock = start()) {
            Api api = Api.of(mock);
            assertEquals(stream, api.call("getStream", token, "").text());
            assertEquals(chat, api.call("getChat", token, "").text());
            assertEquals(pending, api.call("getPending", "acc_ada", "").text());
            assertEquals(
                    api.call("requestStream", "", REQUEST).json().path("account"),
                    api.call("getStream", token, "").json().path("account"),
                    "one phone has one account, before and after");
            assertEquals(
                    200, api.call("stopStream", token, "{\"role\":\"viewer\"}").status());
        }
    }

    @Test
    void what_expired_while_the_mock_was_down_is_over_when_it_is_up() {
        String token;
        try (MockServer mock = start()) {
            token = Api.of(mock)
                    .call("requestStream", "", REQUEST)
                    .json()
                    .path("token")
                    .asString();
            mock.clock().freeze();
            mock.clock().advance(java.time.Duration.ofMinutes(20));
        }
        try (MockServer mock = start()) {
            assertTrue(mock.clock().frozen());
            assertEquals(
                    "expired",
                    Api.of(mock)
                            .call("getStream", token, "")
                            .json()
                            .path("status")
                            .asString());
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void who_acts_while_a_sandbox_begins_anew_keeps_nobody_waiting() {
        try (MockServer mock = start()) {
            Sandbox sandbox = mock.sandboxes().standard();
            AtomicBoolean reset = new AtomicBoolean();
            List<CompletableFuture<Void>> chatting = Stream.generate(() -> Api.of(mock))
                    .limit(4)
                    .map(api -> CompletableFuture.runAsync(() -> {
                        while (!reset.get()) {
                            api.call("saveChat", "demo-streaming", SAID);
                        }
                    }))
                    .toList();
            IntStream.range(0, 150).forEach(i -> sandbox.reset(true));
            reset.set(true);
            chatting.forEach(CompletableFuture::join);
            assertEquals(
                    200, Api.of(mock).call("saveChat", "demo-streaming", SAID).status());
        }
    }

    @Test
    void a_sandbox_keeps_its_keys_its_faults_and_its_streams() {
        String id;
        String token;
        try (MockServer mock = start()) {
            MockSandbox made = AdminClient.at(mock.baseUrl()).openSandbox("kept");
            id = made.id();
            Api api = new Api(mock.baseUrl(), made.key("viewer"));
            token = streaming(api);
            made.fault(Map.of("operation", "getChat", "times", 2, "fault", Map.of("type", "status", "code", 503)));
            assertEquals(503, api.call("getChat", token, "").status());
        }
        try (MockServer mock = start()) {
            Sandbox same = mock.sandboxes().find(id).orElseThrow();
            Api api = new Api(mock.baseUrl(), same.key("viewer").key());
            assertEquals(
                    "streaming",
                    api.call("getStream", token, "").json().path("status").asString());
            assertEquals(503, api.call("getChat", token, "").status(), "the second of two strikes");
            assertEquals(200, api.call("getChat", token, "").status());
        }
    }

    @Test
    void a_reset_a_removed_sandbox_and_a_restored_snapshot_are_kept_too() {
        String old;
        String gone;
        JsonNode snapshot;
        try (MockServer mock = start()) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            old = streaming(Api.of(mock));
            gone = admin.openSandbox("gone").id();
            snapshot = admin.defaultSandbox().snapshot();
            admin.defaultSandbox().reset();
            admin.send("DELETE", "/sandboxes/" + gone, null);
        }
        try (MockServer mock = start()) {
            assertEquals(404, Api.of(mock).call("getStream", old, "").status());
            assertTrue(mock.sandboxes().find(gone).isEmpty());
            AdminClient.at(mock.baseUrl()).defaultSandbox().restore(snapshot);
        }
        try (MockServer mock = start()) {
            assertEquals(
                    "streaming",
                    Api.of(mock)
                            .call("getStream", old, "")
                            .json()
                            .path("status")
                            .asString());
        }
    }

    @Test
    void a_second_mock_on_the_same_directory_is_refused_and_the_first_one_goes_on() {
        try (MockServer mock = start()) {
            StoreException refused = assertThrows(StoreException.class, this::start);
            assertTrue(refused.getMessage().contains("another mock keeps its state in " + dir), refused.getMessage());
            streaming(Api.of(mock));
        }
    }

    @Test
    void a_damaged_file_is_told_of_and_set_aside_never_emptied() throws IOException {
        try (MockServer mock = start()) {
            for (int i = 0; i < 50; i++) {
                streaming(Api.of(mock));
            }
        }
        Path file = dir.resolve("state.db");
        // Everywhere: some of it may lie where a row has once been.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] bytes = text.replace("kept@", "Kept@").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, bytes);
        try (MockServer mock = start()) {
            JsonNode health = AdminClient.at(mock.baseUrl()).health();
            assertEquals("degraded", health.path("status").asString());
            assertTrue(health.path("store").toString().contains("set aside as state.db.damaged-"), health.toString());
            streaming(Api.of(mock));
        }
        try (Stream<Path> files = Files.list(dir)) {
            List<Path> aside =
                    files.filter(one -> one.toString().contains(".damaged-")).toList();
            assertEquals(1, aside.size(), aside.toString());
            assertEquals(bytes.length, Files.size(aside.get(0)));
        }
    }

    @Test
    void a_directory_that_cannot_be_used_is_told_at_the_start() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "");
        StoreException refused = assertThrows(
                StoreException.class,
                () -> MockServer.start(MockConfig.standard().withKeeping(Keeping.in(file.resolve("data")))));
        assertTrue(refused.getMessage().startsWith("nothing can be kept in " + file), refused.getMessage());
    }

    @Test
    void a_stream_in_a_state_that_the_spec_of_today_does_not_know_stops_the_start_and_stays_kept() throws Exception {
        String token;
        try (MockServer mock = start()) {
            token = streaming(Api.of(mock));
        }
        try (FileStore store = FileStore.open(dir)) {
            store.keep(() -> Change.of("default", "", 0, List.of(Row.of("stream/" + token, stranger()))), () -> {});
        }
        StoreException refused = assertThrows(StoreException.class, this::start);
        assertTrue(refused.getMessage().contains("'dreaming', which this spec does not know"), refused.getMessage());
    }

    private static Map<String, Object> stranger() {
        Map<String, Object> side = Map.of("device", Map.of());
        return Map.of(
                "number",
                1,
                "stream",
                Map.of(
                        "token",
                        "st_1",
                        "status",
                        "dreaming",
                        "request",
                        Map.of("account", "acc_1", "phone", "1", "email", "a@example.com", "notified", false),
                        "viewer",
                        side,
                        "dealer",
                        side,
                        "times",
                        Map.of("created", "2026-11-24T01:40:04.140Z", "updated", "2026-11-24T01:40:04.140Z")));
    }

    @Test
    void a_seed_that_would_make_old_tokens_again_is_refused() {
        assertThrows(
                MockStartException.class,
                () -> MockConfig.standard().withSeed(1).withKeeping(Keeping.in(dir)));
    }
}
