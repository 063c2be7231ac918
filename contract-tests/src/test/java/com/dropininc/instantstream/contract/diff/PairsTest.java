package com.dropininc.instantstream.contract.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pairs of small documents of which it is known whether the one breaks clients of the other. */
class PairsTest {
    private static final Path RESOURCES = Path.of("src/test/resources/diff");
    private static final String BASE = """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths: {/things: {post: {operationId: make, responses: {}}}}
            components:
              schemas:
                Cat: {type: object, $dynamicAnchor: cat, required: [meow], properties: {meow: {type: string}}}
                Dog: {type: object, required: [bark], properties: {bark: {type: integer}}}
                Cow: {type: object, required: [moo], properties: {moo: {type: boolean}}}
                Name: {type: string, maxLength: 9}
                Id: {type: string, readOnly: true}
            """;

    @TempDir
    private Path directory;

    /** What is laid over the base, the exit codes there and back, and why the second judge may say otherwise. */
    record Sample(String what, JsonNode old, JsonNode now, int there, int back, String peer) {}

    @TestFactory
    Stream<DynamicTest> pairs_made_from_bug_reports_of_other_tools_are_judged_right() throws IOException {
        Path pairs = RESOURCES.resolve("handed-over");
        return list(pairs.resolve("exits.yaml"))
                .map(row -> DynamicTest.dynamicTest(row.path("pair").asString() + ": " + row.path("why"), () -> {
                    Path pair = pairs.resolve(row.path("pair").asString());
                    CommandLineRun run = diff(pair.resolve("old.yaml"), pair.resolve("new.yaml"));
                    assertTrue(
                            row.path("exits").valueStream().anyMatch(exit -> exit.asInt() == run.exitCode()),
                            run.toString());
                }));
    }

    @TestFactory
    Stream<DynamicTest> pairs_of_our_own_are_judged_right_there_and_back() throws IOException {
        return samples().stream()
                .map(one -> DynamicTest.dynamicTest(one.what(), () -> {
                    Path old = write("old", one.old());
                    Path now = write("new", one.now());
                    CommandLineRun there = diff(old, now);
                    assertEquals(one.there(), there.exitCode(), there.toString());
                    CommandLineRun back = diff(now, old);
                    assertEquals(one.back(), back.exitCode(), "back: " + back);
                }));
    }

    @Test
    void nine_of_ten_pairs_are_really_compared() throws IOException {
        List<String> not = new ArrayList<>();
        List<Sample> samples = samples();
        for (Sample one : samples) {
            SpecDiff diff = SpecDiff.between(version(one.old()), version(one.now()));
            if (!diff.of(Impact.NOT_COMPARED).isEmpty()) {
                not.add(one.what());
            }
        }
        assertTrue(samples.size() >= 60 && not.size() * 10 <= samples.size(), not::toString);
    }

    static List<Sample> samples() throws IOException {
        return list(RESOURCES.resolve("pairs.yaml"))
                .map(row -> new Sample(
                        row.path("what").asString(),
                        document(row, 0),
                        document(row, 1),
                        row.path("exits").path(0).asInt(),
                        row.path("exits").path(1).asInt(),
                        row.path("peer").asString("")))
                .toList();
    }

    private static Stream<JsonNode> list(Path file) throws IOException {
        // The reader takes mappings only.
        String text = "rows:\n" + Files.readString(file);
        return YamlDocument.parse(text, file.toString()).root().path("rows").valueStream();
    }

    private static SpecVersion version(JsonNode document) {
        return SpecVersion.of("x", document, java.util.Optional.empty());
    }

    private static JsonNode document(JsonNode row, int side) {
        ObjectNode root = (ObjectNode) YamlDocument.parse(BASE, "base").root();
        if (row.has("document")) {
            lay(root, row.path("document").path(side));
            return root;
        }
        ObjectNode operation = (ObjectNode) root.at("/paths/~1things/post");
        lay(operation, row.path("operation").path(side));
        if (row.has("request")) {
            operation
                    .putObject("requestBody")
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", row.path("request").path(side));
        }
        if (row.has("response")) {
            operation
                    .putObject("responses")
                    .putObject("200")
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", row.path("response").path(side));
        }
        return root;
    }

    private static void lay(ObjectNode base, JsonNode over) {
        over.properties().forEach(entry -> {
            if (base.path(entry.getKey()).isObject() && entry.getKey().equals("components")) {
                lay((ObjectNode) base.get(entry.getKey()), entry.getValue());
            } else {
                base.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private Path write(String name, JsonNode document) throws IOException {
        return Files.writeString(
                Files.createDirectories(directory.resolve(name)).resolve("openapi.json"), document.toString());
    }

    private CommandLineRun diff(Path old, Path now) {
        return CommandLineRun.of(directory, Map.of(), "diff", old.toString(), now.toString());
    }
}
