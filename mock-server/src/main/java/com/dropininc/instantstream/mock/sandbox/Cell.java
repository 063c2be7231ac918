package com.dropininc.instantstream.mock.sandbox;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A value that is changed by one after the other, and kept before anybody sees it. Reading it never waits. Safe to
 * share between threads.
 */
final class Cell<T> {
    private final Keeper<T> keeper;
    private volatile Held<T> held;

    private record Held<T>(T value, long version) {}

    /** Keeps a value and applies it, or has it arrive; false if another one was kept meanwhile. */
    interface Keeper<T> {
        boolean keep(T value, long basedOn, Runnable apply);
    }

    Cell(T first, Keeper<T> keeper) {
        this.keeper = keeper;
        this.held = new Held<>(first, 0);
    }

    T value() {
        return held.value();
    }

    /** Changes the value; {@code how} is asked again if others changed it meanwhile. */
    synchronized T change(UnaryOperator<T> how) {
        while (true) {
            Held<T> before = held;
            T after = how.apply(before.value());
            // It sees first whether they are the same: a start would spend a millisecond on linking a record's
            // equality.
            if (Objects.equals(after, before.value())
                    || keeper.keep(after, before.version(), () -> held = new Held<>(after, before.version()))) {
                return after;
            }
        }
    }

    /** Has the value that was kept elsewhere. */
    void arrived(T value, long version) {
        held = new Held<>(value, version);
    }
}
