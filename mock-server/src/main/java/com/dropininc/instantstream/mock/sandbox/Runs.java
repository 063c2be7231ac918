package com.dropininc.instantstream.mock.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last scenarios that were played in a sandbox. Safe to share between threads. */
public final class Runs {
    private static final int MOST = 100;

    private final Deque<Run> runs = new ArrayDeque<>(1);
    private long count;

    synchronized Run add(String scenario, String token, Instant began, int steps) {
        Run run = new Run("run-" + ++count, scenario, token, began, steps);
        runs.addLast(run);
        if (runs.size() > MOST) {
            runs.removeFirst();
        }
        return run;
    }

    /** All of them, the oldest first. */
    public synchronized List<Run> all() {
        return List.copyOf(runs);
    }

    synchronized void clear() {
        runs.forEach(run -> run.end("stopped"));
        runs.clear();
    }
}
