package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.Payload;
import com.dropininc.instantstream.spec.Operation;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RefusalTest {
    private static MockServer mock;
    private static Api api;

    @BeforeAll
    static void start() {
        mock = MockServer.start(MockConfig.standard());
        api = Api.of(mock);
    }

    @AfterAll
    static void close() {
        mock.close();
    }

    @TestFactory
    Stream<DynamicTest> no_operation_succeeds_without_a_known_key() {
        return Api.CONTRACT.operations().keySet().stream()
                .map(id -> dynamicTest(id, () -> {
                    assertRefused(401, "E_KEY_MISSING", api.with("").call(id, "demo-streaming", "{}"));
                    assertRefused(401, "E_KEY_UNKNOWN", api.with("guessed").call(id, "demo-streaming", "{}"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> a_body_that_breaks_its_schema_is_refused_where_it_breaks_it() {
        return Api.CONTRACT.operations().keySet().stream()
                .flatMap(id -> Fixtures.invalid(id).stream()
                        .map(payload -> dynamicTest(id + ": " + payload.name(), () -> refusesInvalid(id, payload))));
    }

    private static void refusesInvalid(String id, Payload payload) {
        JsonNode before = api.stream("demo-streaming");
        Api.Answer answer = api.call(id, "demo-streaming", payload.body().toString());
        assertRefused(400, "E_INVALID", answer);
        assertEquals(1, answer.json().size(), answer.text());
        String log = answer.json().at("/0/log").asString();
        assertTrue(log.contains(payload.broken().orElseThrow().at()), log);
        assertTrue(log.contains("documented") || log.contains("assumed") || log.contains("observed"), log);
        assertEquals(before, api.stream("demo-streaming"));
    }

    @TestFactory
    Stream<DynamicTest> a_valid_body_is_accepted() {
        return Stream.of("requestStream", "updateDealerDevice", "saveChat", "startStream")
                .flatMap(id -> Fixtures.valid(id).stream()
                        .map(payload -> dynamicTest(id + ": " + payload.name(), () -> {
                            Api.Answer answer = api.call(
                                    id, "demo-streaming", payload.body().toString());
                            assertEquals(200, answer.status(), answer.text());
                            assertEquals(List.of(), answer.violations(id));
                        })));
    }

    @Test
    void each_violation_is_one_error_element() {
        Api.Answer answer = api.call("requestStream", "", "{\"deviceType\":\"x\",\"deviceToken\":1}");
        assertEquals(4, answer.json().size(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "nul", "", "{\"a\":1}{}", "\u0000", "{\"phone\":\"1\",\"phone\":\"2\",\"email\":\"a@b\"}"})
    void a_body_that_is_no_json_is_refused(String body) {
        assertEquals(400, api.call("requestStream", "", body).status());
    }

    @Test
    void bytes_that_are_no_utf8_are_refused() {
        byte[] bytes = "{\"phone\":\"1\",\"email\":\"a@\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(400, "E_MALFORMED", post("/instantstream/request", "application/json", bytes));
    }

    @Test
    void deep_nesting_does_not_hurt() {
        byte[] deep = "[".repeat(200_000).getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                400, post("/instantstream/request", "application/json", deep).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", ""})
    void another_content_type_is_refused(String type) {
        assertRefused(
                415, "E_CONTENT_TYPE", post("/instantstream/request", type, "{}".getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_048_577, 10_000_000})
    void too_large_a_body_is_refused(int size) {
        assertRefused(413, "E_BODY_TOO_LARGE", post("/instantstream/request", "application/json", new byte[size]));
    }

    @Test
    void a_ping_with_a_viewers_key_is_refused_before_its_token_is_looked_at() {
        assertRefused(403, "E_KEY_KIND", api.call("pingStream", "nowhere", ""));
        assertRefused(404, "E_TOKEN_UNKNOWN", api.with(Api.OPERATOR).call("pingStream", "nowhere", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404",
        "GET, /instantstream, 404",
        "GET, /instantstream/get/demo-pending/, 404",
        "GET, //instantstream/get/demo-pending, 404",
        "GET, /instantstream/get/%2e%2e, 404",
        "GET, /instantstream/get/demo-pending%2f, 404",
        "GET, /instantstream/get/pending, 404",
        "GET, /instantstream/start/pending, 405",
        "DELETE, /instantstream/get/demo-pending, 405",
        "POST, /instantstream/get/demo-pending, 405",
        "PUT, /instantstream/request, 405",
        "PROPFIND, /instantstream/request, 405",
        "PATCH, /notifications/authchannel, 405",
        "GET, /instantstream/get/%00, 4",
        "GET, /instantstream/get/%c3%28, 404",
    })
    void an_odd_path_or_method_is_refused_in_the_shape_of_the_contract(String method, String path, int status) {
        Api.Answer answer = api.send(method, path, "", BodyPublishers.noBody());
        assertEquals(status, status < 10 ? answer.status() / 100 : answer.status(), answer.text());
        assertTrue(answer.code().startsWith("E_"), answer.text());
        assertEquals(status == 405, !answer.header("Allow").isEmpty());
    }

    @Test
    void the_answer_that_is_the_last_on_its_connection_says_so() {
        Api.Answer answer = api.send("GET", "/instantstream/get/%00", "", BodyPublishers.noBody());
        assertEquals("close", answer.header("Connection"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 129, 10_000})
    void an_unknown_token_of_any_length_is_unknown(int length) {
        for (Operation operation : Api.CONTRACT.operations().values()) {
            if (operation.namesStream()) {
                Api.Answer answer =
                        api.with(Api.OPERATOR).call(operation.id(), "x".repeat(length), Api.bodyFor(operation.id()));
                assertRefused(404, "E_TOKEN_UNKNOWN", answer);
                assertTrue(answer.text().length() < 1_000, "a huge request makes no huge answer");
            }
        }
    }

    @Test
    void refusals_never_show_the_key_or_a_stack_trace() {
        Api.Answer answer = api.with("my-secret-key").call("getStream", "x", "");
        assertFalse(answer.text().contains("my-secret-key") || answer.text().contains("\tat "), answer.text());
    }

    @Test
    void a_role_as_an_array_is_taken_with_a_warning() {
        Api.Answer answer =
                api.call("saveChat", "demo-streaming", "{\"role\":[\"dealer\",\"viewer\"],\"message\":\"m\"}");
        assertEquals("dealer", answer.json().path("role").asString());
        assertTrue(answer.header("Warning").startsWith("299"), answer.headers().toString());
    }

    private static Api.Answer post(String path, String type, byte[] body) {
        return api.send("POST", path, type, BodyPublishers.ofByteArray(body));
    }

    private static void assertRefused(int status, String code, Api.Answer answer) {
        assertEquals(Map.of(status, code), Map.of(answer.status(), answer.code()), answer.text());
        assertEquals(List.of(), Api.CONTRACT.judge().component("Errors", answer.json()));
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }
}
