package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"string","description":"d","title":"t","example":"e","x-a":{}}   | {"type":"string"}
            {"properties":{"description":{"type":"null","title":"t"},"title":true}}  | {"properties":{"description":{"type":"null"},"title":true}}
            {"oneOf":[{"const":{"title":"t"}},{"enum":[{"x-a":1,"example":"e"}]}]}   | {"oneOf":[{"const":{"title":"t"}},{"enum":[{"x-a":1,"example":"e"}]}]}
            """)
    void only_what_says_something_about_a_value_is_left(String schema, String left) throws MalformedJson {
        assertEquals(
                left,
                Keywords.assertions(Json.parse(schema.getBytes(StandardCharsets.UTF_8)))
                        .toString());
    }
}
