package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareTest {
    static final Path FOREIGN = Path.of("src/test/resources/overlays/foreign.yaml");

    @TempDir
    private Path directory;

    @Test
    void two_servers_of_one_kind_answer_alike() {
        try (MockServer one = MockServer.start(MockConfig.standard());
                MockServer other = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = compare(one.baseUrl(), other.baseUrl());
            assertEquals(0, run.exitCode(), run.toString());
            assertTrue(run.out().contains("answer alike in 36 steps"), run.out());
            assertEquals(List.of(), alive(one), "the walk ends what it has made");
        }
    }

    @Test
    void a_foreign_server_differs_in_status_shape_and_word_and_nothing_secret_is_told() throws IOException {
        try (MockServer one = MockServer.start(MockConfig.standard());
                MockServer other = MockServer.start(MockConfig.standard().withOverlays(List.of(FOREIGN)))) {
            CommandLineRun run = compare(one.baseUrl(), other.baseUrl());
            assertEquals(1, run.exitCode(), run.toString());
            JsonNode report = JsonMapper.shared().readTree(Files.readString(directory.resolve("compare.json")));
            TreeSet<String> kinds = new TreeSet<>();
            report.path("differences")
                    .forEach(one1 -> kinds.add(one1.path("kind").asString() + " "
                            + one1.path("operation").asString()));
            assertTrue(
                    kinds.containsAll(List.of(
                            "status getStream", "status requestStream", "shape getStream", "word recordStream")),
                    kinds.toString());
            String all = run.out()
                    + Files.readString(directory.resolve("compare.html"))
                    + Files.readString(directory.resolve("compare.md"));
            assertTrue(all.contains("DIFFERENT") && all.contains("| status |"), all);
            Fixtures.load().keys().forEach(key -> assertFalse(all.contains(key.key()), key.toString()));
        }
    }

    @Test
    void a_server_that_does_not_answer_cannot_be_compared() throws IOException {
        int free;
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (MockServer one = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = compare(one.baseUrl(), "http://127.0.0.1:" + free);
            assertEquals(3, run.exitCode(), run.toString());
            assertTrue(run.err().startsWith("not compared: "), run.err());
        }
    }

    @Test
    void a_protected_environment_has_to_be_confirmed() {
        Map<String, String> keys = Map.of("INSTANTSTREAM_APIKEY", "k");
        CommandLineRun run = CommandLineRun.of(
                directory,
                keys,
                "compare",
                "--env",
                "prod",
                "--with",
                "http://127.0.0.1:9",
                "--out",
                directory.toString());
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains("--confirm prod"), run.err());
    }

    private static List<String> alive(MockServer mock) {
        return mock.sandboxes().standard().streams().all().stream()
                .filter(stream -> !stream.token().startsWith("demo-"))
                .filter(stream -> !mock.contract()
                        .lifecycle()
                        .states()
                        .get(stream.status())
                        .terminal())
                .map(stream -> stream.token())
                .toList();
    }

    private CommandLineRun compare(String one, String other) {
        return CommandLineRun.of(
                directory, Map.of(), "compare", "--env", one, "--with", other, "--out", directory.toString());
    }
}
