package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls operations of one mock with one key. */
record Api(String baseUrl, String key) {
    static final String OPERATOR = "demo-operator-key";
    static final Contract CONTRACT = Contract.load();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Api of(MockServer mock) {
        return new Api(mock.baseUrl(), OPERATOR);
    }

    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String text() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(text());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        List<Violation> violations(String operation) {
            return CONTRACT.judge()
                    .answer(
                            CONTRACT.operation(operation),
                            status(),
                            Optional.of(header("Content-Type")),
                            Optional.of(json()));
        }
    }

    Answer call(String operation, String token, String body) {
        Operation called = CONTRACT.operation(operation);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(baseUrl + called.pathWith(Map.of("token", token, "accountId", token))))
                .timeout(Duration.ofSeconds(20))
                .header(CONTRACT.keyHeader(), key)
                .header("Content-Type", "application/json")
                .method(called.method(), BodyPublishers.ofString(body))
                .build();
        try {
            return new Answer(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
