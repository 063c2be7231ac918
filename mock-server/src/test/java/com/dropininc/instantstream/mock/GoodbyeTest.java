package com.dropininc.instantstream.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mock in a process of its own, ended as an operating system ends it. */
class GoodbyeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern LISTENS = Pattern.compile("listens on (http://\\S+)");

    @TempDir
    Path dir;

    private Process start(Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        "0",
                        "--log",
                        "json")
                .redirectError(log.toFile())
                .start();
    }

    private static String url(Process mock) throws IOException {
        BufferedReader screen =
                new BufferedReader(new InputStreamReader(mock.getInputStream(), StandardCharsets.UTF_8));
        for (String line = screen.readLine(); line != null; line = screen.readLine()) {
            Matcher listens = LISTENS.matcher(line);
            if (listens.find()) {
                return listens.group(1);
            }
        }
        throw new IOException("the mock did not start");
    }

    private static HttpRequest.Builder call(String url) {
        return HttpRequest.newBuilder(URI.create(url)).header("apikey", "demo-viewer-key");
    }

    private static CompletableFuture<Integer> closing(String url) throws Exception {
        CompletableFuture<Integer> closed = new CompletableFuture<>();
        HTTP.newWebSocketBuilder()
                .buildAsync(
                        URI.create(url.replace("http:", "ws:") + "/app/demo-pusher-key?protocol=7"),
                        new WebSocket.Listener() {
                            @Override
                            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                                closed.complete(code);
                                return null;
                            }
                        })
                .get(30, TimeUnit.SECONDS);
        return closed;
    }

    @Test
    void a_mock_that_is_terminated_answers_what_it_was_asked_and_says_goodbye_to_sockets() throws Exception {
        Path log = dir.resolve("log");
        Process mock = start(log);
        try {
            String url = url(mock);
            HTTP.send(
                    call(url + "/__admin/faults")
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(
                                    "{\"operation\":\"getStream\",\"fault\":{\"type\":\"latency\",\"millis\":1500}}"))
                            .build(),
                    BodyHandlers.discarding());
            CompletableFuture<Integer> socket = closing(url);
            CompletableFuture<HttpResponse<String>> inFlight = HTTP.sendAsync(
                    call(url + "/instantstream/get/demo-streaming")
                            .header("X-Request-Id", "the-last-one")
                            .build(),
                    BodyHandlers.ofString());
            Awaitility.await().until(() -> Files.readString(log).contains("the-last-one"));
            mock.destroy();
            HttpResponse<String> answered = inFlight.get(30, TimeUnit.SECONDS);
            assertEquals(200, answered.statusCode());
            assertTrue(answered.body().contains("demo-streaming"), answered.body());
            assertEquals(4200, socket.get(30, TimeUnit.SECONDS));
            assertTrue(mock.waitFor(30, TimeUnit.SECONDS));
        } finally {
            mock.destroyForcibly();
        }
        isJson(Files.readAllLines(log));
    }

    /** Every line of the log is an object, and the request is found by its id. */
    private static void isJson(List<String> lines) {
        for (String line : lines) {
            JsonNode entry = JsonMapper.shared().readTree(line);
            assertTrue(entry.has("timestamp") && entry.has("level") && entry.has("formattedMessage"), line);
            assertTrue(!line.contains("demo-viewer-key") && !line.contains("demo-streaming"), line);
        }
        assertTrue(lines.stream().anyMatch(line -> line.contains("\"requestId\":\"the-last-one\"")), lines.toString());
    }
}
