package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.client.MockSandbox;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
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

/** Calls a mock as an app and as a developer would. */
final class Http {
    static final Contract CONTRACT = Contract.load();
    static final String START = "{\"role\":\"viewer\",\"longitude\":\"1.5\",\"latitude\":\"2.5\"}";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    static JsonNode json(HttpResponse<String> response) {
        return JsonMapper.shared().readTree(response.body());
    }

    /** Calls an operation in a sandbox as a kind of key does. */
    static HttpResponse<String> call(MockSandbox sandbox, String kind, String operation, String token, String body) {
        return send(builder(sandbox, kind, operation, token, body).build());
    }

    /** As a viewer, with one more header. */
    static HttpResponse<String> viewerWith(MockSandbox sandbox, String operation, String token, String... header) {
        return send(builder(sandbox, "viewer", operation, token, "")
                .header(header[0], header[1])
                .build());
    }

    private static HttpRequest.Builder builder(
            MockSandbox sandbox, String kind, String operation, String token, String body) {
        Operation called = CONTRACT.operation(operation);
        String path = called.pathWith(Map.of("token", token, "accountId", token));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                .timeout(Duration.ofSeconds(30))
                .header(CONTRACT.keyHeader(), sandbox.key(kind))
                .method(called.method(), BodyPublishers.ofString(body));
        return body.isEmpty() ? request : request.header("Content-Type", "application/json");
    }

    static HttpResponse<String> viewer(MockSandbox sandbox, String operation, String token, String body) {
        return call(sandbox, "viewer", operation, token, body);
    }

    /** Requests a stream and answers its token. */
    static String request(MockSandbox sandbox) {
        return json(viewer(sandbox, "requestStream", "", "{\"phone\":\"+12025550177\",\"email\":\"a@example.com\"}"))
                .path("token")
                .asString();
    }

    static String streaming(MockSandbox sandbox) {
        String token = request(sandbox);
        viewer(sandbox, "startStream", token, START);
        return token;
    }

    static String status(MockSandbox sandbox, String token) {
        return json(viewer(sandbox, "getStream", token, "")).path("status").asString();
    }

    static HttpResponse<String> admin(String baseUrl, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + "/__admin" + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(request.build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
