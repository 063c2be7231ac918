package com.dropininc.instantstream.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Operation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API of a mock with the key of one kind of party. */
record Caller(MockServer mock, String key) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    static Caller of(MockServer mock, String kind) {
        return new Caller(mock, Fixtures.load().keyOfKind(kind).key());
    }

    /** Requests a stream for a phone number; answers the stream. */
    JsonNode request(String phone) {
        return call("requestStream", "", "{\"phone\":\"" + phone + "\",\"email\":\"viewer@example.com\"}");
    }

    /** Starts a stream as the role. */
    JsonNode start(String token, String role) {
        return call(
                "startStream", token, "{\"role\":\"" + role + "\",\"longitude\":\"2.2945\",\"latitude\":\"48.8584\"}");
    }

    /** Says something as the role. */
    JsonNode say(String token, String role, String message) {
        return call("saveChat", token, "{\"role\":\"" + role + "\",\"message\":\"" + message + "\"}");
    }

    JsonNode stop(String token, String role) {
        return call("stopStream", token, "{\"role\":\"" + role + "\"}");
    }

    JsonNode stream(String token) {
        return call("getStream", token, "");
    }

    /** Calls an operation, which must succeed. */
    JsonNode call(String operationId, String token, String body) {
        Operation operation = mock.contract().operation(operationId);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(mock.baseUrl() + operation.pathWith(Map.of("token", token))))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header(mock.contract().keyHeader(), key)
                .method(operation.method(), BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            assertEquals(200, answer.statusCode(), answer.body());
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
