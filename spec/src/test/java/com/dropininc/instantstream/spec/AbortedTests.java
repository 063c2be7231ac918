package com.dropininc.instantstream.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes one line for each test class of which something was aborted: how many tests, and why. The file of a class is in
 * {@code target/aborted-tests} of its module until the class runs again; the build prints all of them at its end.
 */
public final class AbortedTests implements TestExecutionListener {
    private static final Path DIRECTORY = Path.of("target", "aborted-tests");

    private final Map<String, Aborted> classes = new ConcurrentHashMap<>();
    private volatile TestPlan plan;

    private record Aborted(long tests, String reason) {
        Aborted and(Aborted more) {
            return new Aborted(tests + more.tests, reason);
        }
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        if (test.getSource().orElse(null) instanceof ClassSource source) {
            try {
                Files.deleteIfExists(fileOf(source.getClassName()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() != TestExecutionResult.Status.ABORTED) {
            return;
        }
        long tests = Math.max(
                1,
                plan.getDescendants(test).stream()
                        .filter(TestIdentifier::isTest)
                        .count());
        String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
        classes.merge(classOf(test), new Aborted(tests, reason.strip().replaceAll("\\s*\\R\\s*", " ")), Aborted::and);
    }

    private static String classOf(TestIdentifier test) {
        Object source = test.getSource().orElse(null);
        return source instanceof ClassSource type
                ? type.getClassName()
                : source instanceof MethodSource method ? method.getClassName() : test.getDisplayName();
    }

    private static Path fileOf(String className) {
        return DIRECTORY.resolve(className + ".txt");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        new TreeMap<>(classes).forEach((className, aborted) -> {
            String line = "ABORTED " + className + ": tests: " + aborted.tests() + ", because "
                    + aborted.reason().replaceFirst("^Assumption failed: ", "");
            System.out.println(line);
            try {
                Files.createDirectories(DIRECTORY);
                Files.writeString(fileOf(className), line + System.lineSeparator());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
