package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.mock.sandbox.KeyRing;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What is learned about a request on its way through the mock; its journal entry is made of it. For one thread. */
final class Trail {
    private final Call call;
    private final Sandbox sandbox;
    private final Optional<KeyRing.Held> held;
    private final long begun = System.nanoTime();
    private final Instant at;
    private final long number;
    private final String requestId;
    private final List<Refused> refused = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private Optional<Operation> operation = Optional.empty();
    private final List<String> met = new ArrayList<>();
    private String token = "";
    private String state = "";
    private JsonNode body;
    private Optional<Entry.Passed> passed = Optional.empty();

    /**
     * @param sandbox the one that the key opens, or the one that is always there
     * @param held the key, if it is known
     */
    Trail(Call call, Sandbox sandbox, Optional<KeyRing.Held> held) {
        this.call = call;
        this.sandbox = sandbox;
        this.held = held;
        this.at = sandbox.clock().instant();
        this.number = sandbox.journal().number();
        this.requestId = RequestId.of(call.header(RequestId.HEADER));
    }

    Call call() {
        return call;
    }

    Sandbox sandbox() {
        return sandbox;
    }

    Optional<ApiKey> key() {
        return held.map(KeyRing.Held::key);
    }

    Instant at() {
        return at;
    }

    long number() {
        return number;
    }

    /** Id of the journal entry that this request will have. */
    String id() {
        return sandbox.journal().id(number);
    }

    /** What names this request in other programs too. */
    String requestId() {
        return requestId;
    }

    /** Where the explanation of this request is found. */
    String explanation() {
        return "/__admin/requests/" + id();
    }

    long micros() {
        return (System.nanoTime() - begun) / 1000;
    }

    Optional<Operation> operation() {
        return operation;
    }

    void leadsTo(Operation found, String namedToken) {
        operation = Optional.of(found);
        token = namedToken;
        if (!token.isEmpty()) {
            state = sandbox.streams().find(token, at).map(StreamState::status).orElse("");
        }
    }

    /** The state of the stream before anything was done; empty where there is none. */
    String state() {
        return state;
    }

    /** The body, once it has been found valid; null before. */
    JsonNode body() {
        return body;
    }

    void sent(JsonNode validBody) {
        body = validBody;
    }

    /** Words for the faults that befell it. */
    List<String> met() {
        return met;
    }

    /** The real environment that answered in the mock's place, if one did. */
    Optional<Entry.Passed> passed() {
        return passed;
    }

    void passed(Entry.Passed on) {
        passed = Optional.of(on);
    }

    String token() {
        return token;
    }

    void made(String newToken) {
        token = newToken;
    }

    List<Refused> refused() {
        return refused;
    }

    void refuse(List<Refused> why) {
        refused.addAll(why);
    }

    List<String> warnings() {
        return warnings;
    }

    List<String> faults() {
        return faults;
    }
}
