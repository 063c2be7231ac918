package com.dropininc.instantstream.contract.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.dropininc.instantstream.mock.Keeping;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What every store has to do, told once: in memory, in a directory, and in a Redis behind three replicas. */
@Execution(ExecutionMode.CONCURRENT)
class StoresTest {
    private static final String REQUEST = "{\"phone\":\"+12025550122\",\"email\":\"a@example.com\"}";
    private static final String START = "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";
    private static final String STOP = "{\"role\":\"viewer\"}";

    @TempDir
    Path dir;

    /** A server, however many mocks it is made of. */
    enum Kind {
        MEMORY,
        DATA,
        REDIS
    }

    private final class Setting implements AutoCloseable {
        private final List<AutoCloseable> parts = new ArrayList<>();
        private final String baseUrl;

        Setting(Kind kind) throws IOException {
            MockConfig config = MockConfig.standard();
            if (kind != Kind.REDIS) {
                MockServer mock = MockServer.start(kind == Kind.MEMORY ? config : config.withKeeping(Keeping.in(dir)));
                parts.add(mock);
                baseUrl = mock.baseUrl();
                return;
            }
            Replicas replicas = Replicas.in(dir);
            parts.add(replicas);
            Balancer balancer = Balancer.ofRequests(
                    replicas.mocks().stream().map(MockServer::port).toList());
            parts.add(0, balancer);
            baseUrl = balancer.baseUrl();
        }

        @Override
        public void close() throws Exception {
            for (AutoCloseable part : parts) {
                part.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_stream_is_one_from_its_request_to_its_end(Kind kind) throws Exception {
        try (Setting setting = new Setting(kind)) {
            Api api = new Api(setting.baseUrl, Api.OPERATOR);
            JsonNode made = api.call("requestStream", "", REQUEST).json();
            String token = made.path("token").asString();
            assertEquals(
                    made.path("account"),
                    api.call("requestStream", "", REQUEST).json().path("account"),
                    "one phone has one account");
            assertEquals(409, api.call("saveChat", token, said(0)).status());
            assertEquals(200, api.call("startStream", token, START).status());
            for (int i = 0; i < 20; i++) {
                assertEquals(200, api.call("saveChat", token, said(i)).status());
            }
            List<String> heard = new ArrayList<>();
            api.call("getChat", token, "")
                    .json()
                    .forEach(message -> heard.add(message.path("message").asString()));
            assertEquals("word 0", heard.get(0));
            assertEquals("word 19", heard.get(19));
            assertEquals(20, heard.size());
            assertEquals(200, api.call("recordStream", token, "{}").status());
            assertEquals(200, api.call("pingStream", token, "{}").status());
            assertEquals(200, api.call("stopStream", token, STOP).status());
            assertEquals(200, api.call("stopStream", token, STOP).status());
            assertEquals(409, api.call("startStream", token, START).status());
            JsonNode over = api.call("getStream", token, "").json();
            assertEquals("stopped", over.path("status").asString());
            assertEquals("stopped", over.at("/recording/status").asString());
            assertFalse(over.has("stream"));
        }
    }

    private static String said(int number) {
        return "{\"role\":\"dealer\",\"message\":\"word " + number + "\"}";
    }

    @ParameterizedTest
    @EnumSource
    void a_sandbox_has_its_clock_its_faults_its_journal_its_snapshot_and_its_end(Kind kind) throws Exception {
        try (Setting setting = new Setting(kind)) {
            AdminClient admin = AdminClient.at(setting.baseUrl);
            MockSandbox sandbox = admin.openSandbox("mine");
            Api api = new Api(setting.baseUrl, sandbox.key("viewer"));
            String token =
                    api.call("requestStream", "", REQUEST).json().path("token").asString();
            JsonNode before = sandbox.snapshot();
            sandbox.freeze();
            sandbox.advance(Duration.ofMinutes(15));
            assertEquals(
                    "expired",
                    api.call("getStream", token, "").json().path("status").asString());
            sandbox.fault(Map.of("operation", "getChat", "times", 2, "fault", Map.of("type", "status", "code", 503)));
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(api.call("getChat", token, "").status());
            }
            assertEquals(List.of(503, 503, 200, 200), statuses);
            assertEquals(6, sandbox.requests().size());
            sandbox.restore(before);
            assertEquals(
                    "pending",
                    api.call("getStream", token, "").json().path("status").asString());
            sandbox.reset();
            assertEquals(404, api.call("getStream", token, "").status());
            sandbox.close();
            assertEquals(401, api.call("getStream", token, "").status());
        }
    }

    /** Takes minutes: only where mocks are killed for fifty rounds. */
    @ParameterizedTest
    @EnumSource(names = {"DATA", "REDIS"})
    @EnabledIfSystemProperty(named = "instantstream.rounds", matches = "\\d\\d+")
    void the_contract_is_kept_to_the_letter(Kind kind) throws Exception {
        Path out = Files.createDirectory(dir.resolve("out"));
        try (Setting setting = new Setting(kind)) {
            var run = com.dropininc.instantstream.contract.CommandLineRun.of(
                    out, Map.of(), "verify", "--base-url", setting.baseUrl, "--strict");
            assertEquals(0, run.exitCode(), run.toString());
            assertEquals(0, run.report().path("checks").path("inconclusive").asInt(), run.out());
        }
    }
}
