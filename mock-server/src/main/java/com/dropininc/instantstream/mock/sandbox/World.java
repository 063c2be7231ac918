package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Streams;
import java.util.List;
import java.util.function.Supplier;

/** The streams and accounts of a sandbox from one beginning to the next. */
record World(Streams streams, Accounts accounts) {
    /**
     * A world without streams.
     *
     * @param known the accounts that are there from the start
     * @param engine asked for before each act
     */
    static World of(Sandbox sandbox, List<Account> known, Supplier<Engine> engine, Ledger ledger) {
        Ground ground = sandbox.ground();
        Streams streams = new Streams(
                engine, ground.contract().lifecycle().initial(), ground.retention(), new Witness(sandbox), ledger);
        // By the phone alone, so that it has the same one again, and in all mocks that share a store.
        return new World(
                streams,
                new Accounts(known, phone -> "acc_" + sandbox.identity().app().wordFor(phone), streams));
    }

    /** Hears of what happens to the streams, and tells it on. */
    private record Witness(Sandbox sandbox) implements Streams.Listener {
        @Override
        public void happened(Happening happening) {
            Ground ground = sandbox.ground();
            sandbox.history().add(happening);
            ground.publisher().accept(sandbox, happening);
            ground.feed().tell(sandbox.id(), happening);
        }
    }
}
