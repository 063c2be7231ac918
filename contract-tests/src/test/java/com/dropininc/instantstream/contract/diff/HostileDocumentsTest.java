package com.dropininc.instantstream.contract.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are made to hurt their reader, or that can be read in two ways. */
class HostileDocumentsTest {
    private static final String HEAD = "openapi: 3.1.0\npaths:\n  /a: {get: {responses: {'200': {content: {a/json:"
            + " {schema: {$ref: '#/components/schemas/S0'}}}}}}}\n";

    @TempDir
    private Path directory;

    private record Hostile(String what, String yaml, String why) {}

    private static List<Hostile> documents() {
        return List.of(
                new Hostile("a billion laughs", laughs(), "50000 values"),
                new Hostile("an alias to what is around it", HEAD + "x: &x {a: *x}", "inside the value"),
                new Hostile("a merge of what is around it", HEAD + "x: &x {a: {<<: *x}}", "inside the value"),
                new Hostile("a tag", HEAD + "x: !!binary aGk=", "a tag"),
                new Hostile("a key twice", HEAD + "x: {a: 1, a: 2}", "twice"),
                new Hostile("a second document", HEAD + "---\na: 1", "second document"),
                new Hostile("nesting without end", HEAD + "x: " + "[".repeat(100_000), "500"),
                new Hostile("a reference to itself", HEAD + schemas("S0: {$ref: '#/components/schemas/S0'}"), "itself"),
                new Hostile(
                        "parts of each other",
                        HEAD + schemas("S0: {allOf: [{$ref: '#/components/schemas/S0'}]}"),
                        "itself"),
                new Hostile("a reference to nothing", HEAD + schemas("S1: {}"), "leads nowhere"),
                new Hostile(
                        "a reference into the network",
                        HEAD + schemas("S0: {$ref: 'https://127.0.0.1/x'}"),
                        "isn't read"),
                new Hostile(
                        "a reference to a missing file",
                        HEAD + schemas("S0: {$ref: 'none.yaml#/a'}"),
                        "cannot be read"),
                new Hostile("alternatives without end", HEAD + schemas(doubled("anyOf", 12)), "alternatives"),
                new Hostile("a chain of a thousand schemas", HEAD + schemas(chain(1000)), "deep"),
                new Hostile("OpenAPI 3.0", "openapi: 3.0.3\npaths: {/a: {}}", "convert"),
                new Hostile("no mapping", "[1, 2]", "no YAML mapping"));
    }

    private static String schemas(String some) {
        return "components:\n  schemas:\n    " + some + "\n";
    }

    private static String laughs() {
        return HEAD
                + "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
                + IntStream.range(1, 12)
                        .mapToObj(i -> "a%d: &a%d [%s]\n"
                                .formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)))
                        .reduce("", String::concat);
    }

    private static String doubled(String keyword, int depth) {
        return IntStream.range(0, depth)
                        .mapToObj(i ->
                                "S%d: {%s: [{maxLength: %d, $ref: '#/components/schemas/S%d'}, {pattern: a%d, $ref: '#/components/schemas/S%d'}]}\n    "
                                        .formatted(i, keyword, i, i + 1, i, i + 1))
                        .reduce("", String::concat)
                + "S" + depth + ": {type: string}";
    }

    private static String chain(int length) {
        return IntStream.range(0, length)
                        .mapToObj(i ->
                                "S%d: {properties: {n: {$ref: '#/components/schemas/S%d'}}}\n    ".formatted(i, i + 1))
                        .reduce("", String::concat)
                + "S" + length + ": {type: string}";
    }

    @TestFactory
    Stream<DynamicTest> each_is_refused_at_once_with_exit_2_and_one_sentence() {
        return documents().stream()
                .map(one -> DynamicTest.dynamicTest(one.what(), () -> {
                    Path file = Files.writeString(directory.resolve("hostile.yaml"), one.yaml());
                    CommandLineRun run = atOnce(file);
                    assertEquals(2, run.exitCode(), run.toString());
                    assertTrue(run.err().contains(one.why()), run.toString());
                }));
    }

    @Test
    void a_file_of_100_MB_is_refused_before_it_is_read() throws IOException {
        Path file = directory.resolve("large.yaml");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(100_000_000);
        }
        assertEquals(2, atOnce(file).exitCode());
    }

    @Test
    void a_schema_that_holds_itself_is_compared_to_its_end() throws IOException {
        String tree = HEAD + schemas("S0: {properties: {next: {$ref: '#/components/schemas/S0'}, v: {type: string}}}");
        Path old = Files.writeString(directory.resolve("old.yaml"), tree);
        Path now = Files.writeString(directory.resolve("new.yaml"), tree.replace("type: string", "type: integer"));
        assertEquals(0, diff(old, old).exitCode());
        assertEquals(1, diff(old, now).exitCode());
    }

    @Test
    void no_spoilt_byte_makes_it_fail_in_another_way() throws IOException {
        byte[] right = Files.readAllBytes(Path.of("src/test/resources/diff/base.yaml"));
        Path old = Files.write(directory.resolve("right.yaml"), right);
        Random random = new Random(25);
        for (int i = 0; i < 60; i++) {
            byte[] wrong = right.clone();
            for (int j = 0; j < 3; j++) {
                wrong[random.nextInt(wrong.length)] = (byte) random.nextInt(256);
            }
            CommandLineRun run = diff(old, Files.write(directory.resolve("wrong.yaml"), wrong));
            assertTrue(run.exitCode() <= 2, run.toString());
        }
    }

    private CommandLineRun atOnce(Path file) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> diff(file, file));
    }

    private CommandLineRun diff(Path old, Path now) {
        return CommandLineRun.of(directory, Map.of(), "diff", old.toString(), now.toString());
    }
}
