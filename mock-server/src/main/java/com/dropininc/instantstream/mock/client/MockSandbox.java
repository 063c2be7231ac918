package com.dropininc.instantstream.mock.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A sandbox of a mock: give its key and {@link #baseUrl()} to the app under test, and turn time, faults and readings
 * from the test. Closing it removes it. Safe to share between threads.
 */
public final class MockSandbox implements AutoCloseable {
    private final AdminClient admin;
    private final JsonNode made;

    MockSandbox(AdminClient admin, JsonNode made) {
        this.admin = admin;
        this.made = made;
    }

    public String id() {
        return made.path("id").asString();
    }

    /** What an app puts before the paths of the API. */
    public String baseUrl() {
        return admin.baseUrl();
    }

    /**
     * The API key of a kind.
     *
     * @param kind viewer, dealer or operator
     */
    public String key(String kind) {
        return made.at("/keys/" + kind).asString();
    }

    /** The public key of its Pusher app. */
    public String pusherKey() {
        return made.at("/pusher/key").asString();
    }

    /** Moves its time forward; returns when all that became due has come about. */
    public Instant advance(Duration by) {
        JsonNode clock = post("/clock", Map.of("action", "advance", "by", by.toString()));
        return Instant.parse(clock.path("now").asString());
    }

    /** Stops its time. */
    public void freeze() {
        post("/clock", Map.of("action", "freeze"));
    }

    /** Lets its time run again. */
    public void resume() {
        post("/clock", Map.of("action", "resume"));
    }

    /**
     * Arms a fault.
     *
     * @param rule as {@code POST /__admin/faults} takes it
     * @return the rule with its id
     */
    public JsonNode fault(Map<String, ?> rule) {
        return post("/faults", rule);
    }

    /** Arms the faults of a preset, such as {@code flaky-mobile}. */
    public void preset(String name) {
        admin.send("PUT", "/faults/presets/" + name + query(), null);
    }

    /** Disarms all faults. */
    public void disarm() {
        admin.send("DELETE", "/faults" + query(), null);
    }

    /** Reads an ambiguity of the spec otherwise, such as {@code error-form} as {@code object}. */
    public void read(String ambiguity, String reading) {
        admin.send("PUT", "/settings" + query(), Map.of("readings", Map.of(ambiguity, reading)));
    }

    /** Its last requests, newest first. */
    public JsonNode requests() {
        return admin.send("GET", "/requests" + query() + "&limit=10000", null).path("requests");
    }

    /**
     * Waits until an operation was called so often with that status.
     *
     * @return {@code yes}, {@code no} or {@code inconclusive}
     */
    public String await(String operation, String status, int atLeast, Duration atMost) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("operation", operation);
        wish.put("status", status);
        wish.put("atLeast", atLeast);
        wish.put("timeoutMillis", atMost.toMillis());
        return post("/requests/wait", wish).path("verdict").asString();
    }

    /**
     * Whether an operation was called exactly so often.
     *
     * @return {@code yes}, {@code no} or {@code inconclusive}
     */
    public String verify(String operation, int exactly) {
        return post("/requests/verify", Map.of("operation", operation, "exactly", exactly))
                .path("verdict")
                .asString();
    }

    /**
     * Calls an operation on a stream in somebody's place.
     *
     * @param as viewer, dealer or operator
     */
    public JsonNode act(String as, String operation, String token, Map<String, ?> body) {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("as", as);
        wish.put("operation", operation);
        wish.put("parameters", Map.of("token", token));
        wish.put("body", body);
        return post("/act", wish);
    }

    /**
     * Plays a scenario, such as {@code dealer-never-answers}, for a stream that is requested for it; time has to pass,
     * or be advanced.
     *
     * @return the run, with its id and the stream's token
     */
    public JsonNode play(String scenario) {
        return post("/scenarios/" + scenario, Map.of());
    }

    /** The scenarios that run or have run, the oldest first. */
    public JsonNode runs() {
        return admin.send("GET", "/scenarios/runs" + query(), null).path("runs");
    }

    /** Brings a stream into a state, whatever the lifecycle says. */
    public void force(String token, String state) {
        admin.send("PUT", "/streams/" + token + "/state" + query(), Map.of("state", state));
    }

    /** A stream with its chat, its history and what it allows now. */
    public JsonNode stream(String token) {
        return admin.send("GET", "/streams/" + token + query(), null);
    }

    /** Everything as it was in the beginning. */
    public void reset() {
        admin.send("POST", "/reset" + query(), null);
    }

    /** What each app has exercised of the API in it, as {@code GET /__admin/coverage} answers it. */
    public JsonNode coverage() {
        return admin.send("GET", "/coverage" + query(), null);
    }

    /** The same as JUnit XML, for a build that is to fail when an app leaves something untried. */
    public String coverageXml() {
        return admin.text("GET", "/coverage.xml" + query(), null);
    }

    /** Its state as one document. */
    public JsonNode snapshot() {
        return admin.send("GET", "/snapshot" + query(), null);
    }

    /** Makes it what a snapshot says. */
    public void restore(JsonNode snapshot) {
        admin.send("PUT", "/snapshot" + query(), snapshot);
    }

    private JsonNode post(String path, Object body) {
        return admin.send("POST", path + query(), body);
    }

    private String query() {
        return "?sandbox=" + id();
    }

    /** Removes it. */
    @Override
    public void close() {
        admin.send("DELETE", "/sandboxes/" + id(), null);
    }
}
