package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Field;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A stream of the target that a check works on, and what the lifecycle says about it. For one thread. */
final class Live {
    private final String token;
    private final JsonNode first;
    private String state;
    private Optional<Snapshot> snapshot = Optional.empty();

    /**
     * @param first the stream as it was first answered
     * @param state the state that it is in by the lifecycle
     */
    Live(String token, JsonNode first, String state) {
        this.token = token;
        this.first = first;
        this.state = state;
    }

    String token() {
        return token;
    }

    String state() {
        return state;
    }

    void moveTo(String next) {
        state = next;
        snapshot = Optional.empty();
    }

    /** What was last read of it, if nothing was sent since. */
    Optional<Snapshot> snapshot() {
        return snapshot;
    }

    void keep(Snapshot taken) {
        snapshot = Optional.of(taken);
    }

    void forget() {
        snapshot = Optional.empty();
    }

    /** Id of its viewer account, where the target shows one. */
    Optional<String> account() {
        return Answer.text(first, Field.ACCOUNT);
    }

    /** The stream as it was first answered. */
    JsonNode first() {
        return first;
    }
}
