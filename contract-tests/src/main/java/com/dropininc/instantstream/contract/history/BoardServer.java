package com.dropininc.instantstream.contract.history;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the status board on this machine only, by the server of the JDK: it answers a few readers of a few pages. Reads
 * the directory anew for each request. A page of another origin gets nothing, since it cannot name this host.
 */
public final class BoardServer implements AutoCloseable {
    private static final int THREADS = 4;

    private final Path directory;
    private final List<String> order;
    private final Duration freshness;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * Starts to serve.
     *
     * @param port 0 takes a free one
     * @param order environments in the order in which they are shown
     * @param freshness a report that is older shows as stale
     * @throws IOException if the port is taken
     */
    public BoardServer(Path directory, int port, List<String> order, Duration freshness) throws IOException {
        this.directory = directory;
        this.order = order;
        this.freshness = freshness;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            boolean local = host != null && host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
            boolean reads = exchange.getRequestMethod().equals("GET");
            if (!local || !reads) {
                send(exchange, local ? 405 : 403, "text/plain", local ? "GET only\n" : "this host is not served\n");
                return;
            }
            History history = History.read(directory, order);
            StatusBoard board = new StatusBoard(history, freshness, Instant.now());
            switch (exchange.getRequestURI().getPath()) {
                case "/" -> send(exchange, 200, "text/html", board.page());
                case "/history" -> send(exchange, 200, "text/html", HistoryPage.of(history));
                case "/board.json" -> send(exchange, 200, "application/json", board.json());
                default -> send(exchange, 404, "text/plain", "there are /, /history and /board.json\n");
            }
        } catch (RuntimeException e) {
            send(exchange, 500, "text/plain", "the reports cannot be read now\n");
        }
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders()
                .set(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
