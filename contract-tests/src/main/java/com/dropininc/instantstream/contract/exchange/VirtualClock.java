package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.io.IOException;
import java.net.URI;
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
 * a sandbox of this run's own, where nobody else lives by it; {@link Safety} clears every call. For one thread.
 */
public final class VirtualClock implements AutoCloseable {
    private static final String ADMIN = "/__admin";
    private static final int SHOWN = 200;

    /** A call about the clock, beside the API. */
    record Call(URI uri, String method, String body) {}

    /** The way to the clock. */
    private record Admin(HttpClient http, Target target, Safety safety) {
        JsonNode send(String method, String path, String body) {
            Call call = new Call(URI.create(target.baseUrl() + ADMIN + path), method, body);
            try (Safety.Clearance<Call> cleared = safety.clear(call)) {
                HttpResponse<byte[]> answer =
                        http.send(request(cleared.request()), HttpResponse.BodyHandlers.ofByteArray());
                return answer.statusCode() / 100 == 2 ? Json.parse(answer.body()) : MissingNode.getInstance();
            } catch (IOException | MalformedJson e) {
                // A target that says nothing of a clock has none.
                return MissingNode.getInstance();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return MissingNode.getInstance();
            }
        }

        private HttpRequest request(Call call) {
            return HttpRequest.newBuilder(call.uri())
                    .timeout(target.answerTime())
                    .header("Content-Type", "application/json")
                    .method(call.method(), HttpRequest.BodyPublishers.ofString(call.body()))
                    .build();
        }
    }

    private final Admin admin;
    private final String sandbox;
    private final Map<String, Secret> keys = new LinkedHashMap<>();

    private VirtualClock(Admin admin, JsonNode sandbox) {
        this.admin = admin;
        this.sandbox = sandbox.path("id").asString("");
        admin.target().keys().byKind().keySet().forEach(kind -> {
            JsonNode key = sandbox.path("keys").path(kind);
            if (key.isString()) {
                keys.put(kind, new Secret("SANDBOX_" + kind.toUpperCase(java.util.Locale.ROOT), key.asString()));
            }
        });
    }

    /**
     * The clock of a new sandbox of the target; empty when it has none.
     *
     * @throws NotJudged if no clock may be turned there
     */
    public static Optional<VirtualClock> of(Target target, Safety safety) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Admin admin = new Admin(http, target, safety);
        if (!admin.send("GET", "/clock", "").has("now")) {
            return Optional.empty();
        }
        JsonNode sandbox = admin.send("POST", "/sandboxes", "{\"name\":\"contract-tests\"}");
        return Optional.of(new VirtualClock(admin, sandbox))
                .filter(made -> !made.sandbox.isEmpty() && !made.keys.isEmpty());
    }

    /** API keys of the sandbox, by kind. */
    public Map<String, Secret> keys() {
        return keys;
    }

    /** What time it is. */
    public Instant now() {
        return instant(admin.send("GET", "/clock" + query(), ""));
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
        instant(admin.send("POST", "/clock" + query(), body));
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

    /** Removes the sandbox with all that lives in it. */
    @Override
    public void close() {
        admin.send("DELETE", "/sandboxes/" + sandbox, "");
    }
}
