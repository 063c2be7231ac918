package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {Judge.HTTP, Judge.REALTIME})
    void the_copy_that_the_build_makes_says_what_the_yaml_says(String name) {
        assertNotNull(Documents.class.getResource(name + ".json"));
        assertEquals(Yaml.parse(Documents.text(name), name), Documents.tree(name));
    }

    @Test
    void a_copy_is_used_if_it_was_made_of_the_yaml_and_no_other() {
        String copy = "{\"madeOf\": \"" + Documents.digest("a: 1") + "\", \"document\": {\"from\": \"json\"}}";
        assertEquals(
                "json",
                Documents.tree("some.yaml", "a: 1", Optional.of(copy))
                        .get("from")
                        .asString());
        assertEquals(
                2,
                Documents.tree("some.yaml", "a: 2", Optional.of(copy)).get("a").asInt());
    }
}
