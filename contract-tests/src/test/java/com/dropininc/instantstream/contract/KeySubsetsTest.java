package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Whatever keys are given, the healthy mock passes; what needs another key says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeySubsetsTest {
    /** All checks that a key decides on. */
    private static final List<String> CHECKS = List.of(
            "walk-every-*", "ping-*", "time-*", "order-of-refusals-ping-*", "cell-*-ping-*", "channel-*", "any-kind-*");

    @TempDir
    private Path dir;

    private MockServer mock;

    @BeforeAll
    void start() {
        mock = MockServer.start(MockConfig.standard());
    }

    @AfterAll
    void stop() {
        mock.close();
    }

    private CommandLineRun verify(Map<String, String> keys, List<String> checks) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--base-url", mock.baseUrl(), "--strict"));
        checks.forEach(check -> arguments.addAll(List.of("--only", check)));
        return CommandLineRun.of(dir, keys, arguments.toArray(String[]::new));
    }

    /** A key given as a viewer's, as a dealer's, as an operator's; a dash for none. */
    private static Map<String, String> keys(String viewer, String dealer, String operator) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("INSTANTSTREAM_APIKEY", viewer);
        keys.put("INSTANTSTREAM_DEALER_APIKEY", dealer);
        keys.put("INSTANTSTREAM_OPERATOR_APIKEY", operator);
        keys.values().removeIf("-"::equals);
        return keys;
    }

    @ParameterizedTest
    @CsvSource({
        "demo-viewer-key, -, demo-operator-key",
        "demo-operator-key, -, -",
        "demo-operator-key, demo-operator-key, demo-operator-key"
    })
    void a_healthy_server_passes_by_any_keys(String viewer, String dealer, String operator) throws IOException {
        CommandLineRun run = verify(keys(viewer, dealer, operator), CHECKS);
        assertEquals(0, run.exitCode(), run.toString());
        assertTrue(run.report().path("findings").isEmpty(), run.toString());
        assertTrue(run.report().path("flaky").isEmpty(), run.toString());
    }

    @Test
    void a_walk_without_the_key_for_an_act_takes_the_others_and_is_inconclusive() throws IOException {
        CommandLineRun run = verify(keys("demo-viewer-key", "-", "-"), CHECKS);
        assertEquals(0, run.exitCode(), run.toString());
        assertTrue(run.report().path("findings").isEmpty(), run.toString());
        JsonNode walk = result(run, "walk-every-pair-of-acts");
        assertEquals("inconclusive", walk.path("outcome").asString(), run.toString());
        assertTrue(walk.path("reason").asString().contains("pingStream"), walk.toString());
        assertEquals(
                "inconclusive",
                result(run, "time-ends-what-is-pinged-no-more").path("outcome").asString());
        assertEquals(
                "inconclusive",
                result(run, "ping-is-for-operators-only").path("outcome").asString());
    }

    @ParameterizedTest
    @CsvSource({"INSTANTSTREAM_PUSHER_SECRET", "INSTANTSTREAM_PUSHER_KEY"})
    void a_secret_of_another_environment_makes_the_run_inconclusive_and_no_server_broken(String variable)
            throws IOException {
        Map<String, String> keys = keys("demo-viewer-key", "-", "-");
        keys.put(variable, "of-another-environment");
        CommandLineRun run = verify(keys, List.of("channel-*", "presence-*"));
        assertEquals(3, run.exitCode(), run.toString());
        assertTrue(run.out().contains("is this the secret of this environment?"), run.toString());
        assertTrue(run.report().path("findings").isEmpty(), run.toString());
    }

    private static JsonNode result(CommandLineRun run, String check) throws IOException {
        for (JsonNode result : run.report().path("results")) {
            if (result.path("id").asString().equals(check)) {
                return result;
            }
        }
        throw new AssertionError(check + " is not in the report\n" + run);
    }
}
