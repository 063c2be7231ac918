package com.dropininc.instantstream.mock.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Serving;
import com.dropininc.instantstream.mock.client.AdminClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every bound of the network names itself to whoever meets it, and the mock lives on. */
class LimitsTest {
    private static final int CONNECTIONS = 400;
    private static final MockServer MOCK = MockServer.start(
            MockConfig.standard().withServing(bounded(new Bounds(CONNECTIONS, 50, Duration.ofSeconds(2)))));

    private static Serving bounded(Bounds bounds) {
        return new Serving(Serving.STANDARD.https(), bounds, Serving.STANDARD.grace(), Serving.STANDARD.collector());
    }

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    @AfterEach
    void the_mock_lives() {
        assertEquals(
                "ok", AdminClient.at(MOCK.baseUrl()).health().path("status").asString());
    }

    private static String answer(String request) throws IOException {
        try (Raw raw = new Raw(MOCK.port())) {
            return raw.send(request).rest();
        }
    }

    private static String get(String headers) {
        return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static void assertRefused(int status, String limit, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status), answer);
        assertTrue(answer.contains(limit), answer);
        assertTrue(answer.contains("\"code\":\"E_"), answer);
    }

    @Test
    void too_many_headers_are_refused() throws IOException {
        StringBuilder headers = new StringBuilder();
        for (int i = 0; i < 51; i++) {
            headers.append("X-").append(i).append(": y\r\n");
        }
        assertRefused(431, "--max-headers", answer(get(headers.toString())));
    }

    @Test
    void headers_that_are_too_long_are_refused() throws IOException {
        assertRefused(431, "65536 bytes", answer(get("X-Long: " + "y".repeat(70_000) + "\r\n")));
    }

    @Test
    void a_url_that_is_too_long_is_refused() throws IOException {
        assertRefused(
                414, "65536 bytes", answer("GET /" + "y".repeat(70_000) + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
    }

    @Test
    void a_head_that_trickles_is_cut_off_however_busy_it_looks() throws Exception {
        try (Raw raw = new Raw(MOCK.port())) {
            raw.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
            Thread trickle = new Thread(() -> {
                try {
                    for (int i = 0; i < 10_000; i++) {
                        raw.send("X-" + i + ": y\r\n");
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException cut) {
                    Thread.currentThread().interrupt();
                }
            });
            trickle.start();
            String answer = read(raw);
            trickle.interrupt();
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 408"), answer);
        }
    }

    /** What was said before the end; a client that is still sending may see a reset instead. */
    private static String read(Raw raw) {
        try {
            return raw.rest();
        } catch (IOException reset) {
            return "";
        }
    }

    @Test
    void a_head_that_never_ends_is_told_by_which_bound_it_was_cut() throws IOException {
        assertRefused(408, "--patience", answer("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow"));
    }

    @Test
    void a_connection_that_asks_nothing_is_closed() throws IOException {
        assertEquals("", answer(""));
    }

    @Test
    void a_socket_that_says_nothing_is_no_request_that_does_not_come() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + MOCK.port() + "/app/demo-pusher-key?protocol=7"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                                heard.add(text.toString());
                                from.request(1);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        assertTrue(heard.poll(30, TimeUnit.SECONDS).contains("connection_established"));
        // Each of these has waited as long as the mock has patience, and the socket for all of them.
        for (int i = 0; i < 2; i++) {
            assertEquals("", answer(""));
        }
        socket.sendText("{\"event\":\"pusher:ping\"}", true);
        assertTrue(heard.poll(30, TimeUnit.SECONDS).contains("pusher:pong"));
        socket.abort();
    }

    @Test
    void slow_bodies_keep_no_thread_and_are_told_by_which_bound_they_were_cut() throws IOException {
        List<Raw> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                slow.add(new Raw(MOCK.port())
                        .send("POST /instantstream/request HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"));
            }
            // More slow clients than the server has threads: another client is served at once all the same.
            assertTrue(answer(get("")).startsWith("HTTP/1.1 404"));
            assertRefused(408, "--patience", slow.get(0).rest());
            assertRefused(408, "--patience", slow.get(299).rest());
        } finally {
            for (Raw raw : slow) {
                raw.close();
            }
        }
    }

    @Test
    void a_slow_body_to_another_door_is_cut_off_too() throws IOException {
        for (String path : List.of("/__admin/reset", "/apps/1000001/events")) {
            assertRefused(
                    408,
                    "--patience",
                    answer("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 100\r\n\r\n{"));
        }
    }

    @Test
    void too_large_a_body_to_another_door_is_refused() throws IOException {
        String large = " ".repeat(33 << 20);
        assertRefused(
                413,
                "33554432 bytes",
                answer("POST /__admin/reset HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + large.length() + "\r\n\r\n" + large));
    }

    @Test
    void too_many_connections_are_refused_and_may_come_again() throws IOException {
        Bounds few = new Bounds(3, 50, Duration.ofSeconds(30));
        try (MockServer mock = MockServer.start(MockConfig.standard().withServing(bounded(few)))) {
            List<Raw> held = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                held.add(new Raw(mock.port()).send(get("").replace("Connection: close\r\n", "")));
                assertEquals(1, held.get(i).answers(1));
            }
            try (Raw fourth = new Raw(mock.port())) {
                String refused = fourth.send(get("")).rest();
                assertRefused(503, "--max-connections", refused);
                assertTrue(refused.contains("Retry-After: 1"), refused);
            }
            held.get(0).close();
            assertTrue(served(mock).startsWith("HTTP/1.1 404"));
            for (Raw raw : held) {
                raw.close();
            }
        }
    }

    /** The answer once the server has seen that another connection was closed. */
    private static String served(MockServer mock) throws IOException {
        String answer = "";
        for (int i = 0; i < 1_000 && !answer.startsWith("HTTP/1.1 404"); i++) {
            try (Raw raw = new Raw(mock.port())) {
                answer = raw.send(get("")).rest();
            }
        }
        return answer;
    }
}
