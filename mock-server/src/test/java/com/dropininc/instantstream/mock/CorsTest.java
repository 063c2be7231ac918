package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
    private static MockServer mock;

    @BeforeAll
    static void start() {
        mock = MockServer.start(MockConfig.standard());
    }

    @AfterAll
    static void close() {
        mock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instantstream/request", "/notifications/authchannel", "/instantstream/get/x", "/nowhere"})
    void a_preflight_comes_without_a_key_and_passes_on_every_path(String path) {
        Api.Answer answer = Api.send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "http://app.example.com")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "apikey,content-type,x-requested-with")
                .build());
        assertEquals(204, answer.status());
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
        assertEquals("apikey,content-type,x-requested-with", answer.header("Access-Control-Allow-Headers"));
        assertTrue(answer.header("Access-Control-Allow-Methods").contains("POST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/instantstream/get/x", "/nowhere", "/instantstream/request", "/%2e%2e/x"})
    void a_refusal_shows_itself_to_a_page_of_another_origin(String path) {
        Api.Answer answer = new Api(mock.baseUrl(), "").send("GET", path, "", BodyPublishers.noBody());
        assertEquals(4, answer.status() / 100);
        assertEquals("*", answer.header("Access-Control-Allow-Origin"));
    }
}
