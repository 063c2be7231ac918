package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockConfig.Workbench;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.MockStartException;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.AdminException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays on every route what a foreign page in a developer's browser can do. */
class AttackTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard()
            .withWorkbench(new Workbench(
                    Optional.empty(), true, Workbench.STANDARD.journal(), Workbench.STANDARD.sandboxes())));
    private static final String OWN = "Host: 127.0.0.1:" + MOCK.port();

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    static Stream<Route> everyRoute() {
        return MOCK.admin().routes().stream();
    }

    /** Sends raw bytes, since honest clients do not forge these headers, and answers the status line. */
    private static String statusLine(String requestLine, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), MOCK.port())) {
            socket.setSoTimeout(10_000);
            String request =
                    requestLine + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: 0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(12);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }

    private static String line(Route route) {
        return route.method() + " " + AdminDoor.ROOT + route.path().replaceAll("\\{\\w+}", "default");
    }

    private static void assertForbidden(Route route, String... headers) throws IOException {
        assertEquals("HTTP/1.1 403", statusLine(line(route), headers), () -> line(route) + " " + List.of(headers));
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void no_route_serves_a_page_of_another_origin(Route route) throws IOException {
        assertForbidden(route, OWN, "Origin: http://evil.example");
        assertForbidden(route, OWN, "Origin: null");
        assertForbidden(route, OWN, "Origin: http://localhost:3000");
        assertForbidden(route, OWN, "Origin: http://127.0.0.1:" + MOCK.port() + ".evil.example");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void no_route_serves_an_image_or_form_of_another_site(Route route) throws IOException {
        assertForbidden(route, OWN, "Sec-Fetch-Site: cross-site");
        assertForbidden(route, OWN, "Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void no_route_answers_under_a_name_that_was_bound_to_this_address_later(Route route) throws IOException {
        assertForbidden(route, "Host: evil.example");
        assertForbidden(route, "Host: evil.example:" + MOCK.port(), "Origin: http://evil.example:" + MOCK.port());
        assertForbidden(route, "Host: 127.0.0.1.evil.example");
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void no_route_becomes_a_websocket(Route route) throws IOException {
        String path = line(route).substring(line(route).indexOf(' ') + 1);
        assertEquals(
                "HTTP/1.1 403",
                statusLine(
                        "GET " + path,
                        OWN,
                        "Origin: http://evil.example",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    }

    @ParameterizedTest
    @MethodSource("everyRoute")
    void no_write_takes_what_a_form_can_send(Route route) throws IOException {
        if (!route.method().equals("GET")) {
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
                assertEquals("HTTP/1.1 415", statusLine(line(route), OWN, "Content-Type: " + type), line(route));
            }
        }
    }

    @Test
    void no_attack_has_ended_the_mock_and_its_own_client_is_served() {
        assertEquals(
                "ok", AdminClient.at(MOCK.baseUrl()).health().path("status").asString());
    }

    @Test
    void a_preflight_is_given_no_leave() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), MOCK.port())) {
            String request = "OPTIONS /__admin/reset HTTP/1.1\r\n" + OWN
                    + "\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
            assertFalse(answer.contains("Access-Control"), answer);
        }
    }

    @Test
    void following_a_link_to_a_page_is_allowed() throws IOException {
        assertEquals(
                "HTTP/1.1 200",
                statusLine(
                        "GET /__admin/health",
                        OWN,
                        "Sec-Fetch-Site: cross-site",
                        "Sec-Fetch-Mode: navigate",
                        "Sec-Fetch-Dest: document"));
    }

    @Test
    void a_mock_that_others_can_reach_wants_a_token() {
        MockStartException refused = assertThrows(
                MockStartException.class, () -> MockConfig.standard().withHost("0.0.0.0"));
        assertTrue(refused.getMessage().contains("--admin-token"), refused.getMessage());
    }

    @Test
    void with_a_token_only_its_bearer_is_served() {
        Workbench guarded = new Workbench(
                Optional.of("s3cret"), false, Workbench.STANDARD.journal(), Workbench.STANDARD.sandboxes());
        try (MockServer mock = MockServer.start(MockConfig.standard().withWorkbench(guarded))) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            assertEquals(401, assertThrows(AdminException.class, admin::health).status());
            assertEquals(
                    401,
                    assertThrows(
                                    AdminException.class,
                                    () -> admin.withToken("s3cre").health())
                            .status());
            assertEquals("ok", admin.withToken("s3cret").health().path("status").asString());
            assertFalse(guarded.toString().contains("s3cret"));
        }
    }

    @Test
    void nobody_ends_a_mock_that_does_not_allow_it() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            assertEquals(
                    403,
                    assertThrows(AdminException.class, () -> admin.send("POST", "/shutdown", null))
                            .status());
        }
    }
}
