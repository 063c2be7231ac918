package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Overlay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class CalibrateTest {
    /** A sample of the suite that meets every change; the whole is run by hand. */
    private static final List<String> STRICT = List.of(
            "--strict",
            "--only",
            "keys-get-stream",
            "request-returns-token",
            "record-again-is-the-same-recording",
            "walk-pairs-of-choices",
            "unknown-token*");

    @TempDir
    private Path directory;

    @Test
    void a_foreign_server_becomes_an_overlay_by_which_the_mock_is_alike_and_the_suite_content() throws IOException {
        Path overlay = directory.resolve("overlays/foreign.yaml");
        try (MockServer foreign = MockServer.start(MockConfig.standard().withOverlays(List.of(CompareTest.FOREIGN)))) {
            CommandLineRun calibrated = calibrate(foreign.baseUrl(), overlay);
            assertEquals(0, calibrated.exitCode(), calibrated.toString());
            for (String change : List.of("key-missing", "success-status: created", "error-form: object", "toggle")) {
                assertTrue(calibrated.out().contains(change), change + " in " + calibrated.out());
            }
            itIsHonest(overlay);
            try (MockServer alike = MockServer.start(MockConfig.standard().withOverlays(List.of(overlay)))) {
                CommandLineRun compared = CommandLineRun.of(
                        directory,
                        Map.of(),
                        "compare",
                        "--env",
                        foreign.baseUrl(),
                        "--with",
                        alike.baseUrl(),
                        "--out",
                        directory.toString());
                assertEquals(0, compared.exitCode(), compared.toString());
            }
            CommandLineRun strict = verify(foreign, strict("--overlay", overlay.toString()));
            assertEquals(0, strict.exitCode(), strict.toString());
            assertEquals(1, verify(foreign, strict()).exitCode(), "without the overlay the same server deviates");
        }
    }

    /** Date, environment and the exchange stand with what is observed, and no key does. */
    private static void itIsHonest(Path file) throws IOException {
        String text = Files.readString(file);
        Contract observed = Contract.load().with(Overlay.load(file));
        assertEquals(403, observed.refusal("key-missing").status());
        assertEquals(
                "observed",
                observed.rule("key-refusal-401").provenance().level().word());
        assertTrue(
                observed.rule("key-refusal-401").provenance().source().matches("(?s).*http.*, \\d{4}-\\d\\d-\\d\\d"));
        assertTrue(observed.rule("key-required").provenance().documented(), "what is documented stays so");
        assertTrue(text.contains("was answered 403"), text);
        assertTrue(text.contains("record again: POST /instantstream/record/{token} was answered 200 {"), text);
        Fixtures.load().keys().forEach(key -> assertFalse(text.contains(key.key()), key.toString()));
    }

    @Test
    void a_row_of_the_lifecycle_that_a_server_does_not_have_goes() throws IOException {
        Path overlay = directory.resolve("stubborn.yaml");
        Path stubborn = CompareTest.FOREIGN.resolveSibling("stubborn.yaml");
        try (MockServer mock = MockServer.start(MockConfig.standard().withOverlays(List.of(stubborn)))) {
            CommandLineRun run = calibrate(mock.baseUrl(), overlay);
            assertTrue(run.out().contains("changes    row stop-again while stopped: refused"), run.out());
            Contract observed = Contract.load().with(Overlay.load(overlay));
            assertTrue(observed.lifecycle().row("stopped", "stopStream").isEmpty());
            assertEquals(
                    "observed",
                    observed.lifecycle()
                            .row("pending", "startStream")
                            .orElseThrow()
                            .provenance()
                            .level()
                            .word());
            String[] only = {"--strict", "--only", "end-again-*", "cell-stopped-stop-*", "--overlay", "" + overlay};
            assertEquals(0, verify(mock, only).exitCode());
        }
    }

    @Test
    void a_server_that_keeps_the_contract_is_confirmed_and_changed_in_nothing() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = calibrate(mock.baseUrl(), directory.resolve("mock.yaml"));
            assertEquals(0, run.exitCode(), run.toString());
            assertFalse(run.out().contains("changes ") || run.out().contains("leaves "), run.out());
            assertTrue(run.out().contains("unknown-token-404"), run.out());
        }
    }

    @Test
    void a_server_that_does_not_answer_is_not_observed() throws IOException {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        CommandLineRun run = calibrate("http://127.0.0.1:" + free, directory.resolve("x.yaml"));
        assertEquals(3, run.exitCode(), run.toString());
        assertFalse(Files.exists(directory.resolve("x.yaml")));
    }

    private CommandLineRun calibrate(String url, Path file) {
        return CommandLineRun.of(directory, Map.of(), "calibrate", "--env", url, "--out", file.toString());
    }

    private static String[] strict(String... more) {
        return Stream.concat(STRICT.stream(), Stream.of(more)).toArray(String[]::new);
    }

    private CommandLineRun verify(MockServer mock, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--base-url", mock.baseUrl()));
        arguments.addAll(List.of(more));
        return CommandLineRun.of(directory, Map.of(), arguments.toArray(String[]::new));
    }
}
