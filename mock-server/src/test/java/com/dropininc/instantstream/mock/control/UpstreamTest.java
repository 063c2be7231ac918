package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Passing;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.AdminException;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class UpstreamTest {
    private static final String KEY = "the-real-key";

    /** Method, path with query, key and body of each call that the real environment got. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private HttpServer real;
    private volatile int status = 200;
    private volatile String body = "[]";
    private volatile String type = "application/json";

    @BeforeEach
    void start() throws IOException {
        real = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        real.createContext("/", this::answer);
        real.start();
    }

    @AfterEach
    void stop() {
        real.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst(Http.CONTRACT.keyHeader()) + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Location", url() + "/elsewhere");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String url() {
        return "http://127.0.0.1:" + real.getAddress().getPort();
    }

    private MockServer mock(String... operations) {
        return MockServer.start(MockConfig.standard()
                .withPassing(new Passing(
                        operations.length == 0 ? Optional.empty() : Optional.of(url() + "/"),
                        List.of(operations),
                        List.of(url()),
                        Map.of("", KEY, "operator", "the-operators-key"))));
    }

    @Test
    void chosen_operations_are_answered_by_the_real_environment_with_its_own_key() {
        try (MockServer mock = mock("getChat", "pingStream")) {
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).openSandbox("partial");
            String token = Http.streaming(sandbox);
            var chat = Http.viewer(sandbox, "getChat", token, "");
            assertEquals("200 []", chat.statusCode() + " " + chat.body());
            assertEquals(
                    url() + "/instantstream/getchat/" + token,
                    chat.headers().firstValue("X-Mock-Upstream").orElse(""));
            Http.call(sandbox, "operator", "pingStream", token, "");
            assertEquals("GET /instantstream/getchat/" + token + " " + KEY + " ", asked.get(0));
            assertTrue(asked.get(1).contains("the-operators-key"), asked::toString);
            assertEquals(2, asked.size());
            JsonNode entry = sandbox.requests().get(1);
            assertEquals("[]", entry.at("/upstream/violations").toString(), entry::toString);
            assertFalse(sandbox.requests().toString().contains(KEY));
        }
    }

    @Test
    void an_answer_that_breaks_the_contract_passes_and_is_told_in_the_journal() {
        try (MockServer mock = mock("getStream")) {
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            body = "{\"token\":7,\"key\":\"" + KEY + "\"}";
            var answer = Http.viewer(sandbox, "getStream", "x", "");
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("\"token\":7") && !answer.body().contains(KEY), answer.body());
            String violations = sandbox.requests().at("/0/upstream/violations").toString();
            assertTrue(violations.contains("/status is missing") || violations.contains("/status"), violations);
            body = "<html>";
            type = "text/html";
            var page = Http.viewer(sandbox, "getStream", "x", "");
            assertEquals("text/html", page.headers().firstValue("Content-Type").orElse(""));
            assertTrue(
                    sandbox.requests().at("/0/upstream/violations").toString().contains("text/html"));
        }
    }

    @Test
    void a_redirect_is_not_followed_and_leads_nobody_away() {
        try (MockServer mock = mock("getStream")) {
            status = 302;
            var answer = Http.viewer(AdminClient.at(mock.baseUrl()).defaultSandbox(), "getStream", "x", "");
            assertEquals(302, answer.statusCode());
            assertTrue(answer.headers().firstValue("Location").isEmpty());
            assertEquals(1, asked.size());
        }
    }

    @Test
    void a_token_stays_one_segment_of_the_path_and_no_query_of_the_callers_own_leaves() {
        try (MockServer mock = mock("getStream")) {
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            Http.viewer(sandbox, "getStream", "..%2F..%2Fadmin?x=" + sandbox.key("viewer"), "");
            Http.viewer(sandbox, "getStream", "%2E%2E", "");
            Http.viewer(sandbox, "getStream", "a@evil.example:80%23", "");
            assertTrue(asked.get(0).startsWith("GET /instantstream/get/..%2F..%2Fadmin " + KEY), asked::toString);
            assertTrue(asked.get(1).startsWith("GET /instantstream/get/%252E%252E "), asked::toString);
            assertTrue(asked.get(2).startsWith("GET /instantstream/get/a%40evil.example%3A80%23 "), asked::toString);
        }
    }

    @Test
    void a_sandbox_passes_on_what_it_is_told_and_only_to_servers_that_are_allowed() {
        try (MockServer mock = mock()) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            MockSandbox sandbox = admin.openSandbox("partial");
            String settings = "/settings?sandbox=" + sandbox.id();
            for (String server :
                    List.of("http://127.0.0.1:1", "file:///etc/passwd", url() + "@evil.example", url() + "/x")) {
                AdminException refused = assertThrows(
                        AdminException.class, () -> admin.send("PUT", settings, wish(server, "getStream")));
                assertTrue(
                        refused.status() == 400 && refused.getMessage().contains("--upstream-allow"),
                        refused.getMessage());
            }
            AdminException unknown =
                    assertThrows(AdminException.class, () -> admin.send("PUT", settings, wish(url(), "getStreams")));
            assertTrue(unknown.getMessage().contains("'getStream'"), unknown.getMessage());
            admin.send("PUT", settings, wish(url(), "getStream"));
            Http.viewer(sandbox, "getStream", "x", "");
            Http.viewer(admin.defaultSandbox(), "getStream", "x", "");
            assertEquals(1, asked.size());
            Map<String, Object> off = new java.util.HashMap<>();
            off.put("upstream", null);
            admin.send("PUT", settings, off);
            assertEquals(404, Http.viewer(sandbox, "getStream", "x", "").statusCode());
        }
    }

    private static Map<String, ?> wish(String url, String operation) {
        return Map.of("upstream", Map.of("url", url, "operations", List.of(operation)));
    }

    @Test
    void an_environment_that_is_not_there_is_a_502_in_the_apis_own_shape() {
        try (MockServer mock = mock("getStream")) {
            real.stop(0);
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            var answer = Http.viewer(sandbox, "getStream", "x", "");
            assertEquals(502, answer.statusCode());
            assertEquals("E_UPSTREAM", Http.json(answer).at("/0/code").asString());
            assertTrue(
                    sandbox.requests().at("/0/upstream/violations/0").asString().contains("no answer"));
        }
    }

    @Test
    void without_a_key_of_its_own_or_for_a_strange_server_the_mock_does_not_start() {
        Passing keyless = new Passing(Optional.of("staging"), List.of("getStream"), List.of(), Map.of());
        InvalidSetting noKey = assertThrows(
                InvalidSetting.class,
                () -> MockServer.start(MockConfig.standard().withPassing(keyless)));
        assertTrue(noKey.getMessage().contains("INSTANTSTREAM_UPSTREAM_APIKEY"), noKey.getMessage());
        Passing strange = new Passing(Optional.of(url()), List.of("getStream"), List.of(), Map.of("", KEY));
        assertThrows(
                InvalidSetting.class,
                () -> MockServer.start(MockConfig.standard().withPassing(strange)));
        assertFalse(strange.toString().contains(KEY));
    }
}
