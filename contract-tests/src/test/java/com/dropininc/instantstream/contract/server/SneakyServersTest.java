package com.dropininc.instantstream.contract.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that break a documented rule and try to be let through: each fails, and passes without its fault. */
class SneakyServersTest {
    static List<SneakyServer> servers() {
        return SneakyServers.sample();
    }

    @Test
    void there_are_thirty_and_each_breaks_a_rule_of_the_spec() {
        List<SneakyServer> all = SneakyServers.all();
        Set<String> names = all.stream().map(SneakyServer::name).collect(Collectors.toSet());
        assertEquals(all.size(), names.size());
        assertTrue(all.size() >= 30, all.size() + " servers");
        Set<String> rules =
                Contract.load().rules().values().stream().map(Rule::id).collect(Collectors.toSet());
        all.forEach(server -> assertTrue(rules.contains(server.rule()), server.rule() + " of " + server));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void a_caller_sees_the_rule_broken_and_without_the_fault_kept(SneakyServer sneaky)
            throws IOException, InterruptedException {
        try (IndependentServer server =
                new IndependentServer(Habits.plain(), sneaky.fault().get())) {
            assertTrue(sneaky.breach().seen(new Client(server.url())), sneaky.rule());
        }
        try (IndependentServer server = new IndependentServer(Habits.plain(), Fault::none)) {
            assertFalse(sneaky.breach().seen(new Client(server.url())), sneaky.rule());
        }
    }

    @Test
    void each_fails_for_its_rule_and_passes_without_its_fault(@TempDir Path dir) throws Exception {
        Verdicts verdicts = Verdicts.of(servers(), SneakyServer::name, sneaky -> {
            try (IndependentServer server =
                    new IndependentServer(Habits.plain(), sneaky.fault().get())) {
                return Verdicts.judged(server, dir.resolve(sneaky.name()));
            }
        });
        verdicts.write("sneaky");
        List<String> wrong = servers().stream()
                .flatMap(sneaky -> verdicts.of(sneaky.name()).notCaught(sneaky.rule(), sneaky.rare()).stream())
                .toList();
        assertEquals(List.of(), wrong);
        try (IndependentServer server = new IndependentServer(Habits.plain(), Fault::none)) {
            Verdicts.Judged without = Verdicts.judged(server, dir.resolve("without"));
            assertEquals(0, without.exitCode(), without.all());
        }
    }
}
