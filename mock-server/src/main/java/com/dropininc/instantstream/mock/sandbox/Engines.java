package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.spec.Contract;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The lifecycle engine for each way of reading what the spec leaves open about it. Safe to share between threads. */
public final class Engines {
    private final Contract contract;
    private final Map<Engine.Variant, Engine> byVariant = new ConcurrentHashMap<>();

    public Engines(Contract contract) {
        this.contract = contract;
    }

    /** The engine that decides by those readings. */
    public Engine of(Readings readings) {
        Engine.Variant variant = new Engine.Variant(
                readings.is("cancel-while-streaming", "allowed"), readings.is("record-twice", "toggle"));
        return byVariant.computeIfAbsent(variant, missing -> new Engine(contract, missing));
    }
}
