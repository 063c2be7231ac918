package com.dropininc.instantstream.contract.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Counts what was sent and what came back, by operation. Safe to share between threads. */
public final class Tally {
    /**
     * What became of the calls of one operation.
     *
     * @param statuses how often each status was answered
     */
    public record Line(Map<Integer, Integer> statuses, Duration total, Duration longest) {
        /** Nothing was sent. */
        public static final Line NONE = new Line(Map.of(), Duration.ZERO, Duration.ZERO);

        public int calls() {
            return statuses.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private static final String OTHER = "(other paths)";

    private final Map<String, Line> lines = new TreeMap<>();

    synchronized void count(Call call, Answer answer) {
        String name = call.operation().map(operation -> operation.id()).orElse(OTHER);
        Line old = lines.getOrDefault(name, Line.NONE);
        Map<Integer, Integer> statuses = new TreeMap<>(old.statuses());
        statuses.merge(answer.status(), 1, Integer::sum);
        Duration took = answer.took();
        lines.put(
                name,
                new Line(statuses, old.total().plus(took), took.compareTo(old.longest()) > 0 ? took : old.longest()));
    }

    /** The counts by operation so far. */
    public synchronized Map<String, Line> lines() {
        return new TreeMap<>(lines);
    }

    /** All calls so far. */
    public synchronized int calls() {
        return lines.values().stream().mapToInt(Line::calls).sum();
    }
}
