package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockConfig.Workbench;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.sandbox.Journal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JournalTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final AdminClient ADMIN = AdminClient.at(MOCK.baseUrl());

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static MockServer keeping(int entries, int bytes, int body) {
        return MockServer.start(MockConfig.standard()
                .withWorkbench(new Workbench(
                        Optional.empty(),
                        false,
                        new Journal.Bounds(entries, bytes, body),
                        Workbench.STANDARD.sandboxes())));
    }

    @Test
    void an_entry_is_there_before_the_client_sees_its_answer() {
        try (MockSandbox sandbox = ADMIN.openSandbox("before")) {
            for (int i = 1; i <= 50; i++) {
                var answer = Http.viewer(sandbox, "getStream", "none", "");
                String id = answer.headers().firstValue("X-Mock-Request").orElse("");
                assertEquals(
                        404,
                        ADMIN.send("GET", "/requests/" + id, null)
                                .at("/response/status")
                                .asInt());
                assertEquals("yes", sandbox.verify("getStream", i));
            }
        }
    }

    @Test
    void the_link_of_a_refusal_leads_to_its_explanation() {
        try (MockSandbox sandbox = ADMIN.openSandbox("explained")) {
            var refused = Http.viewer(sandbox, "requestStream", "", "{\"phone\":\"+1\",\"email\":\"no at sign\"}");
            String path = refused.headers().firstValue("X-Mock-Explain").orElse("");
            assertTrue(Http.json(refused).at("/0/log").asString().contains(path), refused.body());
            assertTrue(refused.headers().firstValue("Link").orElse("").contains(path));
            JsonNode reason = Http.json(Http.admin(MOCK.baseUrl(), "GET", path.substring("/__admin".length()), ""))
                    .at("/refusals/0");
            assertEquals("body /email", reason.path("where").asString());
            assertEquals("\"no at sign\"", reason.path("value").asString());
            assertEquals("invalid-request-400", reason.path("rule").asString());
            assertEquals("assumed", reason.path("level").asString());
            assertFalse(reason.path("send").asString().isEmpty());
        }
    }

    @Test
    void a_request_that_leads_nowhere_is_told_the_nearest_operation_and_why_it_is_not_it() {
        try (MockSandbox sandbox = ADMIN.openSandbox("unmatched")) {
            Http.send(HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/instantstream/strat/abc"))
                    .header("apikey", sandbox.key("viewer"))
                    .build());
            Http.viewer(sandbox, "getStream", "x", "");
            JsonNode unmatched = ADMIN.send("GET", "/unmatched?sandbox=" + sandbox.id(), null);
            assertEquals(unmatched, ADMIN.send("GET", "/requests/unmatched?sandbox=" + sandbox.id(), null));
            assertEquals(1, unmatched.path("requests").size());
            JsonNode near = unmatched.at("/requests/0/nearest/0");
            assertEquals("startStream", near.path("operation").asString());
            assertTrue(near.path("why").asString().contains("'start', not 'strat'"), near.toString());
        }
    }

    @Test
    void no_secret_is_kept() {
        try (MockSandbox sandbox = ADMIN.openSandbox("secrets")) {
            String key = sandbox.key("viewer");
            String token = Http.request(sandbox);
            var granted = Http.viewer(
                    sandbox,
                    "authorizeChannel",
                    "",
                    "{\"socket_id\":\"1.2\",\"channel_name\":\"private-encrypted-instantstream-" + token + "\"}");
            Http.send(HttpRequest.newBuilder(URI.create(MOCK.baseUrl() + "/instantstream/get/x?k=" + key))
                    .header("apikey", key)
                    .header("Authorization", "Bearer letmein")
                    .build());
            String all =
                    sandbox.requests().toString() + ADMIN.send("GET", "/requests.har?sandbox=" + sandbox.id(), null);
            String signature = Http.json(granted).path("auth").asString();
            assertEquals(200, granted.statusCode(), granted.body());
            assertFalse(all.contains(key), "the key");
            assertFalse(all.contains("letmein"), "the bearer");
            assertFalse(all.contains(signature.substring(signature.indexOf(':') + 1)), "the signature");
            assertTrue(all.contains("(masked)"));
        }
    }

    @Test
    void a_long_body_is_cut_with_a_mark_and_hostile_ones_are_kept_as_text() {
        try (MockSandbox sandbox = ADMIN.openSandbox("long")) {
            String huge = "{\"phone\":\"" + "😀".repeat(20_000) + "\"}";
            Http.viewer(sandbox, "requestStream", "", huge);
            JsonNode body = sandbox.requests().at("/0/request/body");
            assertTrue(body.path("truncated").asBoolean());
            assertEquals(80_012, body.path("bytes").asInt());
            assertTrue(body.path("text").asString().length() <= 8192);
        }
    }

    @Test
    void what_had_to_be_forgotten_makes_a_verdict_inconclusive_and_never_a_false_yes() {
        try (MockServer mock = keeping(5, 1 << 20, 100)) {
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).openSandbox("forgetful");
            for (int i = 0; i < 8; i++) {
                Http.viewer(sandbox, "getStream", "x", "");
            }
            assertEquals("inconclusive", sandbox.verify("getStream", 5));
            assertEquals("inconclusive", sandbox.verify("getStream", 8));
            assertEquals("inconclusive", sandbox.verify("getChat", 0));
            assertEquals("no", sandbox.verify("getStream", 4));
            assertEquals("no", sandbox.verify("getStream", 9));
            JsonNode atLeast = Http.json(Http.admin(
                    mock.baseUrl(),
                    "POST",
                    "/requests/verify?sandbox=" + sandbox.id(),
                    "{\"operation\":\"getStream\",\"atLeast\":5}"));
            assertEquals("yes", atLeast.path("verdict").asString(), "what is still there is enough");
        }
    }

    @Test
    void a_journal_stays_within_its_bytes() {
        try (MockServer mock = keeping(100_000, 50_000, 2_000)) {
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).openSandbox("bytes");
            for (int i = 0; i < 100; i++) {
                Http.viewer(sandbox, "requestStream", "", "{\"phone\":\"" + "1".repeat(1_500) + "\"}");
            }
            assertTrue(
                    sandbox.requests().size() < 25,
                    () -> "kept " + sandbox.requests().size());
            assertTrue(sandbox.requests().size() > 5);
        }
    }

    @Test
    void waiting_ends_as_soon_as_the_request_comes() {
        try (MockSandbox sandbox = ADMIN.openSandbox("wait")) {
            CompletableFuture<String> verdict =
                    CompletableFuture.supplyAsync(() -> sandbox.await("getChat", "404", 2, Duration.ofSeconds(30)));
            Http.viewer(sandbox, "getChat", "x", "");
            assertFalse(verdict.isDone());
            Http.viewer(sandbox, "getChat", "x", "");
            assertEquals(
                    "yes",
                    verdict.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join());
            assertEquals("no", sandbox.await("getChat", "200", 1, Duration.ofMillis(50)));
        }
    }

    @Test
    void requests_are_found_by_operation_token_and_class_of_status() {
        try (MockSandbox sandbox = ADMIN.openSandbox("found")) {
            String token = Http.request(sandbox);
            Http.viewer(sandbox, "stopStream", token, "{\"role\":\"viewer\"}");
            String query = "/requests?sandbox=" + sandbox.id();
            assertEquals(
                    2,
                    ADMIN.send("GET", query + "&token=" + token, null)
                            .path("requests")
                            .size());
            assertEquals(
                    1,
                    ADMIN.send("GET", query + "&status=4xx", null)
                            .path("requests")
                            .size());
            assertEquals(
                    1,
                    ADMIN.send("GET", query + "&operation=requestStream", null)
                            .path("requests")
                            .size());
            assertEquals(
                    404,
                    Http.admin(MOCK.baseUrl(), "GET", "/requests?operation=getStreem", "")
                            .statusCode());
            ADMIN.send("DELETE", query, null);
            assertEquals(0, sandbox.requests().size());
        }
    }

    @Test
    void the_document_of_the_admin_api_names_every_route() {
        JsonNode paths = ADMIN.send("GET", "/openapi.json", null).path("paths");
        for (Route route : MOCK.admin().routes()) {
            assertTrue(
                    paths.path("/__admin" + route.path()).has(route.method().toLowerCase(java.util.Locale.ROOT)),
                    route.path());
        }
    }
}
