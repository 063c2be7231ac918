package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What all sandboxes of a mock stand on.
 *
 * @param keeping how much of its streams each sandbox keeps
 * @param publisher tells an event of a sandbox on its channels; must not block
 * @param seeder makes the streams of the demo world in a sandbox
 * @param accounts the accounts of the demo world
 * @param upstream what a sandbox passes on to a real environment until it is told otherwise
 */
public record Ground(
        Contract contract,
        Engines engines,
        RealtimeThreads threads,
        Nonces nonces,
        Feed feed,
        Journal.Bounds journal,
        Streams.Keeping keeping,
        BiConsumer<Sandbox, Happening> publisher,
        Consumer<Sandbox> seeder,
        List<Account> accounts,
        Optional<PassOn> upstream) {
    /** Whether streams that were made on another ground can go on living on this one. */
    boolean houses(List<StreamState> streams, Ground before) {
        Lifecycle lifecycle = contract.lifecycle();
        return lifecycle.initial().equals(before.contract().lifecycle().initial())
                && streams.stream().allMatch(stream -> lifecycle.states().containsKey(stream.status()));
    }
}
