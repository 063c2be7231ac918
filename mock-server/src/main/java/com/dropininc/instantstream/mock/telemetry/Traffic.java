package com.dropininc.instantstream.mock.telemetry;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what the mock has answered. The names it counts by are operations and refusals of the spec, never anything
 * that a caller sends, so their number is bounded. Counting takes a few additions and no lock; safe to share between
 * threads.
 */
public final class Traffic {
    /** Stands for the operation of a request that led to none. */
    public static final String NO_OPERATION = "none";

    /** Upper bounds of the classes of duration, in microseconds; the last class has none. */
    static final long[] BOUNDS = {
        250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000
    };

    private static final int STATUS_CLASSES = 6;

    private final Map<String, Row> rows = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();

    /** What is known of one operation. */
    static final class Row {
        private final LongAdder[] statuses = adders(STATUS_CLASSES);
        private final LongAdder[] durations = adders(BOUNDS.length + 1);
        private final LongAdder micros = new LongAdder();

        private static LongAdder[] adders(int count) {
            LongAdder[] adders = new LongAdder[count];
            for (int i = 0; i < count; i++) {
                adders[i] = new LongAdder();
            }
            return adders;
        }

        /** How many answers had a status from {@code hundreds * 100} on. */
        long answered(int hundreds) {
            return statuses[hundreds].sum();
        }

        /** How many answers fell into each class of duration. */
        long[] durations() {
            long[] counts = new long[durations.length];
            for (int i = 0; i < counts.length; i++) {
                counts[i] = durations[i].sum();
            }
            return counts;
        }

        double seconds() {
            return micros.sum() / 1e6;
        }
    }

    /**
     * Counts one answer.
     *
     * @param operation an operationId, or {@link #NO_OPERATION}
     */
    public void answered(String operation, int status, long micros) {
        Row row = rows.get(operation);
        if (row == null) {
            row = rows.computeIfAbsent(operation, missing -> new Row());
        }
        row.statuses[Math.min(STATUS_CLASSES - 1, Math.max(0, status / 100))].increment();
        row.durations[durationClass(micros)].increment();
        row.micros.add(micros);
    }

    private static int durationClass(long micros) {
        int place = 0;
        while (place < BOUNDS.length && micros > BOUNDS[place]) {
            place++;
        }
        return place;
    }

    /** Counts one refusal, by its id in the spec. */
    public void refused(String refusal) {
        refusals.computeIfAbsent(refusal, missing -> new LongAdder()).increment();
    }

    Map<String, Row> rows() {
        return new TreeMap<>(rows);
    }

    Map<String, Long> refusals() {
        Map<String, Long> counts = new TreeMap<>();
        refusals.forEach((refusal, count) -> counts.put(refusal, count.sum()));
        return counts;
    }
}
