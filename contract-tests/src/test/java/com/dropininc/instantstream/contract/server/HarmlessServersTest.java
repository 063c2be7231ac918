package com.dropininc.instantstream.contract.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.mutant.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that keep the docs in their own way: each does what its name says, and none is blocked for it. */
class HarmlessServersTest {
    static List<HarmlessServer> servers() {
        return HarmlessServers.sample();
    }

    @Test
    void there_are_a_hundred_each_with_a_name_and_a_reason() {
        List<HarmlessServer> all = HarmlessServers.all();
        Set<String> names = all.stream().map(HarmlessServer::name).collect(Collectors.toSet());
        assertEquals(all.size(), names.size());
        assertTrue(all.size() >= 100, all.size() + " servers");
        assertTrue(all.stream().noneMatch(server -> server.why().isBlank()));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void it_keeps_the_documented_rules_and_shows_its_habit(HarmlessServer harmless)
            throws IOException, InterruptedException {
        List<String> usual;
        try (IndependentServer plain = new IndependentServer(Habits.plain(), Fault::none)) {
            usual = Tour.of(new Client(plain.url()));
        }
        try (IndependentServer server = start(harmless)) {
            assertEquals(List.of(), DocumentedRules.brokenBy(new Client(server.url())), harmless.why());
        }
        try (IndependentServer server = start(harmless)) {
            assertNotEquals(usual, Tour.of(new Client(server.url())));
        }
    }

    private static IndependentServer start(HarmlessServer harmless) throws IOException {
        return new IndependentServer(harmless.habits(), harmless.way().get());
    }

    @Test
    void none_is_blocked(@TempDir Path dir) throws Exception {
        Verdicts verdicts = Verdicts.of(servers(), HarmlessServer::name, server -> {
            try (IndependentServer running = start(server)) {
                return Verdicts.judged(running, dir.resolve(server.name()));
            }
        });
        verdicts.write("harmless");
        List<String> wrong = servers().stream()
                .flatMap(server -> verdicts.of(server.name()).notHarmless(server.weather()).stream())
                .toList();
        assertEquals(List.of(), wrong);
    }
}
