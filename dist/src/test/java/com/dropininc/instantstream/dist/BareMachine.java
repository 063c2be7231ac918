package com.dropininc.instantstream.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.spec.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** This machine as one with nothing on it: a PATH of a few basic programs, none of them java, and an empty home. */
final class BareMachine implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("listens on (http\\S+)");
    private static final List<String> BASIC = List.of(
            "sh",
            "bash",
            "env",
            "dirname",
            "basename",
            "readlink",
            "sed",
            "stat",
            "cksum",
            "tr",
            "find",
            "nice",
            "mkdir",
            "mv",
            "rm",
            "cat",
            "head",
            "grep",
            "tar",
            "gzip",
            "uname");

    private final Path home;
    private final Path bin;

    BareMachine(Path home, String... more) throws IOException {
        this.home = home;
        this.bin = Files.createDirectory(home.resolve("bin"));
        for (String program : Stream.concat(BASIC.stream(), Stream.of(more)).toList()) {
            Files.createSymbolicLink(bin.resolve(program), Tool.need(program, "install it"));
        }
    }

    /** Takes the links away, or the clean-up of the directory would warn of each. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> links = Files.list(bin)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    /** A program that has been started; {@code url} is where it listens. */
    record Started(Process process, String url, Duration after) implements AutoCloseable {
        /** Asks it to end, as a terminal or a container does. */
        int ended() throws InterruptedException {
            process.destroy();
            assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it does not end");
            return process.exitValue();
        }

        @Override
        public void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Runs a command to its end. */
    Tool.Outcome run(Path directory, String... command) throws Exception {
        Path output = Files.createTempFile("bare", ".log");
        Process process =
                builder(directory, command).redirectOutput(output.toFile()).start();
        assertTrue(process.waitFor(4, TimeUnit.MINUTES), () -> "not done: " + String.join(" ", command));
        return new Tool.Outcome(process.exitValue(), Files.readString(output));
    }

    /** Starts a mock and waits until it says where it listens. */
    Started start(Path directory, String... command) throws Exception {
        long begun = System.nanoTime();
        Process process = builder(directory, command).start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        List<String> seen = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.add(line);
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return new Started(process, ready.group(1), Duration.ofNanos(System.nanoTime() - begun));
            }
        }
        throw new AssertionError("it did not start: " + String.join("\n", seen));
    }

    /** That no Java is to be found here, but by those that bring their own. */
    void mustHaveNoJava() throws Exception {
        assertEquals(127, run(home, "sh", "-c", "java -version").exitCode());
    }

    private ProcessBuilder builder(Path directory, String... command) {
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(Stream.of("env", "-i", "HOME=" + home, "PATH=" + bin), Stream.of(command))
                                .collect(Collectors.toList()))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", bin.toString());
        return builder;
    }
}
