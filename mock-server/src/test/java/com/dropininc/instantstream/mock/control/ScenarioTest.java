package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.junit.InstantstreamMock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@InstantstreamMock
class ScenarioTest {
    @ParameterizedTest
    @CsvSource({
        "dealer-accepts-after-5s, streaming",
        "dealer-never-answers, expired",
        "viewer-cancels-while-ringing, cancelled",
        "busy-chat, streaming",
        "operator-drops, expired",
        "stream-expires, expired",
        "reconnect-storm, streaming"
    })
    void each_scenario_runs_to_its_end_by_the_clock_of_its_sandbox(String name, String state, MockSandbox sandbox) {
        sandbox.freeze();
        String token = sandbox.play(name).path("token").asString();
        sandbox.advance(Duration.ofHours(1));
        JsonNode run = sandbox.runs().path(0);
        assertEquals("done", run.path("state").asString(), run::toString);
        assertEquals(run.path("steps").asInt(), run.path("taken").size());
        assertEquals(state, Http.status(sandbox, token));
    }

    @Test
    void steps_are_taken_at_their_own_time(MockSandbox sandbox) {
        sandbox.freeze();
        String token = sandbox.play("dealer-accepts-after-5s").path("token").asString();
        sandbox.advance(Duration.ofMillis(4_999));
        assertEquals("pending", Http.status(sandbox, token));
        sandbox.advance(Duration.ofMillis(1));
        assertEquals("streaming", Http.status(sandbox, token));
        JsonNode stream = sandbox.stream(token).path("stream");
        assertEquals(
                5,
                Duration.between(
                                java.time.Instant.parse(stream.path("createdAt").asString()),
                                java.time.Instant.parse(stream.path("startedAt").asString()))
                        .toSeconds());
    }

    @ParameterizedTest
    @CsvSource({"viewer-cancels-while-ringing@example.com", "ada+viewer-cancels-while-ringing@example.com"})
    void a_mail_address_asks_for_a_scenario(String email, MockSandbox sandbox) {
        sandbox.freeze();
        String token = Http.json(
                        Http.viewer(sandbox, "requestStream", "", "{\"phone\":\"+1\",\"email\":\"" + email + "\"}"))
                .path("token")
                .asString();
        sandbox.advance(Duration.ofSeconds(8));
        assertEquals("cancelled", Http.status(sandbox, token));
    }

    @Test
    void a_phone_number_asks_for_the_scenario_that_has_it(MockSandbox sandbox) {
        sandbox.freeze();
        for (JsonNode scenario : Http.json(Http.admin(sandbox.baseUrl(), "GET", "/scenarios", ""))
                .path("scenarios")) {
            String phone = scenario.path("phone").asString();
            Http.viewer(sandbox, "requestStream", "", "{\"phone\":\"" + phone + "\",\"email\":\"a@b\"}");
            JsonNode runs = sandbox.runs();
            assertEquals(scenario.path("name"), runs.get(runs.size() - 1).path("scenario"));
        }
    }

    @Test
    void a_request_prefers_a_scenario_to_the_one_that_its_sandbox_plays(MockSandbox sandbox) {
        sandbox.freeze();
        Http.admin(
                sandbox.baseUrl(),
                "PUT",
                "/settings?sandbox=" + sandbox.id(),
                "{\"onRequest\":\"dealer-never-answers\"}");
        String token = Http.request(sandbox);
        var read = Http.viewerWith(sandbox, "getStream", token, "Prefer", "scenario=viewer-cancels-while-ringing");
        assertEquals(200, read.statusCode(), read.body());
        assertTrue(read.headers().firstValue("Preference-Applied").orElse("").contains("viewer-cancels"));
        sandbox.advance(Duration.ofHours(1));
        assertEquals("cancelled", Http.status(sandbox, token));
        assertTrue(sandbox.runs().at("/0/state").asString().contains("instead"), sandbox.runs()::toString);
    }

    @Test
    void a_preferred_scenario_that_there_is_none_or_for_no_stream_is_refused_before_anything_is_done(
            MockSandbox sandbox) {
        String token = Http.request(sandbox);
        var unknown = Http.viewerWith(sandbox, "cancelStream", token, "Prefer", "scenario=busy-chatt");
        assertTrue(unknown.statusCode() == 400 && unknown.body().contains("'busy-chat'"), unknown.body());
        var nobodys = Http.viewerWith(sandbox, "getPending", "acc_x", "Prefer", "scenario=busy-chat");
        assertTrue(nobodys.statusCode() == 400 && nobodys.body().contains("no stream"), nobodys.body());
        assertEquals("pending", Http.status(sandbox, token));
    }

    @Test
    void a_sandbox_plays_a_scenario_for_every_new_stream_until_told_otherwise(MockSandbox sandbox) {
        sandbox.freeze();
        String settings = "/settings?sandbox=" + sandbox.id();
        Http.admin(sandbox.baseUrl(), "PUT", settings, "{\"onRequest\":\"viewer-cancels-while-ringing\"}");
        Http.request(sandbox);
        Http.request(sandbox);
        Http.admin(sandbox.baseUrl(), "PUT", settings, "{\"onRequest\":null}");
        Http.request(sandbox);
        assertEquals(2, sandbox.runs().size());
    }

    @Test
    void a_scenario_ends_early_when_the_stream_has_gone_another_way(MockSandbox sandbox) {
        sandbox.freeze();
        String token = sandbox.play("dealer-accepts-after-5s").path("token").asString();
        Http.viewer(sandbox, "cancelStream", token, "");
        sandbox.advance(Duration.ofMinutes(1));
        assertTrue(
                sandbox.runs().at("/0/state").asString().contains("409"),
                () -> sandbox.runs().toString());
    }

    @Test
    void a_scenario_that_there_is_none_is_refused_with_the_nearest_one(MockSandbox sandbox) {
        AdminException refused = assertThrows(AdminException.class, () -> sandbox.play("busy-chatt"));
        assertTrue(refused.status() == 404 && refused.getMessage().contains("'busy-chat'"), refused.getMessage());
        assertEquals(
                404,
                assertThrows(AdminException.class, () -> sandbox.stream("x")).status());
    }
}
