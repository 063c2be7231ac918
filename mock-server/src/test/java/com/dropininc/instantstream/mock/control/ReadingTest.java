package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.junit.InstantstreamMock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@InstantstreamMock(seeded = true)
class ReadingTest {
    private static final String PERSON = "{\"phone\":\"+12025550177\",\"email\":\"a@example.com\"}";

    @Test
    void a_role_is_one_word_or_an_array_or_either(MockSandbox sandbox) {
        String word = "{\"role\":\"viewer\"}";
        String array = "{\"role\":[\"viewer\"]}";
        String token = Http.request(sandbox);
        assertEquals(200, Http.viewer(sandbox, "cancelStream", token, array).statusCode());
        sandbox.read("role-form", "word");
        assertEquals(400, Http.viewer(sandbox, "cancelStream", token, array).statusCode());
        assertEquals(200, Http.viewer(sandbox, "cancelStream", token, word).statusCode());
        sandbox.read("role-form", "array");
        assertEquals(200, Http.viewer(sandbox, "cancelStream", token, array).statusCode());
        assertEquals(400, Http.viewer(sandbox, "cancelStream", token, word).statusCode());
    }

    @Test
    void location_and_identity_may_be_left_out(MockSandbox sandbox) {
        assertEquals(400, Http.viewer(sandbox, "requestStream", "", "{}").statusCode());
        sandbox.read("identity-required", "optional");
        sandbox.read("location-required", "optional");
        var made = Http.viewer(sandbox, "requestStream", "", "{}");
        assertEquals(200, made.statusCode(), made.body());
        String token = Http.json(made).path("token").asString();
        var started = Http.viewer(sandbox, "startStream", token, "{}");
        assertEquals(200, started.statusCode(), started.body());
    }

    @Test
    void a_coordinate_is_any_decimal_or_a_degree(MockSandbox sandbox) {
        String docs = "{\"longitude\":\"1231232\",\"latitude\":\"21321321\"}";
        sandbox.read("coordinate-form", "degrees");
        String token = Http.request(sandbox);
        assertEquals(400, Http.viewer(sandbox, "startStream", token, docs).statusCode());
        assertEquals(200, Http.viewer(sandbox, "startStream", token, Http.START).statusCode());
    }

    @Test
    void the_dealer_is_notified_by_default_or_not(MockSandbox sandbox) {
        assertEquals(false, notified(sandbox));
        sandbox.read("notify-default", "notified");
        assertEquals(true, notified(sandbox));
    }

    private static boolean notified(MockSandbox sandbox) {
        return Http.json(Http.viewer(sandbox, "requestStream", "", PERSON))
                .path("notified")
                .asBoolean();
    }

    @Test
    void notify_takes_other_words_than_true_and_false(MockSandbox sandbox) {
        sandbox.read("notify-form", "lenient");
        Map<String, Boolean> words = Map.of("1", true, "yes", true, "0", false, "true", true);
        words.forEach((word, expected) -> {
            JsonNode made = sandbox.act("viewer", "requestStream", "", Map.of("phone", "+1", "email", "a@b"));
            assertEquals(200, made.path("status").asInt());
            JsonNode answer = Http.json(Http.admin(
                    sandbox.baseUrl(),
                    "POST",
                    "/act?sandbox=" + sandbox.id(),
                    "{\"as\":\"viewer\",\"operation\":\"requestStream\",\"query\":{\"notify\":\"" + word
                            + "\"},\"body\":" + PERSON + "}"));
            assertEquals(expected, answer.at("/answer/notified").asBoolean(), word + answer);
        });
    }

    @Test
    void what_is_created_is_answered_with_201(MockSandbox sandbox) {
        sandbox.read("success-status", "created");
        assertEquals(201, Http.viewer(sandbox, "requestStream", "", PERSON).statusCode());
        assertEquals(200, Http.viewer(sandbox, "getStream", "demo-pending", "").statusCode());
    }

    @Test
    void an_error_is_an_object(MockSandbox sandbox) {
        sandbox.read("error-form", "object");
        assertEquals(
                "E_TOKEN_UNKNOWN",
                Http.json(Http.viewer(sandbox, "getStream", "x", ""))
                        .path("code")
                        .asString());
    }

    @Test
    void a_second_record_stops_the_recording(MockSandbox sandbox) {
        sandbox.read("record-twice", "toggle");
        assertEquals("started", recorded(sandbox));
        assertEquals("stopped", recorded(sandbox));
    }

    private static String recorded(MockSandbox sandbox) {
        return Http.json(Http.viewer(sandbox, "recordStream", "demo-streaming", ""))
                .path("status")
                .asString();
    }

    @Test
    void a_stream_that_runs_is_cancelled(MockSandbox sandbox) {
        assertEquals(
                409, Http.viewer(sandbox, "cancelStream", "demo-streaming", "").statusCode());
        sandbox.read("cancel-while-streaming", "allowed");
        JsonNode cancelled = Http.json(Http.viewer(sandbox, "cancelStream", "demo-streaming", ""));
        assertEquals("cancelled", cancelled.path("status").asString());
        assertTrue(cancelled.path("stream").isMissingNode());
        assertEquals(
                200, Http.viewer(sandbox, "cancelStream", "demo-streaming", "").statusCode());
    }

    @Test
    void the_path_get_pending_is_a_list(MockSandbox sandbox) {
        assertEquals(404, Http.viewer(sandbox, "getStream", "pending", "").statusCode());
        sandbox.read("get-pending", "list");
        assertEquals("[]", Http.viewer(sandbox, "getStream", "pending", "").body());
    }

    @Test
    void channel_authorisation_takes_json_or_only_a_form_and_strange_names_or_not(MockSandbox sandbox) {
        String body = "{\"socket_id\":\"1.2\",\"channel_name\":\"private-other\"}";
        assertEquals(200, Http.viewer(sandbox, "authorizeChannel", "", body).statusCode());
        sandbox.read("channel-names", "strict");
        assertEquals(403, Http.viewer(sandbox, "authorizeChannel", "", body).statusCode());
        sandbox.read("authchannel-body", "form");
        assertEquals(415, Http.viewer(sandbox, "authorizeChannel", "", body).statusCode());
    }

    @Test
    void channel_authorisation_needs_no_key(MockSandbox sandbox) {
        assertEquals(401, keyless(sandbox));
        sandbox.read("authchannel-key", "not-required");
        assertEquals(200, keyless(sandbox));
    }

    private static int keyless(MockSandbox sandbox) {
        String path = Http.CONTRACT.operation("authorizeChannel").path() + "?sandbox=" + sandbox.id();
        return Http.send(HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"socket_id\":\"1.2\",\"channel_name\":\"private-other\"}"))
                        .build())
                .statusCode();
    }

    @Test
    void unknown_names_and_readings_are_refused_with_the_nearest_word(MockSandbox sandbox) {
        AdminException name = assertThrows(AdminException.class, () -> sandbox.read("eror-form", "object"));
        assertTrue(name.status() == 400 && name.getMessage().contains("'error-form'"), name.getMessage());
        AdminException reading = assertThrows(AdminException.class, () -> sandbox.read("error-form", "objekt"));
        assertTrue(reading.getMessage().contains("'object'"), reading.getMessage());
        assertThrows(AdminException.class, () -> sandbox.read("operator-kind", "other"));
    }

    @Test
    void a_forced_state_is_whole_from_wherever_it_is_forced(MockSandbox sandbox) {
        for (String from : Http.CONTRACT.lifecycle().states().keySet()) {
            for (String to : Http.CONTRACT.lifecycle().states().keySet()) {
                String token = Http.request(sandbox);
                sandbox.force(token, from);
                sandbox.force(token, to);
                var stream = Http.viewer(sandbox, "getStream", token, "");
                assertEquals(200, stream.statusCode(), from + " " + to + stream.body());
                assertEquals(to, Http.json(stream).path("status").asString());
            }
        }
    }
}
