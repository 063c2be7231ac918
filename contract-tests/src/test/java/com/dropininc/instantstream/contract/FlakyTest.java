package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlakyTest {
    @TempDir
    private Path dir;

    /** The mock, but for the recordings that {@code failing} counts down to nothing. */
    private CommandLineRun recordings(AtomicInteger failing) throws IOException {
        HttpClient client = HttpClient.newHttpClient();
        try (MockServer mock = MockServer.start(MockConfig.standard());
                StubServer server = new StubServer(exchange -> {
                    String path = exchange.getRequestURI().toString();
                    byte[] body = (byte[]) exchange.getAttribute(StubServer.BODY);
                    if (path.contains("/record/") && failing.getAndDecrement() > 0) {
                        StubServer.always(500, "application/json", "[]").answer(exchange);
                        return;
                    }
                    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(mock.baseUrl() + path))
                            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
                    for (String header : new String[] {"apikey", "Content-Type"}) {
                        String value = exchange.getRequestHeaders().getFirst(header);
                        if (value != null) {
                            request.header(header, value);
                        }
                    }
                    try {
                        HttpResponse<String> answer =
                                client.send(request.build(), HttpResponse.BodyHandlers.ofString());
                        StubServer.always(answer.statusCode(), "application/json", answer.body())
                                .answer(exchange);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })) {
            return CommandLineRun.of(
                    dir, Map.of(), "verify", "--base-url", server.url(), "--only", "cell-streaming-record-*");
        }
    }

    /** Once before the checks, when the target is got to know, and once in the check. */
    @Test
    void what_fails_once_and_works_when_it_is_made_again_is_unstable_and_never_green() throws IOException {
        CommandLineRun run = recordings(new AtomicInteger(2));
        assertEquals(3, run.exitCode(), run.toString());
        assertEquals(1, run.report().path("checks").path("flaky").asInt(), run.toString());
        assertEquals(
                "no-server-error",
                run.report()
                        .path("results")
                        .path(0)
                        .path("flaky")
                        .path(0)
                        .path("rule")
                        .asString());
        assertTrue(run.out().contains("seen once"), run.out());
    }

    @Test
    void what_fails_both_times_is_a_finding() throws IOException {
        assertEquals(1, recordings(new AtomicInteger(1000)).exitCode());
    }
}
