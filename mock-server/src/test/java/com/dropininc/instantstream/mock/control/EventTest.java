package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EventTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static BufferedReader listen(MockServer mock, String query) throws IOException, InterruptedException {
        URI uri = URI.create(mock.baseUrl() + "/__admin/events" + query);
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
        assertEquals(
                "text/event-stream", answer.headers().firstValue("Content-Type").orElse(""));
        BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        assertEquals(": listening", lines.readLine());
        return lines;
    }

    private static JsonNode next(BufferedReader lines, String kind) {
        return assertTimeoutPreemptively(PATIENCE, () -> {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("event: " + kind)) {
                    return JsonMapper.shared().readTree(lines.readLine().substring("data: ".length()));
                }
            }
            throw new AssertionError("the events ended before " + kind);
        });
    }

    @Test
    void a_watcher_is_told_of_requests_streams_and_time_of_its_sandbox_and_of_no_other() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            MockSandbox watched = admin.openSandbox("watched");
            MockSandbox other = admin.openSandbox("other");
            try (BufferedReader lines = listen(mock, "?sandbox=" + watched.id())) {
                Http.request(other);
                String token = Http.request(watched);
                assertEquals(token, next(lines, "stream").at("/data/token").asString());
                JsonNode request = next(lines, "request");
                assertEquals(watched.id(), request.path("sandbox").asString());
                assertEquals(200, request.at("/data/status").asInt());
                watched.advance(Duration.ofMinutes(15));
                assertEquals("expired", next(lines, "stream").at("/data/status").asString());
                next(lines, "clock");
            }
        }
    }

    @Test
    void the_mock_ends_at_once_though_somebody_listens() throws Exception {
        MockServer mock = MockServer.start(MockConfig.standard());
        try (BufferedReader lines = listen(mock, "")) {
            long begun = System.nanoTime();
            assertTimeoutPreemptively(PATIENCE, mock::close);
            assertTrue(System.nanoTime() - begun < 5_000_000_000L);
        } catch (IOException ended) {
            // The stream may end in the middle of a line.
        }
    }

    @Test
    void asking_for_the_head_of_the_events_waits_for_nothing() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            for (int i = 0; i < 100; i++) {
                var head = Http.send(HttpRequest.newBuilder(URI.create(mock.baseUrl() + "/__admin/events"))
                        .method("HEAD", BodyPublishers.noBody())
                        .timeout(PATIENCE)
                        .build());
                assertEquals(200, head.statusCode());
            }
        }
    }
}
