package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The same server found out again is found out by the same identities, whatever values a run makes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdentityTest {
    private static final List<String> CHECKS = List.of("unknown-path-*", "wrong-method-*", "empty-segment-*");

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

    private CommandLineRun verify(Fault fault, int seed) throws IOException {
        try (Proxy proxy = new Proxy(mock.baseUrl(), fault)) {
            List<String> arguments = new ArrayList<>(List.of("verify", "--base-url", proxy.url()));
            arguments.addAll(List.of("--seed", String.valueOf(seed)));
            CHECKS.forEach(check -> arguments.addAll(List.of("--only", check)));
            return CommandLineRun.of(dir, Map.of(), arguments.toArray(String[]::new));
        }
    }

    /** Answers another status for unknown paths, and an answer of its own to each. */
    private static Reply gone(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        Reply reply = server.send(ask);
        boolean route = reply.status() == 404 && reply.json().toString().contains("E_ROUTE");
        return route ? reply.status(System.nanoTime() % 2 == 0 ? 410 : 400) : reply;
    }

    @Test
    void a_finding_at_a_path_with_a_random_token_is_the_same_the_second_time() throws IOException {
        CommandLineRun run = verify(IdentityTest::gone, 1);
        assertTrue(run.report().path("flaky").isEmpty(), run.toString());
        assertEquals(0, run.exitCode(), run.toString());
    }

    @Test
    void two_runs_with_other_values_have_the_same_identities() throws IOException {
        Fault fault = (ask, server) -> {
            Reply reply = server.send(ask);
            boolean route = reply.status() == 404 && reply.json().toString().contains("E_ROUTE");
            return route ? Reply.of(200, "{\"page\":\"" + ask.path() + "\"}") : reply.without("Allow");
        };
        Set<String> first = identities(verify(fault, 1));
        Set<String> second = identities(verify(fault, 2));
        assertFalse(first.isEmpty());
        assertEquals(first, second);
    }

    private static Set<String> identities(CommandLineRun run) throws IOException {
        Set<String> identities = new TreeSet<>();
        for (JsonNode finding : run.report().path("findings")) {
            finding.path("identities").forEach(identity -> identities.add(identity.asString()));
        }
        return identities;
    }
}
