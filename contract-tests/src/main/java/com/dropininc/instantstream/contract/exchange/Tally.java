package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was sent and what came back, by operation. Safe to share between threads. */
public final class Tally {
    /**
     * What became of the calls of one operation.
     *
     * @param statuses how often each status was answered
     * @param times how long each answer took, the shortest first
     */
    public record Line(Map<Integer, Integer> statuses, List<Duration> times) {
        /** Nothing was sent. */
        public static final Line NONE = new Line(Map.of(), List.of());

        public int calls() {
            return times.size();
        }

        /** The time within which so many per cent of the answers came (nearest rank); zero when there is none. */
        public Duration percentile(int percent) {
            return times.isEmpty() ? Duration.ZERO : times.get((times.size() * percent + 99) / 100 - 1);
        }
    }

    private static final String OTHER = "(other paths and methods)";

    private static final class Counts {
        private final Map<Integer, Integer> statuses = new TreeMap<>();
        private final List<Duration> times = new ArrayList<>();
    }

    private final Map<String, Counts> lines = new TreeMap<>();

    /** The operation that a call is of; what is of none counts together. */
    public static String name(Call call) {
        return call.operation()
                .filter(operation -> operation.method().equals(call.method()))
                .map(Operation::id)
                .orElse(OTHER);
    }

    /** Calls of the same operation so far. */
    synchronized int calls(Call call) {
        return lines.containsKey(name(call)) ? lines.get(name(call)).times.size() : 0;
    }

    synchronized void count(Call call, Answer answer) {
        String name = name(call);
        Counts counts = lines.computeIfAbsent(name, key -> new Counts());
        counts.statuses.merge(answer.status(), 1, Integer::sum);
        counts.times.add(answer.took());
    }

    /** The counts by operation so far. */
    public synchronized Map<String, Line> lines() {
        Map<String, Line> copy = new TreeMap<>();
        lines.forEach((name, counts) -> {
            List<Duration> times = new ArrayList<>(counts.times);
            Collections.sort(times);
            copy.put(name, new Line(new TreeMap<>(counts.statuses), times));
        });
        return copy;
    }

    /** All calls so far. */
    public synchronized int calls() {
        return lines.values().stream().mapToInt(counts -> counts.times.size()).sum();
    }
}
