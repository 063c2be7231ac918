package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Cries wolf at nothing: many runs in a row on the healthy mock, each with another seed, many calls at once and one after
 * the other in turns. Takes minutes, so it runs with {@code -Pseeds} only; {@code -Dseeds.runs=N} makes fewer.
 */
class Seeds {
    private static final int RUNS = Integer.getInteger("seeds.runs", 30);
    private static final Map<String, String> KEYS = Map.of(
            "INSTANTSTREAM_APIKEY", "demo-viewer-key",
            "INSTANTSTREAM_DEALER_APIKEY", "demo-dealer-key",
            "INSTANTSTREAM_OPERATOR_APIKEY", "demo-operator-key");

    @Test
    void whatever_the_seed_a_healthy_server_is_green_and_steady(@TempDir Path dir) throws IOException {
        List<String> otherwise = new ArrayList<>();
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            for (int seed = 1; seed <= RUNS; seed++) {
                int atOnce = seed % 2 == 0 ? 1 : 8;
                CommandLineRun run = run(dir.resolve("run" + seed), mock.baseUrl(), atOnce, seed);
                JsonNode report = run.report();
                String line = "seed " + seed + ", up to " + atOnce + " at once: exit " + run.exitCode() + ", "
                        + report.path("findings").size() + " findings, "
                        + report.path("checks").path("flaky").asInt() + " flaky, "
                        + report.path("calls").asInt() + " calls in "
                        + report.path("tookMillis").asInt() + " ms";
                System.out.println(line);
                assertTrue(report.path("executed").asInt() > 200, run.toString());
                boolean green = run.exitCode() == 0
                        && report.path("findings").isEmpty()
                        && report.path("checks").path("flaky").asInt() == 0;
                if (!green) {
                    otherwise.add(line + "\n" + run);
                }
            }
        }
        assertEquals(List.of(), otherwise);
    }

    private static CommandLineRun run(Path dir, String url, int atOnce, int seed) throws IOException {
        Path profile =
                Files.writeString(Files.createDirectories(dir).resolve("healthy.yaml"), """
                environments:
                  healthy:
                    baseUrl: %s
                    keys:
                      viewer: INSTANTSTREAM_APIKEY
                      dealer: INSTANTSTREAM_DEALER_APIKEY
                      operator: INSTANTSTREAM_OPERATOR_APIKEY
                    protected: false
                    answerMillis: 8000
                    concurrency: %d
                identity: {phone: '+1{area}55501{line}', emailDomain: example.com}
                """.formatted(url, atOnce));
        return CommandLineRun.of(
                dir,
                KEYS,
                "verify",
                "--env",
                "healthy",
                "--config",
                profile.toString(),
                "--strict",
                "--seed",
                String.valueOf(seed));
    }
}
