package com.dropininc.instantstream.contract.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder of reports, and the gate that is asked about them through its command line. */
record Desk(Path dir) {
    /** The report of a run against a healthy target that looked at every operation; made when it is first asked for. */
    private static final class Healthy {
        private static final JsonNode REPORT = report();

        private static JsonNode report() {
            try (MockServer mock = MockServer.start(MockConfig.standard())) {
                CommandLineRun run = CommandLineRun.of(
                        Files.createTempDirectory("staging"),
                        ReportEditor.keys(mock.baseUrl()),
                        "verify",
                        "--env",
                        "staging",
                        "--build",
                        "b1",
                        "--only",
                        "cell-*");
                assertEquals(0, run.exitCode(), run.toString());
                return run.report();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static ReportEditor staging() {
        return new ReportEditor(Healthy.REPORT);
    }

    Path reports() {
        return dir.resolve("reports");
    }

    CommandLineRun gate(String... arguments) {
        List<String> all = new ArrayList<>(
                List.of("gate", reports().toString(), "--out", dir.resolve("d").toString()));
        all.addAll(List.of(arguments));
        CommandLineRun run = CommandLineRun.of(dir.resolve("d"), Map.of(), all.toArray(String[]::new));
        assertFalse(run.toString().contains("\tat "), run.toString());
        return run;
    }

    CommandLineRun gateBy(String policy, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "--policy", Files.writeString(dir.resolve("gate.yaml"), policy).toString()));
        all.addAll(List.of(arguments));
        return gate(all.toArray(String[]::new));
    }

    JsonNode decision() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(dir.resolve("d/decision.json")));
    }

    static void says(int exitCode, String firstLine, CommandLineRun run) {
        assertEquals(exitCode, run.exitCode(), run.toString());
        String first = run.out().lines().findFirst().orElse("");
        assertTrue(first.startsWith(firstLine), run.toString());
    }
}
