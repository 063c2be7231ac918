package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockConfig.Workbench;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The pages of the dashboard, as bytes: what is escaped, who may see them, what they may load. */
class DashboardTest {
    private static final String HOSTILE = "\"'><img src=x onerror=alert(1)><script>alert(2)</script>";

    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final MockSandbox SANDBOX = AdminClient.at(MOCK.baseUrl()).defaultSandbox();

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static HttpResponse<String> page(String path, String... headers) {
        return page(MOCK, path, headers);
    }

    private static HttpResponse<String> page(MockServer mock, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Http.send(request.build());
    }

    private static void assertHarmless(String path) {
        HttpResponse<String> answer = page(path);
        String html = answer.body();
        assertTrue(answer.statusCode() == 200 || answer.statusCode() == 404, path + " " + answer.statusCode());
        assertFalse(html.contains("<img src=x") || html.contains("<script>alert"), path + ":\n" + html);
    }

    @Test
    void whatever_a_stranger_sends_is_text_on_every_page() {
        String body =
                "{\"phone\":\"" + HOSTILE.replace("\"", "\\\"") + "\",\"email\":\"" + HOSTILE.replace("\"", "\\\"")
                        + "@x\",\"bundleId\":\"" + HOSTILE.replace("\"", "\\\"") + "\",\"deviceToken\":\""
                        + HOSTILE.replace("\"", "\\\"") + "\"}";
        String token = Http.json(Http.viewer(SANDBOX, "requestStream", "", body))
                .path("token")
                .asString();
        Http.viewer(SANDBOX, "startStream", token, Http.START);
        Http.viewer(
                SANDBOX,
                "saveChat",
                token,
                "{\"role\":\"viewer\",\"message\":\"" + HOSTILE.replace("\"", "\\\"") + "\"}");
        HttpResponse<String> refused = Http.viewer(
                SANDBOX,
                "saveChat",
                token,
                "{\"role\":\"" + HOSTILE.replace("\"", "\\\"") + "\",\"message\":\"" + HOSTILE.replace("\"", "\\\"")
                        + "\"}");
        AdminClient.at(MOCK.baseUrl()).send("POST", "/sandboxes", Map.of("name", HOSTILE));
        AdminClient.at(MOCK.baseUrl())
                .send("POST", "/faults", Map.of("name", HOSTILE, "token", HOSTILE, "fault", Map.of("type", "latency")));

        String stream = page("/__admin/streams/" + token).body();
        assertTrue(stream.contains("&lt;img src=x onerror=alert(1)&gt;"), stream);
        for (String path : List.of("/", "/streams/" + token, "/requests", "/sandboxes", "/faults", "/scenarios")) {
            assertHarmless("/__admin" + path);
        }
        String explain = refused.headers().firstValue("X-Mock-Explain").orElseThrow();
        assertHarmless(explain);
        assertTrue(page(explain).body().contains("&lt;script&gt;alert(2)"), "the offending value is shown");
        assertHarmless("/__admin/streams/%3Cimg%20src=x%20onerror=alert(1)%3E");
        assertHarmless("/__admin/requests?token=%22%3E%3Cimg%20src=x%3E");
    }

    @Test
    void a_line_for_the_shell_stays_one_command() {
        HttpResponse<String> refused = Http.viewer(SANDBOX, "saveChat", "x", "{\"role\":\"'; touch /tmp/x; echo '\"}");
        String html = page(refused.headers().firstValue("X-Mock-Explain").orElseThrow())
                .body()
                .replace("&#39;", "'")
                .replace("&#34;", "\"");
        assertTrue(html.contains("--data-raw '{\"role\":\"'\\''; touch /tmp/x; echo '\\''\"}'"), html);
        assertFalse(html.contains(SANDBOX.key("viewer") + "'"), "the key is a variable");
    }

    @Test
    void every_page_may_load_from_its_own_server_only_and_runs_no_inline_program() {
        for (String path : List.of("/", "/requests", "/clock", "/faults", "/connect", "/docs", "/nowhere")) {
            HttpResponse<String> page = page("/__admin" + path);
            String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self'"), path + policy);
            assertFalse(policy.contains("unsafe"), policy);
            assertFalse(
                    page.body().matches("(?s).*(<script>|<style| style=| onclick=|https?://(?!127\\.0\\.0\\.1)).*"),
                    path);
        }
    }

    @Test
    void programs_are_told_json_at_the_same_paths() {
        for (String path : List.of("", "/", "/streams", "/requests", "/clock", "/sandboxes", "/faults", "/scenarios")) {
            HttpResponse<String> told = Http.admin(MOCK.baseUrl(), "GET", path, "");
            assertEquals(
                    "application/json",
                    told.headers().firstValue("Content-Type").orElse(""),
                    path);
        }
    }

    @Test
    void a_browser_shows_the_token_once_and_no_other_site_can_use_its_cookie() {
        Workbench guarded = new Workbench(
                Optional.of("s3cret"), false, Workbench.STANDARD.journal(), Workbench.STANDARD.sandboxes());
        try (MockServer mock = MockServer.start(MockConfig.standard().withWorkbench(guarded))) {
            HttpResponse<String> closed = page(mock, "/__admin/streams");
            assertEquals(401, closed.statusCode());
            assertTrue(closed.body().contains("Sign in"), closed.body());
            assertFalse(closed.body().contains("demo-pending"), closed.body());
            assertEquals(200, page(mock, "/__admin/assets/dashboard.css").statusCode());
            assertEquals(401, signIn(mock, "s3cre").statusCode());
            HttpResponse<String> signedIn = signIn(mock, "s3cret");
            assertEquals(204, signedIn.statusCode());
            String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
            assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
            assertTrue(cookie.contains("Path=/__admin") && !cookie.contains("s3cret"), cookie);
            String pass = cookie.substring(0, cookie.indexOf(';'));
            assertTrue(page(mock, "/__admin/streams", "Cookie", pass).body().contains("demo-pending"));
            assertEquals(
                    403,
                    page(mock, "/__admin/streams", "Cookie", pass, "Origin", "http://localhost:3000")
                            .statusCode());
            assertEquals(
                    401,
                    page(mock, "/__admin/streams", "Cookie", "instantstream-mock-token=s3cret")
                            .statusCode());
        }
    }

    private static HttpResponse<String> signIn(MockServer mock, String token) {
        return Http.send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + "/__admin/sign-in"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + token + "\"}"))
                .build());
    }
}
