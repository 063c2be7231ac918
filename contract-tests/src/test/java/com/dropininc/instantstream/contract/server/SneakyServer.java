package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A server that breaks a documented rule and tries to be let through.
 *
 * @param rule the rule that it breaks, by its id in the spec
 * @param fault what breaks it; made once for each server, since it may count. Without it the server keeps every rule
 * @param breach whether a caller sees the rule broken
 * @param rare whether it breaks the rule so seldom that a run may end without a verdict
 */
record SneakyServer(String name, String rule, Supplier<Fault> fault, Breach breach, boolean rare) {
    /** About half of the calls of a run. */
    static final int HALF = 3000;

    /** Provokes a server until it breaks its rule, or does not. */
    @FunctionalInterface
    interface Breach {
        boolean seen(Client client) throws IOException, InterruptedException;
    }

    static SneakyServer of(String name, String rule, Supplier<Fault> fault, Breach breach) {
        return new SneakyServer(name, rule, fault, breach, false);
    }

    /** A server that has this fault only once half of the run is over. */
    static SneakyServer late(String name, String rule, Supplier<Fault> fault, Breach breach) {
        return of(
                name + "-after-half",
                rule,
                () -> {
                    AtomicInteger calls = new AtomicInteger();
                    Fault broken = fault.get();
                    return (ask, server) ->
                            calls.incrementAndGet() > HALF ? broken.answer(ask, server) : server.send(ask);
                },
                client -> {
                    client.spend(HALF);
                    return breach.seen(client);
                });
    }

    /** The same call with a good key in its place. */
    static Ask admitted(Ask ask) {
        return ask.header("apikey", IndependentServer.VIEWER_KEY);
    }

    @Override
    public String toString() {
        return name;
    }
}
