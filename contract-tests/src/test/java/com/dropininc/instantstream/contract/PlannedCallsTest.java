package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify --plan}: what a run would send, and that it is not sent. */
@Timeout(180)
class PlannedCallsTest {
    private static final List<String> SOME = List.of("cell-streaming-*-chat", "keys-save-chat", "unknown-token-*");

    @TempDir
    Path dir;

    private CommandLineRun prod(String url, String... more) {
        List<String> arguments = new java.util.ArrayList<>(List.of("verify", "--env", "prod", "--only"));
        arguments.addAll(SOME);
        arguments.addAll(List.of(more));
        return CommandLineRun.of(
                dir.resolve("report"),
                Map.of(
                        "INSTANTSTREAM_PROD_BASE_URL", url,
                        "INSTANTSTREAM_PROD_REQUESTS_PER_SECOND", "1000",
                        "INSTANTSTREAM_PROD_ANSWER_MILLIS", "30000",
                        "INSTANTSTREAM_LEFTOVERS", dir.resolve("left").toString(),
                        "INSTANTSTREAM_APIKEY", "demo-viewer-key",
                        "INSTANTSTREAM_OPERATOR_APIKEY", "demo-operator-key"),
                arguments.toArray(String[]::new));
    }

    @Test
    void a_plan_sends_nothing_and_wants_no_confirmation() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (StubServer server = new StubServer(exchange -> calls.incrementAndGet())) {
            CommandLineRun plan = prod(server.url(), "--plan");
            assertEquals(0, plan.exitCode(), plan.toString());
            assertEquals(0, calls.get());
            assertFalse(plan.out().contains("notify=true"), plan.out());
            assertFalse(plan.out().contains("demo-viewer-key"), "keys show as their variables");
            assertTrue(plan.out().contains("Nothing was sent."), plan.out());
        }
    }

    @Test
    void a_plan_has_as_many_requests_as_the_run_against_a_target_that_keeps_the_contract() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun plan = prod(mock.baseUrl(), "--plan");
            CommandLineRun run = prod(mock.baseUrl(), "--confirm", "prod");
            assertEquals(0, run.exitCode(), run.toString());
            String requests = plan.out()
                    .lines()
                    .filter(line -> line.matches("\\d+ requests, .*"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(run.report().path("calls").asInt(), Integer.parseInt(requests.split(" ")[0]), requests);
            assertTrue(run.out().contains("Plan: " + requests.replaceAll(" at \\d+ a second$", "")), run.out());
        }
    }
}
