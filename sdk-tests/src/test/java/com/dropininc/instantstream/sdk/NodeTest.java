package com.dropininc.instantstream.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Serving;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.spec.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vendor's JavaScript libraries, unpatched, in Node against the whole mock: what {@code life.mjs} has heard. */
class NodeTest {
    private static final Path SCRIPTS = Path.of("src/test/npm").toAbsolutePath();

    private static MockServer mock;
    private static List<JsonNode> heard;

    @BeforeAll
    static void live() throws Exception {
        mock = MockServer.start(MockConfig.standard());
        PusherApp app = mock.realtime().app();
        String arguments = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "baseUrl",
                        mock.baseUrl(),
                        "account",
                        "acc_ada",
                        "app",
                        Map.of(
                                "id", app.id(),
                                "key", app.key(),
                                "secret", app.secret(),
                                "masterKey", app.encryptionMasterKey())));
        Tool.Outcome life = Tool.npm(SCRIPTS, "run", "life", "--", arguments);
        life.mustBeClean();
        heard = life.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    @AfterAll
    static void stop() {
        mock.close();
    }

    private static List<JsonNode> heard(String who, String prefix) {
        return heard.stream()
                .filter(it -> it.path("who").asString().equals(who))
                .filter(it -> it.path("channel").asString().startsWith(prefix + "instantstream-"))
                .toList();
    }

    private static JsonNode one(String who, String event) {
        return heard.stream()
                .filter(it -> it.path("who").asString().equals(who))
                .filter(it -> it.path("event").asString().equals(event))
                .findFirst()
                .orElseThrow(() -> new AssertionError(who + " heard no " + event + " in " + heard));
    }

    @Test
    void a_viewer_hears_the_stream_from_its_start_to_its_stop() {
        List<JsonNode> events = heard("viewer", "private-").stream()
                .filter(it ->
                        mock.contract().events().containsKey(it.path("event").asString()))
                .toList();
        assertEquals(
                List.of(
                        "stream-started",
                        "stream-joined",
                        "chat-message",
                        "chat-message",
                        "recording-started",
                        "recording-stopped",
                        "stream-stopped"),
                events.stream().map(it -> it.path("event").asString()).toList());
        for (JsonNode event : events) {
            Heard.judge(
                    mock.contract(),
                    new Heard.Event(
                            event.path("channel").asString(),
                            event.path("event").asString(),
                            event.path("data").toString()));
        }
    }

    @Test
    void a_channel_that_the_key_may_not_see_is_a_subscription_error_with_403() {
        JsonNode error = one("dealer", "pusher:subscription_error");
        assertEquals("private-account-acc_ada", error.path("channel").asString());
        assertEquals(403, error.path("data").path("status").asInt());
        assertEquals("AuthError", error.path("data").path("type").asString());
    }

    @Test
    void the_parties_see_each_other_on_the_presence_channel() {
        assertEquals(
                "dealer",
                one("viewer", "pusher:member_added").path("data").path("id").asString());
        assertEquals(
                2,
                heard("dealer", "presence-").get(0).path("data").path("count").asInt());
        assertEquals(
                Set.of("dealer", "viewer"),
                Set.copyOf(one("backend", "members").path("data").findValuesAsString("id")));
    }

    @Test
    void a_backend_reaches_the_app_in_the_open_and_encrypted() {
        assertTrue(
                heard("viewer", "private-").stream()
                        .anyMatch(
                                it -> it.path("data").path("text").asString("").equals("in the open")),
                heard.toString());
        assertTrue(
                heard("viewer", "private-encrypted-").stream()
                        .anyMatch(
                                it -> it.path("data").path("text").asString("").equals("hush")),
                heard.toString());
    }

    @Test
    void the_sdk_connects_over_tls_by_the_certificate_that_it_was_told_to_trust(@TempDir Path dir) throws Exception {
        Serving secure = new Serving(
                Optional.of(new Serving.Https(Optional.empty())),
                Serving.STANDARD.bounds(),
                Serving.STANDARD.grace(),
                Optional.empty());
        try (MockServer own = MockServer.start(MockConfig.standard().withServing(secure))) {
            Path pem = Files.writeString(
                    dir.resolve("mock.pem"), own.certificate().orElseThrow().pem());
            String arguments = JsonMapper.shared()
                    .writeValueAsString(
                            Map.of("key", own.realtime().app().key(), "port", own.port(), "apikey", "demo-viewer-key"));
            Tool.Outcome heard = Tool.run(
                    SCRIPTS,
                    Tool.need("env", "it is a part of every Unix"),
                    "NODE_EXTRA_CA_CERTS=" + pem,
                    "npm",
                    "run",
                    "wss",
                    "--",
                    arguments);
            heard.mustBeClean();
            assertTrue(heard.output().contains("\"encrypted\":true"), heard.output());
        }
    }
}
