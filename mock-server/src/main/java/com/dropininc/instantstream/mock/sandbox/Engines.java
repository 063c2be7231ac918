package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.spec.Contract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The contract, and the lifecycle engine that obeys it, for each way of reading it. Safe to share between threads. */
public final class Engines {
    /** More ways of reading than anybody tries; beyond it they are made anew, so that memory has a bound. */
    private static final int KEPT = 64;

    private final Contract contract;
    /** By what readings are made of: the hash code of a record is put together at each start. */
    private final Map<Map<String, String>, Law> byReadings = new ConcurrentHashMap<>();

    /** What a sandbox obeys. */
    public record Law(Contract contract, Engine engine) {
        static Law of(Contract contract) {
            return new Law(contract, new Engine(contract));
        }
    }

    public Engines(Contract contract) {
        this.contract = contract;
    }

    /** What holds by those readings. */
    public Law of(Readings readings) {
        return byReadings.size() < KEPT
                ? byReadings.computeIfAbsent(readings.byAmbiguity(), missing -> Law.of(readings.of(contract)))
                : Law.of(readings.of(contract));
    }

    /** What would hold by those readings if one ambiguity were read as the spec has it. */
    Law putBack(Readings readings, String ambiguity) {
        String chosen = Readings.chosen(contract).byAmbiguity().get(ambiguity);
        return of(readings.with(Map.of(ambiguity, chosen), contract));
    }
}
