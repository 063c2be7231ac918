package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Fault;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A server that keeps all that the docs promise, in a way of its own.
 *
 * @param why why CONTRACT.md allows it, in one line
 * @param habits what the API itself does
 * @param way what stands before the API; made once for each server, since it may count
 * @param weather whether it fails now and then, so that a run may end without a verdict
 */
record HarmlessServer(String name, String why, Habits habits, Supplier<Fault> way, boolean weather) {
    static HarmlessServer of(String name, String why, UnaryOperator<Habits> habits) {
        return new HarmlessServer(name, why, habits.apply(Habits.plain()), () -> Fault::none, false);
    }

    static HarmlessServer before(String name, String why, Supplier<Fault> way) {
        return new HarmlessServer(name, why, Habits.plain(), way, false);
    }

    static HarmlessServer weather(String name, String why, Supplier<Fault> way) {
        return new HarmlessServer(name, why, Habits.plain(), way, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
