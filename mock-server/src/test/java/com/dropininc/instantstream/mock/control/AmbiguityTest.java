package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.junit.InstantstreamMock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Every ambiguity of the spec, whichever they are: a setting that does something, and a warning where one is due. */
@InstantstreamMock(seeded = true)
class AmbiguityTest {
    private static final String PERSON = "{\"phone\":\"+12025550177\",\"email\":\"a@example.com\"}";
    private static final String FAR = "{\"longitude\":\"1231232\",\"latitude\":\"1\"}";
    private static final String ARRAY = "{\"role\":[\"viewer\"]}";
    private static final String FORM = "socket_id=1.2&channel_name=private-account-acc_ada";
    private static final String JOIN = "{\"socket_id\":\"1.2\",\"channel_name\":\"private-account-acc_ada\"}";
    private static final String STRANGE = "{\"socket_id\":\"1.2\",\"channel_name\":\"private-other\"}";

    /** What the mock does, in a few words, for a request that the readings of an ambiguity tell apart. */
    private static final Map<String, Function<MockSandbox, String>> BEHAVIOUR = Map.ofEntries(
            Map.entry("role-form", mock -> cancel(mock, "{\"role\":\"viewer\"}") + cancel(mock, ARRAY)),
            Map.entry("location-required", mock -> status(start(mock, "{}"))),
            Map.entry("identity-required", mock -> status(request(mock, "", "{}"))),
            Map.entry("coordinate-form", mock -> status(start(mock, FAR))),
            Map.entry(
                    "notify-default",
                    mock -> Http.json(request(mock, "", PERSON))
                            .path("notified")
                            .toString()),
            Map.entry("notify-form", mock -> status(request(mock, "?notify=yes", PERSON))),
            Map.entry("success-status", mock -> status(request(mock, "", PERSON))),
            Map.entry(
                    "error-form",
                    mock -> Http.viewer(mock, "getStream", "x", "").body().substring(0, 1)),
            Map.entry("record-twice", mock -> record(mock) + record(mock)),
            Map.entry(
                    "authchannel-body",
                    mock -> status(join(mock, JOIN, "application/json", true))
                            + status(join(mock, FORM, "application/x-www-form-urlencoded", true))),
            Map.entry("get-pending", mock -> status(Http.viewer(mock, "getStream", "pending", ""))),
            Map.entry("authchannel-key", mock -> status(join(mock, JOIN, "application/json", false))),
            Map.entry(
                    "cancel-while-streaming",
                    mock -> status(Http.viewer(mock, "cancelStream", Http.streaming(mock), ""))),
            Map.entry("channel-names", mock -> status(join(mock, STRANGE, "application/json", true))));

    /** A request that works only by that reading, and the reading; an empty one is what the sandbox begins with. */
    private record Lenient(String reading, Function<MockSandbox, HttpResponse<String>> request) {}

    private static final Map<String, Lenient> LENIENT = Map.of(
            "role-form", new Lenient("", mock -> Http.viewer(mock, "cancelStream", Http.request(mock), ARRAY)),
            "location-required", new Lenient("optional", mock -> start(mock, "{}")),
            "identity-required", new Lenient("optional", mock -> request(mock, "", "{}")),
            "coordinate-form", new Lenient("", mock -> start(mock, FAR)),
            "notify-form", new Lenient("lenient", mock -> request(mock, "?notify=yes", PERSON)),
            "authchannel-body", new Lenient("", mock -> join(mock, FORM, "application/x-www-form-urlencoded", true)),
            "get-pending", new Lenient("list", mock -> Http.viewer(mock, "getStream", "pending", "")),
            "authchannel-key", new Lenient("not-required", mock -> join(mock, JOIN, "application/json", false)),
            "cancel-while-streaming",
                    new Lenient("allowed", mock -> Http.viewer(mock, "cancelStream", Http.streaming(mock), "")),
            "channel-names", new Lenient("", mock -> join(mock, STRANGE, "application/json", true)));

    /** They change what is answered or done, and never whether a request is taken. */
    private static final Set<String> NO_REQUEST_IS_REFUSED =
            Set.of("notify-default", "success-status", "error-form", "record-twice");

    /** The docs name no other way to be an operator, so there is none to take. */
    private static final Set<String> FIXED = Set.of("operator-kind");

    static Stream<String> ambiguities() {
        return Http.CONTRACT.ambiguities().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("ambiguities")
    void each_reading_of_it_makes_the_mock_do_something_else(String id, MockSandbox sandbox) {
        JsonNode possible = possible(sandbox, id);
        if (FIXED.contains(id)) {
            assertEquals(1, possible.size());
            return;
        }
        assertTrue(possible.size() > 1, possible.toString());
        Map<String, String> seen = new HashMap<>();
        possible.forEach(reading -> {
            sandbox.read(id, reading.asString());
            String other = seen.put(BEHAVIOUR.get(id).apply(sandbox), reading.asString());
            assertTrue(other == null, id + " as " + reading + " does what it does as " + other);
        });
    }

    private static JsonNode possible(MockSandbox sandbox, String id) {
        for (JsonNode setting : Http.json(Http.admin(sandbox.baseUrl(), "GET", "/settings?sandbox=" + sandbox.id(), ""))
                .path("ambiguities")) {
            if (setting.path("name").asString().equals(id)) {
                return setting.path("possible");
            }
        }
        throw new AssertionError(id + " is no setting");
    }

    @ParameterizedTest
    @MethodSource("ambiguities")
    void what_works_only_by_reading_it_leniently_is_warned_of(String id, MockSandbox sandbox) {
        if (!LENIENT.containsKey(id)) {
            assertTrue(FIXED.contains(id) || NO_REQUEST_IS_REFUSED.contains(id), id + " has no request here");
            return;
        }
        Lenient lenient = LENIENT.get(id);
        if (!lenient.reading().isEmpty()) {
            sandbox.read(id, lenient.reading());
        }
        HttpResponse<String> answer = lenient.request().apply(sandbox);
        assertEquals(2, answer.statusCode() / 100, answer.body());
        String warning = answer.headers().firstValue("Warning").orElse("none");
        assertTrue(warning.startsWith("299 - \"") && warning.contains("(ambiguity " + id + ")"), warning);
        assertEquals(1, warning.split("\\(ambiguity ", -1).length - 1, warning);
        assertTrue(
                sandbox.requests().get(0).path("warnings").toString().contains(id),
                () -> sandbox.requests().get(0).toString());
    }

    @Test
    void what_the_docs_say_is_warned_of_in_no_reading(MockSandbox sandbox) {
        for (String id : new TreeSet<>(LENIENT.keySet())) {
            String reading = LENIENT.get(id).reading();
            if (!reading.isEmpty()) {
                sandbox.read(id, reading);
            }
        }
        String token = Http.json(request(sandbox, "?notify=false", PERSON))
                .path("token")
                .asString();
        Stream.of(
                        request(sandbox, "?notify=true", PERSON),
                        Http.viewer(sandbox, "startStream", token, Http.START),
                        Http.viewer(sandbox, "stopStream", token, "{\"role\":\"viewer\"}"),
                        join(sandbox, JOIN, "application/json", true))
                .forEach(answer -> {
                    assertEquals(200, answer.statusCode(), answer.body());
                    assertEquals("", answer.headers().firstValue("Warning").orElse(""));
                });
    }

    private static String status(HttpResponse<String> answer) {
        return answer.statusCode() + " ";
    }

    private static String cancel(MockSandbox mock, String body) {
        return status(Http.viewer(mock, "cancelStream", Http.request(mock), body));
    }

    private static HttpResponse<String> start(MockSandbox mock, String body) {
        return Http.viewer(mock, "startStream", Http.request(mock), body);
    }

    private static String record(MockSandbox mock) {
        return Http.json(Http.viewer(mock, "recordStream", "demo-streaming", ""))
                .path("status")
                .asString();
    }

    private static HttpResponse<String> request(MockSandbox mock, String query, String body) {
        return post(mock, Http.CONTRACT.operation("requestStream").path() + query, body, "application/json", true);
    }

    private static HttpResponse<String> join(MockSandbox mock, String body, String type, boolean withKey) {
        String query = "?sandbox=" + mock.id();
        return post(mock, Http.CONTRACT.operation("authorizeChannel").path() + query, body, type, withKey);
    }

    private static HttpResponse<String> post(MockSandbox mock, String path, String body, String type, boolean withKey) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        return Http.send((withKey ? request.header(Http.CONTRACT.keyHeader(), mock.key("viewer")) : request).build());
    }
}
