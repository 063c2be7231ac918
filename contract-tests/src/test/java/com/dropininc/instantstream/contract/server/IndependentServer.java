package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Reply;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A second server of the API, written from the docs and our contract alone: nothing of the mock is in it. What the docs
 * leave open it does by its {@link Habits}; a {@link Fault} stands before it where a habit is no matter of the API itself,
 * or where it is to break a rule. It holds all in memory, on a port of its own. Thread-safe.
 */
public final class IndependentServer implements AutoCloseable {
    static final String VIEWER_KEY = "viewer-key-6b1f0c8e2d";
    static final String DEALER_KEY = "dealer-key-93a7d2417f";
    static final String OPERATOR_KEY = "operator-key-e05c68b1a4";
    static final String PUSHER_KEY = "a71f66b20c3d";
    static final String PUSHER_SECRET = "5e2bd7709913cf";

    /** The header of an {@link Ask} that names the connection it came by. */
    static final String CONNECTION = "x-test-connection";

    /** A status that hangs up instead of an answer. */
    static final int HANG_UP = 0;

    private final Habits habits;
    private final Fault fault;
    private final Api api;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    IndependentServer(Habits habits, Fault fault) throws IOException {
        this.habits = habits;
        this.fault = fault;
        this.api = new Api(
                habits,
                Map.of(VIEWER_KEY, Kind.VIEWER, DEALER_KEY, Kind.DEALER, OPERATOR_KEY, Kind.OPERATOR),
                PUSHER_KEY,
                PUSHER_SECRET);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/", this::serve);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The variables that name all keys of this server to the suite. */
    static Map<String, String> variables() {
        return Map.of(
                "INSTANTSTREAM_APIKEY", VIEWER_KEY,
                "INSTANTSTREAM_DEALER_APIKEY", DEALER_KEY,
                "INSTANTSTREAM_OPERATOR_APIKEY", OPERATOR_KEY,
                "INSTANTSTREAM_PUSHER_KEY", PUSHER_KEY,
                "INSTANTSTREAM_PUSHER_SECRET", PUSHER_SECRET);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange, fault.answer(ask(exchange), api));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Ask ask(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        headers.put(CONNECTION, exchange.getRemoteAddress().toString());
        URI uri = exchange.getRequestURI();
        InputStream sent = exchange.getRequestBody();
        int enough = habits.input().longestBody() + 1;
        byte[] body = habits.wire().cutsUploads() ? sent.readNBytes(enough) : sent.readAllBytes();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        // A path that begins with two slashes looks like a host to the JDK.
        String path =
                uri.getRawAuthority() == null ? uri.getRawPath() : "//" + uri.getRawAuthority() + uri.getRawPath();
        return new Ask(exchange.getRequestMethod(), path, query, headers, body);
    }

    private void answer(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.status() == HANG_UP) {
            return;
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = reply.body();
        boolean bare = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        long length = habits.wire().chunked() ? 0 : body.length;
        exchange.sendResponseHeaders(reply.status(), bare ? -1 : length);
        if (!bare) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
