package com.dropininc.instantstream.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CopiesTest {
    @ParameterizedTest
    @ValueSource(strings = {Judge.HTTP, Judge.REALTIME})
    void the_copy_that_the_build_makes_says_what_the_yaml_says(String name) throws IOException {
        String yaml = Documents.text(name);
        assertEquals(
                Optional.of(new Copies.Content(Yaml.parse(yaml, name), Documents.digest(yaml))),
                Copies.of(Documents.class, name, yaml.getBytes(UTF_8)));
    }

    @Test
    void a_copy_is_used_if_it_was_made_of_the_yaml_and_no_other() {
        ObjectNode copy = Copies.make("a: 1".getBytes(UTF_8), "some.yaml");
        assertEquals(Optional.of("1"), a(copy, "a: 1"));
        assertEquals(Optional.empty(), a(copy, "a: 2"));
        assertEquals(Optional.empty(), a(copy, "a: 11"));
    }

    @Test
    void a_copy_that_was_half_written_is_not_used() {
        byte[] yaml = "a: 1".getBytes(UTF_8);
        String copy = Copies.make(yaml, "some.yaml").toString();
        for (int length = 0; length < copy.length(); length++) {
            assertEquals(Optional.empty(), Copies.read(copy.substring(0, length).getBytes(UTF_8), yaml));
        }
    }

    private static Optional<String> a(ObjectNode copy, String yaml) {
        return Copies.read(copy.toString().getBytes(UTF_8), yaml.getBytes(UTF_8))
                .map(read -> read.document().get("a").asString());
    }
}
