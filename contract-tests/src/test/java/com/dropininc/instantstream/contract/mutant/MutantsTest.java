package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MutantsTest {
    private MockServer mock;

    @BeforeAll
    void start() {
        mock = MockServer.start(MockConfig.standard());
    }

    @AfterAll
    void stop() {
        mock.close();
    }

    static List<Mutant> mutants() {
        CommandLineRun list = CommandLineRun.of(Path.of("unused"), Map.of(), "verify", "--list");
        Set<String> checks = list.out()
                .lines()
                .map(line -> line.split("\\s+")[0])
                .filter(word -> word.contains("-"))
                .collect(Collectors.toSet());
        return Mutants.oneForEachCheck(checks);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_server_with_one_fault_is_caught_by_the_rule_that_it_breaks(Mutant mutant, @TempDir Path dir)
            throws IOException {
        try (Proxy proxy = new Proxy(mock.baseUrl(), mutant.fault())) {
            CommandLineRun run = CommandLineRun.of(
                    dir, Map.of(), "verify", "--base-url", proxy.url(), "--strict", "--only", mutant.checks());
            assertEquals(1, run.exitCode(), mutant.name() + "\n" + run);
            List<String> rules = run.report().path("findings").findValuesAsString("rule");
            assertTrue(rules.contains(mutant.rule()), mutant.rule() + " is not in " + rules + "\n" + run);
        }
    }

    @Test
    void without_a_fault_the_proxy_is_as_good_as_the_server_behind_it(@TempDir Path dir) throws IOException {
        try (Proxy proxy = new Proxy(mock.baseUrl(), Fault::none)) {
            CommandLineRun run = CommandLineRun.of(dir, Map.of(), "verify", "--base-url", proxy.url(), "--strict");
            assertEquals(0, run.exitCode(), run.toString());
            assertNotEquals(0, run.report().path("calls").asInt());
        }
    }
}
