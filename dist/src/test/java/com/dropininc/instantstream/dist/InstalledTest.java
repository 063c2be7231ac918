package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Tool;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Each way to install the mock, on a machine without Java: it starts, keeps the contract and ends when asked to. */
@Timeout(600)
class InstalledTest {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    @TempDir
    Path home;

    private BareMachine machine;
    private Path kit;

    @BeforeEach
    void unpack() throws Exception {
        machine = new BareMachine(home, "node", "npm", "npx");
        machine.mustHaveNoJava();
        machine.run(home, "tar", "xzf", packed("instantstream-[0-9].*\\.tar\\.gz"))
                .mustBeClean();
        kit = home.resolve("instantstream");
    }

    @AfterEach
    void tidy() throws IOException {
        machine.close();
    }

    @Test
    void the_image_with_its_own_runtime_keeps_the_contract() throws Exception {
        String program = kit.resolve("bin/instantstream").toString();
        try (BareMachine.Started mock = machine.start(home, program, "mock", "--port", "0")) {
            keepsTheContract(mock, "image");
            assertEquals(0, healthCheck(mock).exitCode());
            assertEquals(143, mock.ended());
            assertEquals(1, healthCheck(mock).exitCode());
        }
    }

    @Test
    void the_jar_keeps_the_contract_with_nothing_but_a_java() throws Exception {
        String java = kit.resolve("runtime/bin/java").toString();
        String jar = kit.resolve("lib/instantstream-mock.jar").toString();
        try (BareMachine.Started mock = machine.start(home, java, "-jar", jar, "--port", "0")) {
            keepsTheContract(mock, "jar");
        }
    }

    @Test
    void npx_starts_the_packed_mock_on_the_packed_runtime_and_it_keeps_the_contract() throws Exception {
        Path app = app(packed("instantstream-mock-.*\\.tgz"), packed("instantstream-runtime-.*\\.tgz"));
        try (BareMachine.Started mock = machine.start(app, "npx", "--offline", "instantstream-mock", "--port", "0")) {
            keepsTheContract(mock, "npx");
            mock.ended();
            closes(mock.url());
        }
    }

    @Test
    void a_javascript_test_starts_asks_and_stops_a_mock_of_its_own() throws Exception {
        Path app = app(packed("instantstream-mock-.*\\.tgz"), packed("instantstream-runtime-.*\\.tgz"));
        String script = """
            import assert from 'node:assert/strict';
            import { start } from 'instantstream-mock';
            const mocks = await Promise.all([start(), start({ args: ['--seed', '7'] })]);
            assert.notEqual(mocks[0].url, mocks[1].url);
            for (const mock of mocks) {
              const headers = { apikey: 'demo-viewer-key' };
              const answer = await fetch(mock.url + '/instantstream/get/demo-streaming', { headers });
              assert.equal(answer.status, 200);
              await mock.stop();
              await mock.stop();
              await assert.rejects(fetch(mock.url));
            }
            await assert.rejects(start({ args: ['--nonsense'] }), /did not start: it ended with 2[^]*--nonsense/);
            console.log('forgotten at', (await start()).url);
            """;
        Files.writeString(app.resolve("app.mjs"), script);
        Tool.Outcome outcome = machine.run(app, "node", "app.mjs");
        outcome.mustBeClean();
        closes(outcome.output().replaceAll("(?s).*forgotten at (\\S+).*", "$1"));
    }

    @Test
    void without_java_and_without_the_runtime_npx_says_what_is_missing() throws Exception {
        Path app = app(packed("instantstream-mock-.*\\.tgz"));
        Tool.Outcome outcome = machine.run(app, "npx", "--offline", "instantstream-mock");
        assertEquals(2, outcome.exitCode(), outcome.output());
        assertTrue(outcome.output().contains("instantstream-mock: no Java 17 or later"), outcome.output());
        assertFalse(outcome.output().contains("at Object"), outcome.output());
    }

    private Path app(String... tarballs) throws Exception {
        Path app = Files.createDirectory(home.resolve("app"));
        String[] install = {"npm", "install", "--offline", "--no-audit", "--no-fund", "--ignore-scripts"};
        machine.run(app, Stream.concat(Stream.of(install), Stream.of(tarballs)).toArray(String[]::new))
                .mustBeClean();
        return app;
    }

    private void keepsTheContract(BareMachine.Started mock, String how) throws Exception {
        String program = kit.resolve("bin/instantstream").toString();
        Tool.Outcome verdict = machine.run(home, program, "verify", "--base-url", mock.url());
        verdict.mustBeClean();
        System.out.printf(
                "%s: first screen after %d ms%n%s%n", how, mock.after().toMillis(), verdict.output());
    }

    /** The container's health check, in the words of its definition. */
    private Tool.Outcome healthCheck(BareMachine.Started mock) throws Exception {
        String check = Files.readString(TARGET.resolveSibling("Dockerfile"))
                .lines()
                .filter(line -> line.strip().startsWith("CMD [\"bash\""))
                .map(line -> line.strip().substring("CMD ".length()))
                .findFirst()
                .orElseThrow()
                .replace("127.0.0.1/4010", "127.0.0.1/" + URI.create(mock.url()).getPort());
        return machine.run(home, JsonMapper.shared().readValue(check, String[].class));
    }

    /** That nobody listens there any more, or soon will not: a process ends a moment after it was asked to. */
    private static void closes(String url) {
        URI address = URI.create(url);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                return !socket.isConnected();
            } catch (ConnectException e) {
                return true;
            }
        });
    }

    private static String packed(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow(() -> new AssertionError("mvn -Pdist package has made no " + pattern))
                    .toString();
        }
    }
}
