package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What callers send is text wherever it goes: it is never a template, an expression or a lookup. */
class NoEvaluationTest {
    private static final String PRODUCT = "9801547";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${1337*7331}",
                "#{1337*7331}",
                "{{1337*7331}}",
                "<%= 1337*7331 %>",
                "@{1337*7331}",
                "%{1337*7331}",
                "!{1337*7331}",
                "*{1337*7331}",
                "$unsafe{1337*7331}",
                "${jndi:ldap://127.0.0.1:1/x}",
                "${env:PATH}",
                "${sys:user.home}",
                "@import java.lang.Runtime"
            })
    void an_expression_comes_back_as_it_went_in_and_is_worked_out_nowhere(String expression) {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            Api api = Api.of(mock);
            String quoted = JsonMapper.shared().writeValueAsString(expression);
            Api.Answer made = api.call(
                    "requestStream",
                    "",
                    "{\"phone\":" + quoted + ",\"email\":\"a@example.com\",\"deviceToken\":" + quoted + "}");
            String token = made.json().path("token").asString();
            assertEquals(expression, made.json().path("phone").asString());
            api.call("startStream", token, Api.bodyFor("startStream"));
            api.call("saveChat", token, "{\"role\":\"viewer\",\"message\":" + quoted + "}");
            assertEquals(
                    expression,
                    api.call("getChat", token, "").json().at("/0/message").asString());
            for (String path : List.of("/streams/" + token, "/requests", "/coverage", "/streams", "/")) {
                String page = page(mock, path);
                assertFalse(page.contains(PRODUCT) || page.contains(System.getProperty("user.home")), path);
            }
            assertTrue(page(mock, "/streams/" + token).length() > 500, "the page of the stream is there");
        }
    }

    private static String page(MockServer mock, String path) {
        return Api.send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + "/__admin" + path))
                        .header("Accept", "text/html")
                        .header("User-Agent", "${1337*7331}")
                        .build())
                .text();
    }
}
