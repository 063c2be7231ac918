package com.dropininc.instantstream.mock.client;

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
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Talks to the admin API of a mock, in this process or elsewhere. Immutable and safe to share between threads. */
public final class AdminClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String baseUrl;
    private final Optional<String> token;

    private AdminClient(String baseUrl, Optional<String> token) {
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
        this.token = token;
    }

    /** A client of the mock at a base URL such as {@code http://127.0.0.1:4010}. */
    public static AdminClient at(String baseUrl) {
        return new AdminClient(baseUrl, Optional.empty());
    }

    /** The same client, sending the admin token. */
    public AdminClient withToken(String adminToken) {
        return new AdminClient(baseUrl, Optional.of(adminToken));
    }

    /** Where the mock is. */
    public String baseUrl() {
        return baseUrl;
    }

    /**
     * Makes a sandbox without streams.
     *
     * @param name what people will see of it, such as the name of a test
     */
    public MockSandbox openSandbox(String name) {
        return new MockSandbox(this, send("POST", "/sandboxes", Map.of("name", name)));
    }

    /** Makes a sandbox with the streams of the demo world. */
    public MockSandbox openSeededSandbox(String name) {
        return new MockSandbox(this, send("POST", "/sandboxes", Map.of("name", name, "world", "seed")));
    }

    /** The sandbox that is always there. */
    public MockSandbox defaultSandbox() {
        return new MockSandbox(this, send("GET", "/sandboxes/default", null));
    }

    /** What the admin API answers to {@code GET /__admin/health}. */
    public JsonNode health() {
        return send("GET", "/health", null);
    }

    /**
     * Sends any request to the admin API.
     *
     * @param path under {@code /__admin}, with its query
     * @param body sent as JSON; null for none
     * @return the answer; an empty object when there is none
     * @throws AdminException if the mock refuses it
     */
    public JsonNode send(String method, String path, Object body) {
        String answer = text(method, path, body);
        return answer.isEmpty()
                ? JsonNodeFactory.instance.objectNode()
                : JsonMapper.shared().readTree(answer);
    }

    /**
     * What each app has exercised of the API in all sandboxes, those that are gone included.
     *
     * @return as {@code GET /__admin/coverage} answers it
     */
    public JsonNode coverage() {
        return send("GET", "/coverage?sandbox=all", null);
    }

    /** The same as JUnit XML, for a build that is to fail when an app leaves something untried. */
    public String coverageXml() {
        return text("GET", "/coverage.xml?sandbox=all", null);
    }

    String text(String method, String path, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(baseUrl + "/__admin" + path)).timeout(PATIENCE);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        String json = body == null ? "" : JsonMapper.shared().writeValueAsString(body);
        request.method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new AdminException(response.statusCode(), detail(response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException("the mock at " + baseUrl + " does not answer: is it running?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the mock was asked", e);
        }
    }

    private static String detail(String problem) {
        try {
            return JsonMapper.shared().readTree(problem).path("detail").asString(problem);
        } catch (JacksonException e) {
            return problem;
        }
    }
}
