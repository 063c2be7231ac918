package com.dropininc.instantstream.contract.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.spec.Tool;
import com.dropininc.instantstream.spec.YamlDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class SpecDiffTest {
    private static final Path RESOURCES = Path.of("src/test/resources/diff");
    private static final Path SPEC = Path.of("../spec");
    private static final Path HISTORY = SPEC.resolve("history");

    private static final Map<String, JsonNode> PARSED = new ConcurrentHashMap<>();

    @TempDir
    private Path directory;

    private record Case(String old, String now, List<String> there, List<String> back, String peer) {}

    @TestFactory
    Stream<DynamicTest> every_small_change_has_its_meaning_there_and_back() throws IOException {
        return cases().stream()
                .map(one -> DynamicTest.dynamicTest(one.there() + " " + one.back() + " " + changed(one), () -> {
                    assertEquals(one.there(), kinds(one.old(), one.now()), one.now());
                    assertEquals(one.back(), kinds(one.now(), one.old()), "back");
                }));
    }

    private static String changed(Case one) {
        String[] old = one.old().split("\n");
        String[] now = one.now().split("\n");
        for (int i = 0; i < Math.min(old.length, now.length); i++) {
            if (!old[i].equals(now[i])) {
                return now[i].strip();
            }
        }
        return "";
    }

    private static boolean breaking(Case one) {
        return one.there().stream().anyMatch(id -> ChangeCatalog.SHIPPED.of(id).impact() == Impact.BREAKING);
    }

    /** The second judge knows less of what an app does; where it says otherwise, the case says why. */
    @Test
    void another_tool_agrees_on_what_breaks_or_the_case_says_why_not() throws Exception {
        List<PairsTest.Sample> samples = new ArrayList<>(PairsTest.samples());
        for (Case one : cases()) {
            samples.add(new PairsTest.Sample(
                    one.there() + " " + changed(one),
                    YamlDocument.parse(one.old(), "old").root(),
                    YamlDocument.parse(one.now(), "new").root(),
                    breaking(one) ? 1 : 0,
                    0,
                    one.peer()));
        }
        ArrayNode pairs = JsonMapper.shared().createArrayNode();
        samples.forEach(one -> pairs.addArray().add(one.old()).add(one.now()));
        Path file = Files.writeString(directory.resolve("pairs.json"), pairs.toString());
        Tool.Outcome outcome = Tool.npm(
                Path.of("src/test/npm"),
                "run",
                "--silent",
                "smart-diff",
                file.toAbsolutePath().toString());
        outcome.mustBeClean();
        String line = outcome.output()
                .lines()
                .filter(text -> text.startsWith("BREAKS "))
                .findFirst()
                .orElseThrow();
        JsonNode breaks = JsonMapper.shared().readTree(line.substring("BREAKS ".length()));
        assertEquals(samples.size(), breaks.size());
        List<String> surprises = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            PairsTest.Sample one = samples.get(i);
            boolean agree = (one.there() == 1) == breaks.get(i).asBoolean();
            if (agree != one.peer().isEmpty()) {
                surprises.add(one.what() + ": here " + one.there() + ", there " + breaks.get(i));
            }
        }
        assertEquals("", String.join("\n", surprises));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "initial: pending| initial: streaming| initial-state-changed",
                "from: [pending, streaming]| from: [pending]| transition-removed",
                "from: [pending]\\n      on: cancelStream| from: [pending, streaming]\\n      on: cancelStream| transition-added",
                "to: stopped\\n      effects: [stopR| to: cancelled\\n      effects: [stopR| transition-target-changed",
                "effects: [join, openMedia]| effects: [join]| transition-effects-changed",
                "event: stream-joined| event: stream-started| transition-event-changed",
                "event: stream-joined| description: none| transition-event-removed",
                "seconds: 900| seconds: 600| time-limit-shortened",
                "seconds: 60,| seconds: 90,| time-limit-lengthened",
                "since: lastPingAt| since: startedAt| time-limit-restarted",
                "terminal: true\\n      description: Given| description: Given| state-became-passable",
                "status: 409, code: E_STATE| status: 422, code: E_STATE| refusal-status-changed",
                "code: E_STATE| code: E_CONFLICT| refusal-code-changed",
                "- {id: rate-limited, st| # {id: rate-limited, st| refusal-removed",
                "No operation succeeds without an API key| Some operations succeed without one| rule-changed",
                "bodyBytes: 1048576| bodyBytes: 65536| body-limit-lowered",
                "answerMillis: 5000| answerMillis: 9000| response-time-raised",
                "chosen: no-op| chosen: toggle| interpretation-changed",
                "kinds: [viewer, dealer, operator]| kinds: [viewer, operator]| key-kind-removed",
                "prefixes: [private-, presence-, private-encrypted-]| prefixes: [private-, presence-]| channel-prefix-removed",
                "x-writes: [lastPingAt, expiresOn, updatedAt]| x-writes: [lastPingAt, updatedAt]| operation-writes-removed",
                "x-key-kinds: [operator]| x-key-kinds: [operator, dealer]| operation-key-kind-added",
                "x-default: false| x-default: true| parameter-default-changed",
                "https://apiprod21.dropininc.com/| https://api.dropininc.com/| server-moved",
                "{level: documented, source: Ping while| {level: assumed, source: Ping while| provenance-lowered",
            })
    void lifecycle_refusals_limits_and_provenance_are_compared_too(String old, String now, String kind)
            throws IOException {
        String right = old.replace("\\n", "\n");
        String wrong = now == null ? "" : now.replace("\\n", "\n");
        String spec = Files.readString(SPEC.resolve("openapi.yaml"));
        assertTrue(spec.contains(right), right);
        assertTrue(kinds(spec, spec.replace(right, wrong)).contains(kind), () -> kind + " is not among what changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "address: private-account-{accountId}| address: private-viewer-{accountId}| channel-renamed",
                "\\n      - $ref: '#/channels/account/messages/stream-expired'| | event-left-channel",
                "required: [event, token, at, message]| required: [event, token, message]| event-property-optional",
                "enum: [recording-started, recording-stopped]| enum: [recording-started]| event-type-narrowed",
            })
    void the_realtime_side_is_compared_too(String old, String now, String kind) throws IOException {
        String http = Files.readString(SPEC.resolve("openapi.yaml"));
        String right = old.replace("\\n", "\n");
        String events = Files.readString(SPEC.resolve("asyncapi.yaml"));
        assertTrue(events.contains(right), right);
        SpecVersion before = version(http, events);
        SpecVersion after = version(http, events.replace(right, now == null ? "" : now.replace("\\n", "\n")));
        List<String> kinds = SpecDiff.between(before, after).changes().stream()
                .map(change -> change.kind().id())
                .toList();
        assertTrue(kinds.contains(kind), kinds::toString);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 3"})
    void the_history_of_the_docs_is_the_worked_example(String from, String to) throws IOException {
        CommandLineRun run = CommandLineRun.of(
                directory,
                Map.of(),
                "diff",
                HISTORY.resolve(from).toString(),
                HISTORY.resolve(to).toString(),
                "-o",
                "markdown");
        assertEquals(1, run.exitCode(), run.toString());
        Path golden = HISTORY.resolve(from + "-to-" + to + ".md");
        assertEquals(Files.readString(golden), run.out(), "write " + golden + " anew if this is what you want");
    }

    @Test
    void a_version_is_as_it_is() {
        CommandLineRun run = diff(SPEC, SPEC);
        assertEquals(0, run.exitCode(), run.toString());
        assertTrue(run.out().contains("Nothing has changed"), run.out());
        CommandLineRun builtIn = CommandLineRun.of(directory, Map.of(), "diff", SPEC.toString());
        assertEquals(0, builtIn.exitCode(), builtIn.toString());
    }

    @Test
    void the_changes_are_there_for_programs_too() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                directory,
                Map.of(),
                "diff",
                HISTORY.resolve("1").toString(),
                HISTORY.resolve("2").toString(),
                "--output",
                "json");
        assertEquals(1, run.exitCode(), run.toString());
        JsonNode root = JsonMapper.shared().readTree(run.out());
        assertEquals(5, root.at("/counts/breaking").asInt());
        assertEquals("breaking", root.at("/changes/0/impact").asString());
    }

    @Test
    void what_is_no_spec_is_wrong_usage_with_one_clear_sentence() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.yaml"), "a: [1\nb: 2");
        Path old = Files.writeString(directory.resolve("old.yaml"), "openapi: 3.0.3\npaths: {/a: {}}");
        Path empty = Files.writeString(directory.resolve("empty.yaml"), "openapi: 3.1.0\npaths: {}");
        Map<Path, String> wrong = Map.of(
                Path.of("nowhere.yaml"),
                "cannot be read",
                broken,
                "line",
                old,
                "no OpenAPI 3.1 document",
                empty,
                "no operations");
        wrong.forEach((file, why) -> {
            CommandLineRun run = diff(SPEC, file);
            assertEquals(2, run.exitCode(), run.toString());
            assertTrue(run.err().contains(why), run.toString());
        });
        assertEquals(2, CommandLineRun.of(directory, Map.of(), "diff").exitCode());
    }

    @Test
    void the_catalogue_lists_every_kind_that_a_case_names() throws IOException {
        CommandLineRun run = CommandLineRun.of(directory, Map.of(), "diff", "--kinds");
        assertEquals(0, run.exitCode(), run.toString());
        cases().forEach(one -> one.there().forEach(id -> assertTrue(run.out().contains(" " + id + " "), id)));
    }

    private CommandLineRun diff(Path old, Path now) {
        return CommandLineRun.of(directory, Map.of(), "diff", old.toString(), now.toString());
    }

    /** Most cases share their old document. */
    private static JsonNode parsed(String yaml) {
        return PARSED.computeIfAbsent(
                yaml, text -> YamlDocument.parse(text, "x").root());
    }

    private static SpecVersion version(String http, String events) {
        return SpecVersion.of("x", parsed(http), events.isEmpty() ? Optional.empty() : Optional.of(parsed(events)));
    }

    private static List<String> kinds(String old, String now) {
        TreeSet<String> kinds = new TreeSet<>();
        SpecDiff.between(version(old, ""), version(now, ""))
                .changes()
                .forEach(change -> kinds.add(change.kind().id()));
        return List.copyOf(kinds);
    }

    private static List<Case> cases() throws IOException {
        String base = Files.readString(RESOURCES.resolve("base.yaml"));
        List<Case> cases = new ArrayList<>();
        for (JsonNode one : YAMLMapper.shared().readTree(Files.readString(RESOURCES.resolve("cases.yaml")))) {
            String old = one.path("old").asString();
            assertTrue(base.contains(old), old);
            String now = base.replace(old, one.path("new").asString());
            cases.add(new Case(
                    base,
                    now,
                    texts(one.path("there")),
                    texts(one.path("back")),
                    one.path("peer").asString("")));
        }
        return cases;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
