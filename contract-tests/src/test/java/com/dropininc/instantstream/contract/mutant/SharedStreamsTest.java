package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checks of a protected environment hand on their streams: far fewer are made, and no less is found. */
class SharedStreamsTest {
    private static final Set<String> FAULTS =
            Set.of("refused-stop-cancels", "bad-key-still-stops", "stop-allowed-while-pending");

    @TempDir
    Path dir;

    private CommandLineRun prod(String url) {
        return CommandLineRun.of(
                dir.resolve("report"),
                Map.of(
                        "INSTANTSTREAM_PROD_BASE_URL", url,
                        "INSTANTSTREAM_PROD_REQUESTS_PER_SECOND", "1000",
                        "INSTANTSTREAM_LEFTOVERS", dir.resolve("left").toString(),
                        "INSTANTSTREAM_APIKEY", "demo-viewer-key",
                        "INSTANTSTREAM_OPERATOR_APIKEY", "demo-operator-key"),
                "verify",
                "--env",
                "prod",
                "--confirm",
                "prod",
                "--only",
                "cell-pending-*",
                "keys-stop-*");
    }

    @Test
    void few_streams_are_made_and_none_is_left() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = prod(mock.baseUrl());
            assertEquals(0, run.exitCode(), run.toString());
            List<String> made = mock.sandboxes().standard().streams().all().stream()
                    .filter(stream -> !stream.token().startsWith("demo-"))
                    .filter(stream -> mock.contract()
                            .lifecycle()
                            .states()
                            .get(stream.status())
                            .terminal())
                    .map(stream -> stream.token())
                    .toList();
            assertTrue(made.size() >= 4 && made.size() <= 16, made.size() + " streams made");
            assertTrue(run.out().contains(", " + made.size() + " of which make a stream"), run.out());
        }
    }

    static Stream<Mutant> faults() {
        return Mutants.byGroup().values().stream()
                .flatMap(List::stream)
                .filter(mutant -> FAULTS.contains(mutant.name()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_found_and_laid_at_the_right_door(Mutant mutant) throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard());
                Proxy proxy = new Proxy(mock.baseUrl(), mutant.fault())) {
            CommandLineRun run = prod(proxy.url());
            List<String> rules = StreamSupport.stream(
                            run.report().path("findings").spliterator(), false)
                    .map(finding -> finding.path("rule").asString())
                    .toList();
            assertTrue(rules.contains(mutant.rule()), mutant.rule() + " is not in " + rules + "\n" + run);
            assertEquals(0, run.report().path("checks").path("flaky").asInt(), run.toString());
        }
    }
}
