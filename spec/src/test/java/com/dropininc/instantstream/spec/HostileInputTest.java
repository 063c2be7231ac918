package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
        assertTrue(refused(laughs.toString()).contains("alias, *a0, at line 2"), () -> refused(laughs.toString()));
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
        assertEquals(
                "{\"a\":[[\"http://127.0.0.1:1/\"]]}", Yaml.parse(yaml, "x").toString());
    }
}
