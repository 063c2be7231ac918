package com.dropininc.instantstream.mock.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.Passing;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.Journal;
import com.sun.net.httpserver.HttpServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Most calls are answered by the few threads that read from the network: whoever waits must not wait on one of them. */
@Timeout(60)
class WaitingTest {
    /** More than there are such threads, on any machine. */
    private static final int MANY = 40;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url))
                .header(Http.CONTRACT.keyHeader(), "demo-viewer-key")
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    @Test
    void those_who_watch_keep_no_call_waiting() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            List<HttpResponse<InputStream>> watchers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                watchers.add(CLIENT.send(request(mock.baseUrl() + "/__admin/events"), BodyHandlers.ofInputStream()));
            }
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            assertEquals("pending", Http.status(sandbox, Http.request(sandbox)));
            for (HttpResponse<InputStream> watcher : watchers) {
                watcher.body().close();
            }
        }
    }

    @Test
    void a_list_may_take_long_and_keeps_no_other_call_waiting() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        try (MockServer mock = MockServer.start(MockConfig.standard());
                AutoCloseable released = slow::countDown) {
            CompletableFuture<Journal.Findings> never = mock.sandboxes()
                    .standard()
                    .journal()
                    .when(heading -> isListAndWaits(heading, slow), found -> false, 60_000);
            List<CompletableFuture<HttpResponse<Void>>> waiting = askForChats(mock);
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            assertEquals("pending", Http.status(sandbox, Http.request(sandbox)));
            assertFalse(waiting.stream().anyMatch(CompletableFuture::isDone));
            released.close();
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
            never.cancel(false);
        }
    }

    /** What the journal is asked on the thread that answers. */
    private static boolean isListAndWaits(Entry.Heading heading, CountDownLatch slow) {
        if (heading.operation().equals("getChat")) {
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    private static List<CompletableFuture<HttpResponse<Void>>> askForChats(MockServer mock) {
        String path = Http.CONTRACT.operation("getChat").pathWith(Map.of("token", "any"));
        return Stream.generate(() -> CLIENT.sendAsync(request(mock.baseUrl() + path), BodyHandlers.discarding()))
                .limit(MANY)
                .toList();
    }

    @Test
    void calls_that_a_real_environment_answers_slowly_keep_no_other_call_waiting() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        HttpServer real = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        real.createContext("/", exchange -> {
            try (exchange) {
                slow.await();
                exchange.sendResponseHeaders(404, -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        real.start();
        String url = "http://127.0.0.1:" + real.getAddress().getPort();
        Passing chats = new Passing(Optional.of(url), List.of("getChat"), List.of(url), Map.of("", "a-key"));
        try (MockServer mock = MockServer.start(MockConfig.standard().withPassing(chats))) {
            List<CompletableFuture<HttpResponse<Void>>> waiting = askForChats(mock);
            MockSandbox sandbox = AdminClient.at(mock.baseUrl()).defaultSandbox();
            assertEquals("pending", Http.status(sandbox, Http.request(sandbox)));
            assertFalse(waiting.stream().anyMatch(CompletableFuture::isDone));
            slow.countDown();
            CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).join();
        } finally {
            slow.countDown();
            real.stop(0);
        }
    }
}
