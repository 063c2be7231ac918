package com.dropininc.instantstream.contract.doctor;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A door before a good server, on loopback, that does one thing wrong with what passes. */
final class FaultyDoor implements AutoCloseable {
    private static final Set<String> OF_THE_HOP = Set.of(
            "connection", "content-length", "host", "transfer-encoding", "upgrade", "expect", "date", "keep-alive");

    private final Contract contract;
    private final String behind;
    private final Fault fault;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    FaultyDoor(Contract contract, String behind, Fault fault) throws IOException {
        this.contract = contract;
        this.behind = behind;
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            URI uri = exchange.getRequestURI();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            Passing.Ask ask = new Passing.Ask(
                    operation(exchange.getRequestMethod(), uri.getRawPath()),
                    exchange.getRequestMethod(),
                    uri.getRawPath() + query,
                    headers,
                    exchange.getRequestBody().readAllBytes());
            Passing.Reply reply = fault.way().answer(ask, this::forward);
            reply.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            boolean bare = exchange.getRequestMethod().equals("HEAD") || reply.body().length == 0;
            exchange.sendResponseHeaders(reply.status(), bare ? -1 : reply.body().length);
            if (!bare) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Operation> operation(String method, String path) {
        return contract.router().match(method, path) instanceof Router.Found found
                ? Optional.of(found.operation())
                : Optional.empty();
    }

    private Passing.Reply forward(Passing.Ask ask) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = ask.body().length == 0
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(ask.body());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(behind + ask.target())).method(ask.method(), body);
        ask.headers().forEach((name, value) -> {
            if (!OF_THE_HOP.contains(name)) {
                request.header(name, value);
            }
        });
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new LinkedHashMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!OF_THE_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
            }
        });
        return new Passing.Reply(answer.statusCode(), headers, answer.body());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
