package com.dropininc.instantstream.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class JudgeTest {
    private final Contract contract = Contract.load();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            requestStream | {"phone":"1"}                                | /email      | required  | documented
            requestStream | {"phone":"1","email":"nobody"}               | /email      | pattern   | assumed
            requestStream | {"phone":1,"email":"a@b"}                    | /phone      | type      | documented
            requestStream | {"phone":"","email":"a@b"}                   | /phone      | minLength | assumed
            requestStream | {"phone":"1","email":"a@b","deviceType":"x"} | /deviceType | enum      | documented
            stopStream    | {}                                           | /role       | required  | documented
            stopStream    | {"role":"operator"}                          | /role       | oneOf     | documented
            stopStream    | {"role":[]}                                  | /role       | oneOf     | documented
            startStream   | {"longitude":"x","latitude":"1"}             | /longitude  | pattern   | assumed
            saveChat      | []                                           |             | type      | documented
            """)
    void a_violation_says_where_by_which_keyword_and_from_where_the_rule_comes(
            String operation, String body, String pointer, String keyword, String level) throws MalformedJson {
        List<Violation> violations = judge(operation, body);
        assertEquals(1, violations.size(), violations.toString());
        Violation violation = violations.get(0);
        assertEquals(pointer == null ? "" : pointer, violation.pointer());
        assertEquals(keyword, violation.keyword());
        assertEquals(level, violation.provenance().level().word(), violation.toString());
    }

    @Test
    void two_missing_fields_are_two_violations_that_name_the_heading_of_the_docs() throws MalformedJson {
        List<Violation> violations = judge("requestStream", "{}");
        assertEquals(2, violations.size());
        assertTrue(violations.stream()
                .allMatch(violation -> violation.provenance().source().equals("Request stream / Body")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "dealer"})
    void a_role_may_be_a_word_or_an_array(String role) throws MalformedJson {
        assertEquals(List.of(), judge("stopStream", "{\"role\":\"" + role + "\"}"));
        assertEquals(List.of(), judge("stopStream", "{\"role\":[\"" + role + "\"]}"));
    }

    @ParameterizedTest
    @CsvSource({"true,0", "false,0", "1,1", "yes,1", "TRUE,1", "'',1"})
    void notify_is_true_or_false_and_nothing_else(String value, int violations) throws MalformedJson {
        List<Violation> found = contract.judge()
                .request(
                        contract.operation("requestStream"),
                        Map.of("notify", List.of(value)),
                        Optional.of(json("{\"phone\":\"1\",\"email\":\"a@b\"}")),
                        "application/json");
        assertEquals(violations, found.size(), found.toString());
    }

    @Test
    void an_answer_without_a_token_breaks_a_documented_rule() throws MalformedJson {
        List<Violation> violations = contract.judge()
                .answer(contract.operation("getStream"), 200, Optional.of("application/json"), Optional.of(json("{}")));
        assertTrue(violations.stream()
                .anyMatch(v -> v.pointer().equals("/token") && v.provenance().documented()));
        assertTrue(violations.stream()
                .anyMatch(v -> v.pointer().equals("/status") && !v.provenance().documented()));
    }

    @Test
    void an_answer_of_another_status_or_type_is_a_violation() throws MalformedJson {
        Operation get = contract.operation("getStream");
        assertEquals(
                "status",
                contract.judge()
                        .answer(get, 201, Optional.of("application/json"), Optional.empty())
                        .get(0)
                        .keyword());
        assertEquals(
                "content-type",
                contract.judge()
                        .answer(get, 200, Optional.of("text/html"), Optional.empty())
                        .get(0)
                        .keyword());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}{}", "{\"a\":1,\"a\":2}", "nul", "\"\\ud800\"", "{'a':1}", "[1,]"})
    void what_is_no_json_is_refused(String text) {
        assertThrows(MalformedJson.class, () -> json(text));
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        assertThrows(MalformedJson.class, () -> Json.parse(new byte[] {'"', (byte) 0xff, '"'}));
        assertThrows(MalformedJson.class, () -> Json.parse("{\"a\":1}".getBytes(StandardCharsets.UTF_16)));
    }

    private List<Violation> judge(String operation, String body) throws MalformedJson {
        return contract.judge()
                .request(contract.operation(operation), Map.of(), Optional.of(json(body)), "application/json");
    }

    private static JsonNode json(String text) throws MalformedJson {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
