package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Execution(ExecutionMode.CONCURRENT)
class RealtimeTest {
    private final MockServer mock = MockServer.start(MockConfig.standard());

    @TempDir
    private Path dir;

    @AfterEach
    void close() {
        mock.close();
    }

    @Test
    void every_change_is_heard_from_the_mock() throws IOException {
        CommandLineRun run = verify();
        assertEquals(0, run.exitCode(), run.toString());
        run.report()
                .path("results")
                .forEach(result -> assertEquals("passed", result.path("outcome").asString(), result.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "chat-message, realtime-drop",
        "stream-started, realtime-drop",
        "recording-stopped, realtime-drop",
        "stream-requested, realtime-drop",
        "stream-started, realtime-duplicate",
    })
    void an_event_that_is_lost_or_doubled_is_a_deviation(String event, String fault) throws IOException {
        AdminClient.at(mock.baseUrl()).defaultSandbox().fault(Map.of("event", event, "fault", Map.of("type", fault)));
        CommandLineRun run = verify();
        assertEquals(1, run.exitCode(), run.toString());
        JsonNode finding = run.report().path("findings").path(0);
        assertEquals("events-published", finding.path("rule").asString(), run.toString());
    }

    @Test
    void a_target_that_declares_no_socket_is_not_judged_and_says_so() {
        CommandLineRun run = CommandLineRun.of(
                dir,
                Map.of("INSTANTSTREAM_APIKEY", "demo-viewer-key"),
                "verify",
                "--env",
                "staging",
                "--base-url",
                mock.baseUrl(),
                "--only",
                "changes-are-heard-*");
        assertEquals(3, run.exitCode(), run.toString());
        assertTrue(run.toString().contains("declares no socket"), run.toString());
    }

    private CommandLineRun verify() {
        return CommandLineRun.of(
                dir, Map.of(), "verify", "--base-url", mock.baseUrl(), "--strict", "--only", "*-are-heard-on-*");
    }
}
