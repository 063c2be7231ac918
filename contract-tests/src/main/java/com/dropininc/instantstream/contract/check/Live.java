package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A stream of the target that a check works on, and what the lifecycle says about it. For one thread at a time. */
final class Live {
    private final String token;
    private final JsonNode asked;
    private final JsonNode first;
    private final List<String> acts = new CopyOnWriteArrayList<>();
    private final Instant made = Instant.now();
    private String state;
    private Optional<Snapshot> snapshot = Optional.empty();
    private final List<Bench.Sent> unread = new ArrayList<>();

    /**
     * @param asked the body that it was requested by
     * @param first the stream as it was first answered
     * @param state the state that it is in by the lifecycle
     */
    Live(String token, JsonNode asked, JsonNode first, String state) {
        this.token = token;
        this.asked = asked;
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

    /** Refused calls since it was last read, which may have changed what is not known yet. */
    List<Bench.Sent> unread() {
        return unread;
    }

    void forget() {
        snapshot = Optional.empty();
    }

    /** What happened to it: the ids of the operations that succeeded, or something else. */
    List<String> acts() {
        return acts;
    }

    /** So old that time itself may soon end it, if nobody has started it. */
    boolean old(Lifecycle lifecycle) {
        Duration age = Duration.between(made, Instant.now());
        return lifecycle
                .timeRow(lifecycle.initial())
                .flatMap(Lifecycle.Transition::after)
                .filter(after -> age.compareTo(after.span().dividedBy(2)) > 0)
                .isPresent();
    }

    /** Id of its viewer account, where the target shows one. */
    Optional<String> account() {
        return Answer.text(first, Field.ACCOUNT);
    }

    /** The body that it was requested by. */
    JsonNode asked() {
        return asked;
    }
}
