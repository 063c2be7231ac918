package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import com.dropininc.instantstream.spec.api.model.Error;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Lets a real environment answer in the mock's place, and holds its answer against the contract. Only what the contract
 * names leaves: path, query, body and the environment's own key. Safe to share between threads.
 */
final class Upstream {
    /** Tells a client who answered. */
    static final String HEADER = "X-Mock-Upstream";

    private static final int MOST_BYTES = 4 << 20;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String MASKED = "(masked)";

    private final Contract contract;
    private final Passing passing;
    private final Answers answers;

    /** Made when a call is first passed on, since TLS takes a while to be made ready and most mocks pass on nothing. */
    private static final class Client {
        private static final HttpClient HTTP = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    Upstream(Contract contract, Passing passing, Answers answers) {
        this.contract = contract;
        this.passing = passing;
        this.answers = answers;
    }

    /** Whether this call is to be passed on. */
    boolean takes(Trail trail, Operation operation) {
        return trail.sandbox()
                        .settings()
                        .upstream()
                        .filter(on -> on.operations().contains(operation.id()))
                        .isPresent()
                && !trail.call().oversized();
    }

    /** What the environment answers. */
    Reply pass(Trail trail, Operation operation, Map<String, String> parameters) {
        String base = trail.sandbox().settings().upstream().orElseThrow().url();
        String key = passing.key(trail.key().map(ApiKey::kind).orElse(""));
        String url = base + target(operation, parameters, trail.call());
        try {
            HttpResponse<InputStream> response =
                    Client.HTTP.send(request(url, operation, trail, key), BodyHandlers.ofInputStream());
            String body = text(response.body()).replace(key, MASKED);
            return answered(trail, operation, url, response, body);
        } catch (IOException | IllegalArgumentException e) {
            return failed(trail, url, e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(trail, url, "the mock is ending");
        }
    }

    /** Each value is one segment, whatever it says: no dots that climb, no slash. */
    private static String target(Operation operation, Map<String, String> parameters, Call call) {
        Map<String, String> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, encoded(value)));
        String query = operation.parameters().stream()
                .filter(parameter -> parameter.location().equals("query"))
                .flatMap(parameter -> call.query().getOrDefault(parameter.name(), List.of()).stream()
                        .map(value -> encoded(parameter.name()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
        return operation.pathWith(values) + (query.isEmpty() ? "" : "?" + query);
    }

    private static String encoded(String value) {
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        // A server may take even %2E for a dot that climbs; no token is one.
        return value.equals(".") || value.equals("..") ? encoded.replace(".", "%252E") : encoded;
    }

    private HttpRequest request(String url, Operation operation, Trail trail, String key) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Accept", MediaTypes.JSON)
                .header("User-Agent", "instantstream-mock");
        if (trail.key().isPresent()) {
            request.header(contract.keyHeader(), key);
        }
        byte[] body = operation.body().isPresent() ? trail.call().body() : new byte[0];
        if (body.length > 0) {
            trail.call().header("Content-Type").ifPresent(type -> request.header("Content-Type", type));
        }
        return request.method(
                        operation.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body))
                .build();
    }

    /** The body, or an error when it is too long or takes too long. */
    private static String text(InputStream body) throws IOException {
        Executor late = CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Void> end = CompletableFuture.runAsync(() -> quietly(body), late);
        try (body) {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("the answer has more than " + MOST_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            end.cancel(false);
        }
    }

    private static void quietly(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Reply answered(Trail trail, Operation operation, String url, HttpResponse<?> response, String body) {
        Optional<String> type = response.headers().firstValue("Content-Type");
        List<Violation> violations = contract.judge().answer(operation, response.statusCode(), type, parsed(body));
        trail.passed(new Entry.Passed(
                url,
                violations.stream()
                        .map(one ->
                                one.in() + " " + one.pointer() + " " + one.message() + " (" + one.provenance() + ")")
                        .toList()));
        Reply reply = new Reply(
                response.statusCode(), Map.of(), body.isEmpty() ? Optional.empty() : Optional.of(body), Delivery.PLAIN);
        return reply.with("Content-Type", type.orElse("application/octet-stream"))
                .with(HEADER, url);
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(Json.parse(body.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }

    private Reply failed(Trail trail, String url, String why) {
        trail.passed(new Entry.Passed(url, List.of("there was no answer: " + why)));
        return Reply.json(
                        502,
                        answers.json(List.of(new Error()
                                .code("E_UPSTREAM")
                                .message("The environment behind this mock gave no answer: is it reachable from here?")
                                .log(url + ": " + why))))
                .with(HEADER, url);
    }
}
