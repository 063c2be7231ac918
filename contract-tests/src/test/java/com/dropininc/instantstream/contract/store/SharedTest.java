package com.dropininc.instantstream.contract.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.Keeping;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Three mocks that share a Redis are one server. */
class SharedTest {
    private static final String REQUEST = "{\"phone\":\"+12025550111\",\"email\":\"kept@example.com\"}";
    private static final String START = "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";
    private static final String STOP = "{\"role\":\"viewer\"}";

    @TempDir
    static Path dir;

    private static Replicas replicas;
    private static List<MockServer> mocks;

    @BeforeAll
    static void start() throws IOException {
        replicas = Replicas.in(dir);
        mocks = replicas.mocks();
    }

    @AfterAll
    static void end() throws IOException {
        if (replicas != null) {
            replicas.close();
        }
    }

    private static Api at(int replica) {
        return Api.of(mocks.get(replica));
    }

    private static String requested(int replica) {
        return at(replica)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
    }

    private static MockSandbox sandbox() {
        return AdminClient.at(mocks.get(0).baseUrl()).openSandbox("shared");
    }

    private static Api at(int replica, MockSandbox sandbox) {
        return new Api(mocks.get(replica).baseUrl(), sandbox.key("viewer"));
    }

    @Test
    void a_stream_lives_its_life_on_one_replica_after_the_other() {
        String token = requested(0);
        assertEquals(200, at(1).call("startStream", token, START).status());
        assertEquals(
                200,
                at(2).call("saveChat", token, "{\"role\":\"dealer\",\"message\":\"Good day\"}")
                        .status());
        assertEquals(
                "Good day",
                at(0).call("getChat", token, "").json().at("/0/message").asString());
        assertEquals(200, at(1).call("recordStream", token, "{}").status());
        assertEquals(200, at(2).call("stopStream", token, STOP).status());
        assertEquals(409, at(0).call("startStream", token, START).status());
        assertEquals(
                at(0).call("getStream", token, "").text(),
                at(1).call("getStream", token, "").text());
    }

    @Test
    void one_phone_has_one_account_wherever_it_asks_and_its_pending_streams_are_listed_in_order() throws Exception {
        MockSandbox sandbox = sandbox();
        List<String> tokens = new ArrayList<>();
        String account = "";
        for (int i = 0; i < 9; i++) {
            JsonNode made =
                    at(i % 3, sandbox).call("requestStream", "", REQUEST).json();
            tokens.add(made.path("token").asString());
            account = made.path("account").asString();
        }
        for (int replica = 0; replica < 3; replica++) {
            List<String> listed = new ArrayList<>();
            at(replica, sandbox)
                    .call("getPending", account, "")
                    .json()
                    .forEach(stream -> listed.add(stream.path("token").asString()));
            assertEquals(tokens, listed);
        }
    }

    @Test
    void of_many_who_cancel_or_start_one_stream_on_all_replicas_at_once_one_kind_wins() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(6);
        try {
            for (int round = 0; round < 20; round++) {
                String token = requested(round % 3);
                List<CompletableFuture<Api.Answer>> answers = new ArrayList<>();
                for (int i = 0; i < 6; i++) {
                    Api api = at(i % 3);
                    String operation = i < 3 ? "startStream" : "cancelStream";
                    answers.add(CompletableFuture.supplyAsync(
                            () -> api.call(operation, token, operation.equals("startStream") ? START : STOP), crowd));
                }
                List<Integer> started = answers.subList(0, 3).stream()
                        .map(one -> one.join().status())
                        .distinct()
                        .toList();
                List<Integer> cancelled = answers.subList(3, 6).stream()
                        .map(one -> one.join().status())
                        .distinct()
                        .toList();
                assertEquals(1, started.size(), started.toString());
                assertEquals(1, cancelled.size(), cancelled.toString());
                assertEquals(609, started.get(0) + cancelled.get(0));
            }
        } finally {
            crowd.shutdownNow();
        }
    }

    @Test
    void a_sandbox_made_on_one_replica_opens_on_all_with_its_clock_its_faults_its_readings_and_its_journal() {
        MockSandbox sandbox = sandbox();
        String token = at(1, sandbox)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
        sandbox.freeze();
        sandbox.advance(Duration.ofMinutes(16));
        assertEquals(
                "expired",
                at(2, sandbox)
                        .call("getStream", token, "")
                        .json()
                        .path("status")
                        .asString());

        sandbox.fault(Map.of("operation", "getChat", "times", 2, "fault", Map.of("type", "status", "code", 503)));
        List<Integer> statuses = Stream.of(0, 1, 2)
                .map(i -> at(i, sandbox).call("getChat", token, "").status())
                .toList();
        assertEquals(List.of(503, 503, 200), statuses);

        String journal = AdminClient.at(mocks.get(2).baseUrl())
                .send("GET", "/requests?sandbox=" + sandbox.id(), null)
                .toString();
        assertEquals(5, journal.split("\"number\"").length - 1, journal);
        AdminClient.at(mocks.get(1).baseUrl()).send("DELETE", "/sandboxes/" + sandbox.id(), null);
        assertEquals(401, at(0, sandbox).call("getStream", token, "").status());
    }

    @Test
    void time_ends_a_stream_once_and_every_replica_hears_of_it() {
        MockSandbox sandbox = sandbox();
        List<List<String>> heard = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String token = at(0, sandbox)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
        sandbox.freeze();
        sandbox.advance(Duration.ofMinutes(16));
        for (int i = 0; i < 3; i++) {
            int replica = i;
            Awaitility.await()
                    .until(() -> mocks.get(replica)
                                    .sandboxes()
                                    .find(sandbox.id())
                                    .orElseThrow()
                                    .history()
                                    .of(token)
                                    .size()
                            >= 2);
            mocks.get(replica)
                    .sandboxes()
                    .find(sandbox.id())
                    .orElseThrow()
                    .history()
                    .of(token)
                    .forEach(moment -> heard.get(replica).add(moment.event() + moment.at()));
        }
        assertEquals(2, heard.get(0).size(), heard.toString());
        assertEquals(heard.get(0), heard.get(1));
        assertEquals(heard.get(0), heard.get(2));
    }

    @Test
    void a_reset_on_one_replica_is_one_on_all() {
        MockSandbox sandbox = sandbox();
        String token = at(1, sandbox)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
        sandbox.reset();
        assertEquals(404, at(2, sandbox).call("getStream", token, "").status());
        JsonNode snapshot = sandbox.snapshot();
        String later = at(1, sandbox)
                .call("requestStream", "", REQUEST)
                .json()
                .path("token")
                .asString();
        sandbox.restore(snapshot);
        assertEquals(404, at(2, sandbox).call("getStream", later, "").status());
    }

    @Test
    void a_replica_that_comes_later_has_all_that_was_and_one_that_goes_takes_nothing_along() {
        String token = requested(0);
        at(1).call("startStream", token, START);
        at(2).call("saveChat", token, "{\"role\":\"dealer\",\"message\":\"Good day\"}");
        String last;
        try (MockServer late = replicas.another()) {
            assertEquals(
                    at(0).call("getStream", token, "").text(),
                    Api.of(late).call("getStream", token, "").text());
            assertEquals(
                    at(0).call("getChat", token, "").text(),
                    Api.of(late).call("getChat", token, "").text());
            last = Api.of(late)
                    .call("requestStream", "", REQUEST)
                    .json()
                    .path("token")
                    .asString();
        }
        assertEquals(200, at(0).call("getStream", last, "").status());
    }

    @Test
    void a_redis_that_cannot_be_used_is_told_without_the_password_that_was_to_open_it() {
        for (String url : List.of(
                "redis://:s3cret@127.0.0.1:1/0",
                "redis://nobody:s3cret@127.0.0.1:" + replicas.wire().port() + "/0",
                "radish://:s3cret@127.0.0.1/0")) {
            Keeping keeping = Keeping.at(url);
            StoreException refused = assertThrows(
                    StoreException.class,
                    () -> MockServer.start(MockConfig.standard().withKeeping(keeping)));
            assertFalse((refused.getMessage() + keeping).contains("s3cret"), refused.getMessage());
            assertTrue(refused.getMessage().contains("--store"), refused.getMessage());
        }
    }

    @Test
    void without_the_redis_every_call_is_told_so_and_with_it_all_goes_on() {
        String token = requested(0);
        replicas.wire().cut();
        Api.Answer lost = at(1).call("startStream", token, START);
        assertEquals(503, lost.status());
        assertEquals("1", lost.header("Retry-After"));
        assertEquals("E_STORE", lost.json().at("/0/code").asString());
        assertFalse(lost.text().contains("Exception"), lost.text());
        JsonNode health = AdminClient.at(mocks.get(1).baseUrl()).health();
        assertEquals("degraded", health.path("status").asString());
        assertTrue(health.path("store").toString().contains("does not answer"), health.toString());
        replicas.wire().mend();
        for (int i = 0; i < 3; i++) {
            int replica = i;
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> at(replica).call("getStream", token, "").status() == 200);
        }
        assertEquals(200, at(2).call("startStream", token, START).status());
        assertEquals(
                "streaming",
                at(0).call("getStream", token, "").json().path("status").asString());
        assertEquals(
                "ok",
                AdminClient.at(mocks.get(2).baseUrl()).health().path("status").asString());
    }
}
