package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.mock.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A mock in a process of its own, which can be killed. */
final class MockProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)");

    private final Process process;
    private final Path output;
    private final String baseUrl;

    private MockProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        // A test that fails does not get round to it.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        this.baseUrl = Awaitility.await().atMost(Duration.ofSeconds(90)).until(this::address, url -> !url.isEmpty());
    }

    /** Starts a mock with these options, on a free port, and waits until it answers. */
    static MockProcess start(Path scratch, String... options) throws IOException {
        Path output = Files.createTempFile(scratch, "mock", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--port",
                "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new MockProcess(process, output);
    }

    private String address() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the mock ended: " + said());
        }
        Matcher found = ADDRESS.matcher(said());
        return found.find() ? found.group() : "";
    }

    /** What it has written. */
    String said() throws IOException {
        return Files.readString(output);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
