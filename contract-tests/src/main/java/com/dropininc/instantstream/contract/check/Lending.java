package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Streams that the checks of a protected target hand on to each other, so that few are made. One is handed on only
 * when all that ever happened to it is the way to its state, and no check that had it found anything; what was read of
 * it last is what the next check begins with. A check that finds something with such a stream is made again with
 * streams of its own. Safe to share between threads.
 */
final class Lending {
    private final Lifecycle lifecycle;
    private final Map<String, Deque<Live>> byState = new LinkedHashMap<>();

    Lending(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    /** A stream in a state that nobody else works with. */
    synchronized Optional<Live> take(String state) {
        Deque<Live> kept = byState.getOrDefault(state, new ArrayDeque<>());
        kept.removeIf(live -> live.old(lifecycle));
        return Optional.ofNullable(kept.poll());
    }

    /**
     * Takes a stream back.
     *
     * @param way the acts that lead a new stream to its state
     */
    synchronized void giveBack(Live live, List<String> way) {
        if (live.acts().equals(way)) {
            byState.computeIfAbsent(live.state(), state -> new ArrayDeque<>()).push(live);
        }
    }
}
