package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.store.Store;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What all sandboxes of a mock stand on.
 *
 * @param retention how much of its streams each sandbox keeps
 * @param publisher tells an event of a sandbox on its channels; must not block
 * @param seeder makes the streams of the demo world in a sandbox
 * @param accounts the accounts of the demo world
 * @param upstream what a sandbox passes on to a real environment until it is told otherwise
 * @param store what keeps the sandboxes
 */
public record Ground(
        Contract contract,
        Engines engines,
        RealtimeThreads threads,
        Nonces nonces,
        Feed feed,
        Journal.Bounds journal,
        Retention retention,
        BiConsumer<Sandbox, Happening> publisher,
        Consumer<Sandbox> seeder,
        List<Account> accounts,
        Optional<PassOn> upstream,
        Store store) {
    /** The same ground, kept by another store. */
    Ground with(Store other) {
        return new Ground(
                contract, engines, threads, nonces, feed, journal, retention, publisher, seeder, accounts, upstream,
                other);
    }

    /** Whether streams that were made on another ground can go on living on this one. */
    boolean houses(List<StreamState> streams, Ground before) {
        Lifecycle lifecycle = contract.lifecycle();
        return lifecycle.initial().equals(before.contract().lifecycle().initial())
                && streams.stream().allMatch(stream -> lifecycle.states().containsKey(stream.status()));
    }
}
