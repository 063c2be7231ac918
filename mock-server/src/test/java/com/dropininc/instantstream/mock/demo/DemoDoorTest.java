package com.dropininc.instantstream.mock.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoDoorTest {
    private static final Path PAGES = Path.of("src/main/resources/com/dropininc/instantstream/mock/demo");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> call(int port, String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    /** The pages alone, on a build that found pusher-js or did not. */
    private static Javalin pages(Optional<byte[]> sdk) {
        DemoDoor door = new DemoDoor(Contract.load(), Fixtures.load(), "some-key", sdk);
        return Javalin.create(javalin -> {
                    javalin.startup.showJavalinBanner = false;
                    door.register(javalin.routes);
                })
                .start("127.0.0.1", 0);
    }

    @ParameterizedTest
    @CsvSource({
        "/demo,                 text/html;charset=utf-8",
        "/demo/viewer,          text/html;charset=utf-8",
        "/demo/dealer,          text/html;charset=utf-8",
        "/demo/demo.css,        text/css;charset=utf-8",
        "/demo/icon.svg,        image/svg+xml;charset=utf-8",
        "/demo/instantstream.js, text/javascript;charset=utf-8",
        "/demo/pusher.js,       text/javascript",
        "/demo/config.json,     application/json",
    })
    void a_page_comes_with_a_policy_that_lets_in_nothing_else(String path, String type) throws Exception {
        Javalin server = pages(Optional.of(new byte[] {';'}));
        try {
            HttpResponse<String> answer = call(server.port(), "GET", path);
            assertEquals(200, answer.statusCode());
            assertEquals(
                    type, answer.headers().firstValue("Content-Type").orElse("").replace("; ", ";"));
            String policy =
                    answer.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertEquals(
                    "nosniff",
                    answer.headers().firstValue("X-Content-Type-Options").orElse(""));
        } finally {
            server.stop();
        }
    }

    @Test
    void a_build_without_npm_says_so_in_one_sentence_and_the_mock_works() throws Exception {
        Javalin server = pages(Optional.empty());
        try {
            for (String page : List.of("/demo", "/demo/viewer", "/demo/dealer")) {
                HttpResponse<String> answer = call(server.port(), "GET", page);
                assertEquals(503, answer.statusCode());
                assertTrue(answer.body().contains("found no npm"), answer.body());
                assertTrue(answer.body().contains("install Node.js"), answer.body());
                assertEquals(1, answer.body().lines().count());
            }
            assertEquals(404, call(server.port(), "GET", "/demo/pusher.js").statusCode());
            assertEquals(200, call(server.port(), "GET", "/demo/config.json").statusCode());
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET /demo/nothing", "GET /demo/config", "GET /demolition", "POST /demo", "DELETE /demo/viewer"})
    void what_is_no_page_is_the_apis_to_answer(String call) throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            String[] parts = call.split(" ");
            HttpResponse<String> answer = call(mock.port(), parts[0], parts[1]);
            assertEquals(404, answer.statusCode());
            assertTrue(
                    answer.body()
                            .contains(mock.contract().refusal("route-unknown").code()),
                    answer.body());
        }
    }

    @Test
    void the_settings_are_the_contracts_and_the_mocks_own() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            JsonNode settings = JsonMapper.shared()
                    .readTree(call(mock.port(), "GET", "/demo/config.json").body());
            Contract contract = mock.contract();
            assertEquals(
                    contract.operations().keySet(), settings.path("operations").propertyNames());
            contract.operations()
                    .forEach((id, operation) -> assertEquals(
                            operation.path(),
                            settings.path("operations").path(id).path("path").asString()));
            assertEquals(mock.realtime().app().key(), settings.path("pusherKey").asString());
            assertEquals(
                    "demo-operator-key", settings.path("keys").path("operator").asString());
            assertEquals(
                    contract.channel("account").name("{accountId}"),
                    settings.path("channels").path("account").path("name").asString());
            assertFalse(settings.toString().contains(mock.realtime().app().secret()));
        }
    }

    @Test
    void the_pages_repeat_no_path_of_the_api_and_never_write_html() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (String wrong :
                        List.of("/instantstream/", "/notifications/", ".innerHTML", "insertAdjacentHTML", "https://")) {
                    assertFalse(text.contains(wrong), file + " holds " + wrong);
                }
            }
        }
    }
}
