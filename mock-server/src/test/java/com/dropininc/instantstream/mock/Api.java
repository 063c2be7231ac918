package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.MockClock;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a mock as an app would. */
record Api(String baseUrl, String key) {
    static final String VIEWER = "demo-viewer-key";
    static final String DEALER = "demo-dealer-key";
    static final String OPERATOR = "demo-operator-key";
    static final Contract CONTRACT = Contract.load();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Api of(MockServer mock) {
        return new Api(mock.baseUrl(), VIEWER);
    }

    Api with(String otherKey) {
        return new Api(baseUrl, otherKey);
    }

    record Answer(int status, Map<String, List<String>> headers, String text) {
        JsonNode json() {
            return JsonMapper.shared().readTree(text);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().get(0))
                    .findFirst()
                    .orElse("");
        }

        String code() {
            return json().at("/0/code").asString("");
        }

        List<Violation> violations(String operationId) {
            return CONTRACT.judge()
                    .answer(CONTRACT.operation(operationId), status, Optional.of(header("Content-Type")), parsed());
        }

        private Optional<JsonNode> parsed() {
            try {
                return Optional.of(json());
            } catch (JacksonException e) {
                return Optional.empty();
            }
        }
    }

    /** Calls an operation on a stream with a JSON body. */
    Answer call(String operationId, String token, String body) {
        Operation operation = CONTRACT.operation(operationId);
        return send(
                operation.method(),
                operation.pathWith(Map.of("token", token, "accountId", token)),
                "application/json",
                BodyPublishers.ofString(body));
    }

    Answer send(String method, String path, String contentType, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        if (!key.isEmpty()) {
            request.header(CONTRACT.keyHeader(), key);
        }
        return send(request.build());
    }

    static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Requests a stream and answers its token. */
    String request() {
        return call("requestStream", "", "{\"phone\":\"+12025550177\",\"email\":\"a@example.com\"}")
                .json()
                .path("token")
                .asString();
    }

    /** A body that the operation accepts. */
    static String bodyFor(String operationId) {
        return switch (operationId) {
            case "startStream" -> "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";
            case "saveChat" -> "{\"role\":\"dealer\",\"message\":\"hello\"}";
            case "stopStream" -> "{\"role\":\"viewer\"}";
            default -> "{}";
        };
    }

    /** A stream in that state. */
    String streamIn(String state, MockClock clock) {
        String token = request();
        switch (state) {
            case "streaming" -> call("startStream", token, bodyFor("startStream"));
            case "stopped" -> {
                call("startStream", token, bodyFor("startStream"));
                call("stopStream", token, bodyFor("stopStream"));
            }
            case "cancelled" -> call("cancelStream", token, "{}");
            case "expired" -> clock.advance(Duration.ofMinutes(15));
            default -> {}
        }
        return token;
    }

    JsonNode stream(String token) {
        return call("getStream", token, "").json();
    }
}
