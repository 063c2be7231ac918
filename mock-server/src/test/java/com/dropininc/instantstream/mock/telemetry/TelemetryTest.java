package com.dropininc.instantstream.mock.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Serving;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who run the mock are told. */
class TelemetryTest {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard());
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        MOCK.close();
    }

    private static HttpResponse<String> get(MockServer mock, String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mock.baseUrl() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Names and labels of all series, without their values. */
    private static Set<String> series(MockServer mock) {
        return get(mock, "/__admin/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    @Test
    void answers_are_counted_by_operation_and_class_of_status() {
        get(MOCK, "/instantstream/get/demo-streaming", "apikey", "demo-viewer-key");
        get(MOCK, "/instantstream/get/demo-streaming", "apikey", "nobody's");
        String metrics = get(MOCK, "/__admin/metrics").body();
        assertTrue(
                metrics.contains("instantstream_requests_total{operation=\"getStream\",status=\"2xx\"} 1.0"), metrics);
        assertTrue(metrics.contains("instantstream_requests_total{operation=\"getStream\",status=\"4xx\"}"), metrics);
        assertTrue(metrics.contains("instantstream_refusals_total{refusal=\"key-unknown\"}"), metrics);
        assertTrue(
                metrics.contains("instantstream_request_duration_seconds_bucket{operation=\"getStream\",le=\"0.01\"}"));
        assertTrue(metrics.contains("jvm_memory_used_bytes"), metrics);
        assertTrue(metrics.contains("instantstream_sandboxes 1.0"), metrics);
    }

    @Test
    void ten_thousand_odd_requests_make_no_series_of_their_own() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            get(mock, "/odd");
            get(mock, "/instantstream/get/odd", "apikey", "demo-viewer-key");
            Set<String> before = series(mock);
            OddLoad.send(mock.port(), 10_000);
            Set<String> after = series(mock);
            after.removeAll(before);
            // One class of status that was not there before, and JVM memory pools, are no caller's making.
            assertTrue(after.stream().noneMatch(name -> name.contains("odd")), after.toString());
            assertTrue(after.size() < 10, after.toString());
            assertTrue(get(mock, "/__admin/metrics").body().contains("operation=\"none\",status=\"4xx\"} 5001"));
        }
    }

    @Test
    void a_request_keeps_the_id_that_it_came_with() {
        HttpResponse<String> answer = get(
                MOCK,
                "/instantstream/get/demo-streaming",
                "apikey",
                "demo-viewer-key",
                "X-Request-Id",
                "checkout-42.a_b:c");
        assertEquals(
                "checkout-42.a_b:c", answer.headers().firstValue("X-Request-Id").orElse(""));
        String journalId = answer.headers().firstValue("X-Mock-Request").orElse("");
        String entry = get(MOCK, "/__admin/requests/" + journalId).body();
        assertTrue(entry.contains("checkout-42.a_b:c"), entry);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "has blank", "quote\"", "<b>", "\u00e9"})
    void an_id_that_is_not_fit_for_a_log_is_replaced(String sent) {
        HttpResponse<String> answer = get(MOCK, "/instantstream/get/x", "X-Request-Id", sent);
        String given = answer.headers().firstValue("X-Request-Id").orElse("");
        assertTrue(given.matches("[0-9a-f]{32}"), given);
    }

    @Test
    void every_door_names_its_requests() {
        for (String path : List.of("/__admin/health", "/demo", "/apps/1/channels", "/no/such/path")) {
            String one = get(MOCK, path).headers().firstValue("X-Request-Id").orElse("");
            String other = get(MOCK, path).headers().firstValue("X-Request-Id").orElse("");
            assertFalse(one.isEmpty(), path);
            assertNotEquals(one, other, path);
        }
    }

    @Test
    void a_mock_that_runs_lives_and_is_ready() {
        assertEquals(200, get(MOCK, "/__admin/health/live").statusCode());
        assertEquals(200, get(MOCK, "/__admin/health/ready").statusCode());
        assertTrue(get(MOCK, "/__admin/health").body().contains("\"ready\" : true"));
    }

    @Test
    void a_collector_is_sent_a_span_for_each_request_under_the_callers_own() throws Exception {
        BlockingQueue<byte[]> received = new LinkedBlockingQueue<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        URI url = URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
        Serving traced =
                new Serving(Optional.empty(), Serving.STANDARD.bounds(), Serving.STANDARD.grace(), Optional.of(url));
        try (MockServer mock = MockServer.start(MockConfig.standard().withServing(traced))) {
            get(
                    mock,
                    "/instantstream/get/demo-streaming",
                    "apikey",
                    "demo-viewer-key",
                    "traceparent",
                    "00-" + trace + "-00f067aa0ba902b7-01");
            byte[] spans = received.poll(30, TimeUnit.SECONDS);
            String text = new String(spans, StandardCharsets.ISO_8859_1);
            assertTrue(text.contains("getStream"), text);
            assertTrue(text.contains("/instantstream/get/{token}"), text);
            assertFalse(text.contains("demo-streaming"), "a token is nobody's business");
            assertTrue(HexFormat.of().formatHex(spans).contains(trace), text);
        } finally {
            collector.stop(0);
        }
    }
}
