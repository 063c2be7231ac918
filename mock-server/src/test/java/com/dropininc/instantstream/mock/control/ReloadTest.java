package com.dropininc.instantstream.mock.control;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.spec.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    private static final String CANCELS = """
            description: The viewer cancels.
            steps:
              - {after: PT1S, as: viewer, call: cancelStream}
            """;

    @TempDir
    Path dir;

    private static void whenRead(AdminClient admin, String problem) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.health().at("/files/0/problem").asString("").contains(problem));
    }

    private static void untilWell(AdminClient admin) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> admin.health().at("/files/0/problem").isMissingNode());
    }

    @Test
    void a_scenario_is_read_anew_and_a_broken_one_is_told_with_its_line_and_stays_as_it_was() throws IOException {
        Files.writeString(dir.resolve("mine.yaml"), CANCELS);
        MockConfig config = MockConfig.standard().withShelf(new Shelf(Optional.empty(), Optional.of(dir)));
        try (MockServer mock = MockServer.start(config)) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            try (MockSandbox sandbox = admin.openSandbox("scenarios")) {
                sandbox.freeze();
                Files.writeString(dir.resolve("mine.yaml"), CANCELS.replace("cancelStream", "cancelStreams"));
                whenRead(admin, dir.resolve("mine.yaml") + "/steps/0/call (line 3)");
                assertEquals("cancelled", played(sandbox, "mine"));
                Files.writeString(dir.resolve("other.yaml"), CANCELS);
                await().until(() ->
                        admin.send("GET", "/scenarios", null).toString().contains("\"other\""));
                Files.writeString(dir.resolve("mine.yaml"), CANCELS + "  - [not: yaml");
                whenRead(admin, "mine.yaml is no valid YAML");
                assertTrue(admin.health().at("/files/0/problem").asString().matches(".*\\(line [45]\\)"));
                Files.writeString(
                        dir.resolve("mine.yaml"), CANCELS + "  - {after: PT1S, as: viewer, call: cancelStream}\n");
                untilWell(admin);
                assertEquals("cancelled", played(sandbox, "mine"));
                assertEquals(2, sandbox.runs().get(1).path("steps").asInt());
            }
        }
    }

    private static String played(MockSandbox sandbox, String scenario) {
        String token = sandbox.play(scenario).path("token").asString();
        sandbox.advance(Duration.ofMinutes(1));
        return Http.status(sandbox, token);
    }

    @Test
    void a_scenario_that_is_broken_from_the_start_keeps_the_mock_from_starting() throws IOException {
        Files.writeString(dir.resolve("mine.yaml"), CANCELS.replace("PT1S", "soon"));
        MockConfig config = MockConfig.standard().withShelf(new Shelf(Optional.empty(), Optional.of(dir)));
        String message = assertThrows(FixtureException.class, () -> MockServer.start(config))
                .getMessage();
        assertTrue(message.contains("line 3") && message.contains("PT5S"), message);
    }

    @Test
    void a_stream_of_the_fixtures_that_nobody_asks_for_keeps_the_mock_from_starting() throws IOException {
        Files.createDirectory(dir.resolve("worlds"));
        String streams = resource("/com/dropininc/instantstream/fixtures/worlds/demo.yaml");
        Files.writeString(dir.resolve("worlds/demo.yaml"), streams.replace("phone: '+12025550101', ", ""));
        MockConfig config = MockConfig.standard().withShelf(new Shelf(Optional.of(dir), Optional.empty()));
        String message = assertThrows(FixtureException.class, () -> MockServer.start(config))
                .getMessage();
        assertTrue(message.contains("demo-pending is requested without phone"), message);
    }

    @Test
    void new_keys_open_and_old_ones_do_not_when_the_fixtures_change() throws IOException {
        String keys = resource("/com/dropininc/instantstream/fixtures/keys.yaml");
        Files.writeString(dir.resolve("keys.yaml"), keys);
        MockConfig config = MockConfig.standard().withShelf(new Shelf(Optional.of(dir), Optional.empty()));
        try (MockServer mock = MockServer.start(config)) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            MockSandbox old = admin.defaultSandbox();
            String token = Http.request(old);
            Files.writeString(dir.resolve("keys.yaml"), keys.replace("kind: viewer, account", "kind: viever, account"));
            whenRead(admin, "'viewer'");
            assertEquals(200, Http.viewer(old, "getStream", token, "").statusCode());
            Files.writeString(dir.resolve("keys.yaml"), keys.replace("demo-viewer-key", "another-key"));
            untilWell(admin);
            assertEquals(401, Http.viewer(old, "getStream", token, "").statusCode());
            assertEquals(
                    200,
                    Http.viewer(admin.defaultSandbox(), "getStream", token, "").statusCode());
        }
    }

    @Test
    void a_limit_of_the_spec_counts_from_when_its_file_says_so_and_streams_live_on() throws IOException {
        Path file = dir.resolve("openapi.yaml");
        String spec = resource("/com/dropininc/instantstream/spec/openapi.yaml");
        Files.writeString(file, spec);
        try (MockServer mock = MockServer.start(MockConfig.standard().withSpec(file))) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            try (MockSandbox sandbox = admin.openSandbox("spec")) {
                sandbox.freeze();
                String token = Http.request(sandbox);
                Files.writeString(file, spec.replace("on: pingStream", "on: pingStreams"));
                whenRead(admin, file + " (line ");
                sandbox.advance(Duration.ofMinutes(5));
                assertEquals("pending", Http.status(sandbox, token));
                Files.writeString(file, spec.replace("seconds: 900", "seconds: 120"));
                untilWell(admin);
                assertEquals("expired", Http.status(sandbox, token));
            }
        }
    }

    @Test
    void a_mock_without_files_of_the_user_has_none_to_tell_of() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            assertTrue(AdminClient.at(mock.baseUrl()).health().path("files").isMissingNode());
            assertThrows(
                    AdminException.class, () -> AdminClient.at(mock.baseUrl()).send("GET", "/nowhere", null));
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Objects.requireNonNull(Contract.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
