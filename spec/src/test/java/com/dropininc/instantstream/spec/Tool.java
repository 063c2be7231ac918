package com.dropininc.instantstream.spec;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program of the machine that a test drives. Where it is missing the test is aborted, and on a CI machine it fails:
 * what could not run there must not look green.
 */
public final class Tool {
    private static final long MINUTES = 5;

    private Tool() {}

    /** What a program wrote, and how it ended. */
    public record Outcome(int exitCode, String output) {
        public void mustBeClean() {
            Assertions.assertEquals(0, exitCode, output);
        }
    }

    /** The program's file; where there is none the test ends here, with {@code advice} on how to get it. */
    public static Path need(String program, String advice) {
        Optional<Path> found = find(program);
        String message = program + " is not on the PATH: " + advice;
        if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
            Assertions.fail(message);
        }
        Assumptions.assumeTrue(found.isPresent(), message);
        return found.orElseThrow();
    }

    /** Runs npm in a directory with a package.json, after {@code npm ci} where the locked packages are not installed. */
    public static Outcome npm(Path directory, String... arguments) throws IOException, InterruptedException {
        Path npm = need("npm", "install Node.js 20.19 or later with npm (Debian: apt-get install nodejs npm)");
        install(directory, npm);
        return run(directory, npm, arguments);
    }

    /** Runs a program to its end, its standard error among its output. */
    public static Outcome run(Path directory, Path program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("tool", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            String written = String.join(" ", command) + System.lineSeparator() + Files.readString(output);
            Assertions.assertTrue(ended, () -> "not done after " + MINUTES + " minutes: " + written);
            return new Outcome(process.exitValue(), written);
        } finally {
            Files.delete(output);
        }
    }

    // Test classes that run at the same time install once.
    private static synchronized void install(Path directory, Path npm) throws IOException, InterruptedException {
        if (!installed(directory)) {
            run(directory, npm, "ci").mustBeClean();
        }
    }

    // npm writes its own copy of the lock when it is done, so a half-finished or outdated installation is seen.
    private static boolean installed(Path directory) throws IOException {
        Path done = directory.resolve("node_modules/.package-lock.json");
        Path lock = directory.resolve("package-lock.json");
        return Files.exists(done) && Files.getLastModifiedTime(done).compareTo(Files.getLastModifiedTime(lock)) >= 0;
    }

    /** The program's file, where the machine has one. */
    public static Optional<Path> find(String program) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(directory -> Stream.of(Path.of(directory, program), Path.of(directory, program + ".cmd")))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
