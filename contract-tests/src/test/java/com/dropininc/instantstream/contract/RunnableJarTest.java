package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The jar as a user starts it: from an empty directory, without Maven or sources. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(120)
class RunnableJarTest {
    private static final Path JAR = Path.of("target/contract-tests.jar").toAbsolutePath();
    private static final Path LAUNCHER = Path.of("instantstream-contract-tests").toAbsolutePath();

    @TempDir
    Path dir;

    private record Ended(int exitCode, String output) {}

    private Ended start(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString());
        return run(command, arguments);
    }

    private Ended run(List<String> start, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(start);
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(dir.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("INSTANTSTREAM_"));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    @Test
    void pointed_at_the_mock_it_exits_with_0_and_leaves_a_report() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Ended ended = start("verify", "--base-url", mock.baseUrl());
            assertEquals(0, ended.exitCode(), ended.output());
            assertTrue(Files.exists(dir.resolve("contract-report/index.html")), ended.output());
            assertFalse(ended.output().contains("SLF4J"), ended.output());
            assertTrue(ended.output().lines().count() < 40, "the summary fits a screen:\n" + ended.output());
        }
    }

    @Test
    void pointed_at_a_closed_port_it_exits_with_3() throws Exception {
        Ended ended = start("verify", "--base-url", "http://127.0.0.1:1");
        assertEquals(3, ended.exitCode(), ended.output());
    }

    @Test
    void the_launcher_runs_the_same_suite_and_hands_on_its_exit_code() throws Exception {
        Ended listed = run(List.of(LAUNCHER.toString()), "verify", "--list");
        assertEquals(0, listed.exitCode(), listed.output());
        assertEquals(start("verify", "--list").output(), listed.output());
        assertEquals(
                2, run(List.of(LAUNCHER.toString()), "verify", "--env", "moon").exitCode());
    }

    @Test
    void an_unknown_environment_is_2() throws Exception {
        assertEquals(2, start("verify", "--env", "moon").exitCode());
    }

    @Test
    void interrupted_it_ends_what_it_made_writes_its_report_and_exits_with_3() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-jar",
                            JAR.toString(),
                            "verify",
                            "--base-url",
                            mock.baseUrl())
                    .directory(dir.toFile())
                    .redirectErrorStream(true)
                    .start();
            // The first check that is over tells that the run is under way.
            BufferedReader read = process.inputReader(StandardCharsets.UTF_8);
            for (String line = read.readLine(); line != null && !line.contains(", seed "); ) {
                line = read.readLine();
            }
            for (int c = read.read(); c >= 0 && c != '.'; ) {
                c = read.read();
            }
            // A JVM ends alike by TERM and by Ctrl-C, but what a shell has put in the background is deaf to Ctrl-C.
            process.toHandle().destroy();
            String output = read.lines().collect(Collectors.joining("\n"));
            assertEquals(3, process.waitFor(), output);
            String report = Files.readString(dir.resolve("contract-report/report.json"));
            assertTrue(report.contains("the run was interrupted"), output);
            assertTrue(report.contains("\"leftBehind\" : 0"), output);
        }
    }
}
