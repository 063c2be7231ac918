package com.dropininc.instantstream.contract.clock;

import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The clock of a target that lets its time be turned, as the mock does under {@code /__admin/clock}. Time is turned in
 * a sandbox of this run's own, where nobody else lives by it. Only ever looked for on this machine and never on a
 * protected target. For one thread.
 */
public final class VirtualClock implements AutoCloseable {
    private static final String ADMIN = "/__admin";
    private static final int SHOWN = 200;

    private final HttpClient http;
    private final Target target;
    private final String sandbox;
    private final Map<String, Secret> keys;

    private VirtualClock(HttpClient http, Target target, JsonNode sandbox) {
        this.http = http;
        this.target = target;
        this.sandbox = sandbox.path("id").asString("");
        this.keys = new LinkedHashMap<>();
        target.keys().byKind().keySet().forEach(kind -> {
            JsonNode key = sandbox.path("keys").path(kind);
            if (key.isString()) {
                keys.put(kind, new Secret("SANDBOX_" + kind.toUpperCase(java.util.Locale.ROOT), key.asString()));
            }
        });
    }

    /** The clock of a new sandbox of the target; empty when it has none, or is none whose time may be turned. */
    public static Optional<VirtualClock> of(Target target) {
        if (target.guarded() || !here(target)) {
            return Optional.empty();
        }
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        if (!send(http, target, "GET", "/clock", "").has("now")) {
            return Optional.empty();
        }
        JsonNode sandbox = send(http, target, "POST", "/sandboxes", "{\"name\":\"contract-tests\"}");
        VirtualClock clock = new VirtualClock(http, target, sandbox);
        return Optional.of(clock).filter(made -> !made.sandbox.isEmpty() && !made.keys.isEmpty());
    }

    private static boolean here(Target target) {
        try {
            String host = URI.create(target.baseUrl()).getHost();
            return host != null && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** API keys of the sandbox, by kind. */
    public Map<String, Secret> keys() {
        return keys;
    }

    /** What time it is. */
    public Instant now() {
        return instant(send(http, target, "GET", "/clock" + query(), ""));
    }

    /** Stops time where it is, so that boundaries are exact. */
    public void freeze() {
        post("{\"action\":\"freeze\"}");
    }

    /** Turns time forward; returns when all that became due has come about. */
    public void advance(Duration by) {
        post("{\"action\":\"advance\",\"by\":\"" + by + "\"}");
    }

    private void post(String body) {
        instant(send(http, target, "POST", "/clock" + query(), body));
    }

    private String query() {
        return "?sandbox=" + sandbox;
    }

    private static Instant instant(JsonNode clock) {
        try {
            return Instant.parse(clock.path("now").asString(""));
        } catch (DateTimeParseException e) {
            throw new NotJudged(NotJudged.Cause.MEANS, "the target's clock cannot be turned: " + shown(clock));
        }
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }

    private static JsonNode send(HttpClient http, Target target, String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.baseUrl() + ADMIN + path))
                .timeout(target.answerTime())
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return answer.statusCode() / 100 == 2 ? Json.parse(answer.body()) : MissingNode.getInstance();
        } catch (IOException | MalformedJson e) {
            // A target that says nothing of a clock has none.
            return MissingNode.getInstance();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return MissingNode.getInstance();
        }
    }

    /** Removes the sandbox with all that lives in it. */
    @Override
    public void close() {
        send(http, target, "DELETE", "/sandboxes/" + sandbox, "");
    }
}
