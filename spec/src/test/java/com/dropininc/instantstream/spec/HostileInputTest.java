package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files and bodies that are made to hurt their reader. */
class HostileInputTest {
    private static String refused(String yaml) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThrows(ContractException.class, () -> Overlay.parse(yaml, "hostile.yaml"))
                        .getMessage());
    }

    private static String refusedJson(String json) {
        return assertThrows(MalformedJson.class, () -> Json.parse(json.getBytes(StandardCharsets.UTF_8)))
                .getMessage();
    }

    @Test
    void a_billion_laughs_are_not_laughed() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
        }
        assertTrue(
                refused(laughs.toString()).contains("50000 values with its aliases"), () -> refused(laughs.toString()));
    }

    @Test
    void aliases_and_merge_keys_say_what_they_stand_for() {
        assertEquals("{\"a\":{\"b\":1},\"c\":{\"b\":1}}", read("a: &x {b: 1}\nc: *x\n"));
        assertEquals(
                "{\"a\":{\"b\":1,\"d\":2},\"c\":{\"d\":3,\"b\":1}}", read("a: &x {b: 1, d: 2}\nc: {<<: *x, d: 3}\n"));
        assertEquals("{\"c\":{\"b\":1,\"d\":2}}", read("c: {<<: [{b: 1}, {b: 2, d: 2}]}\n"));
        assertEquals("{\"c\":{\"<<\":{\"b\":1}}}", read("c: {'<<': {b: 1}}\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: &x [*x]| *x, inside the value that it stands for",
                "a: &x {b: {<<: *x}}| *x, inside the value that it stands for",
                "a: *y| *y, without an anchor",
                "a: {<<: 1}| merges (<<) what is no mapping",
                "a: {b: 1, b: 2}| the key 'b' twice",
                "{\"a\": 1, \"a\": 2}| the key 'a' twice",
                "{a: 1, a: 2}| the key 'a' twice",
                "a: !!str 1| a tag, tag:yaml.org,2002:str",
                "a: !mine {b: 1}| a tag, mine",
                "a: .inf| no valid YAML",
                "a: 1e999| a number without an end",
                "&k a: 1\\n*k : 2| no valid YAML",
                "a: 1\\n---\\nb: 2| begins a second document",
                "[1]| no YAML mapping",
                "a: [1| no valid YAML",
                "? [a]\\n: b| no valid YAML",
            })
    void what_can_be_read_in_two_ways_is_refused_with_its_line(String yaml, String why) {
        String message = refused(yaml.replace("\\n", "\n"));
        assertTrue(message.contains(why) && (message.contains("line ") || why.startsWith("no YAML")), message);
    }

    @Test
    void a_value_has_the_line_on_which_it_begins() {
        YamlDocument document = YamlDocument.parse("a: &x\n  b/c:\n    - 1\n    - 2\nd:\n  *x\n", "x");
        assertEquals(4, document.line("/a/b~1c/1"));
        assertEquals(3, document.line("/d/b~1c/0"), "an alias leads to what it stands for");
        assertEquals(2, document.line("/a/b~1c/nothing"));
        assertEquals(3, YamlDocument.parse("{\n\"a\": {\n\t\"b\": 1}}", "x").line("/a/b"));
    }

    @Test
    void numbers_that_a_double_cannot_hold_stay_apart() {
        assertNotEquals(read("a: 0.12345678901234567891"), read("a: 0.12345678901234567892"));
        assertEquals("{\"a\":0.1}", read("a: 0.1"));
    }

    @Test
    void a_file_of_100_MB_is_refused_within_a_second_and_in_little_memory(@TempDir Path directory) throws IOException {
        Path large = directory.resolve("large.yaml");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100_000_000);
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(1), () -> assertThrows(ContractException.class, () -> YamlDocument.read(large)));
    }

    private static String read(String yaml) {
        return YamlDocument.parse(yaml, "x").root().toString();
    }

    @Test
    void a_star_that_is_no_alias_is_no_harm() {
        assertEquals("a *b* c", Yaml.parse("text: a *b* c\n", "x").path("text").asString());
        assertEquals("*b", Yaml.parse("text: \"*b\"\n", "x").path("text").asString());
        assertEquals("*b", Yaml.parse("text: |-\n  *b\n", "x").path("text").asString());
    }

    @Test
    void a_file_of_megabytes_is_refused_before_it_is_read() {
        assertTrue(refused("a: \"" + "x".repeat(20_000_000) + "\"").contains("1048576 characters"));
    }

    @Test
    void nesting_without_end_is_refused() {
        assertTrue(refused("a: " + "[".repeat(100_000)).contains("500"));
        assertTrue(refusedJson("[".repeat(100_000)).contains("500"));
        assertDoesNotThrow(() -> Json.parse(("[".repeat(400) + "]".repeat(400)).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_key_that_comes_twice_is_refused() {
        assertTrue(refused("overlay: 1.0.0\noverlay: 1.0.0\n").contains("overlay"));
    }

    @Test
    void a_number_of_thousands_of_digits_is_refused() {
        assertTrue(refusedJson("9".repeat(500_000)).contains("1000"));
    }

    @Test
    void a_word_without_end_is_compared_by_its_beginning() {
        String endless = "x".repeat(10_000_000);
        int distance =
                assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Nearest.distance(endless, "y".repeat(10_000)));
        assertTrue(distance > 9_000_000);
        assertEquals(2, Nearest.distance("strat", "start"));
    }

    @Test
    void a_name_of_a_type_makes_no_object() {
        String yaml = "a: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1/\"]]\n";
        assertTrue(refused(yaml).contains("has a tag"), () -> refused(yaml));
    }
}
