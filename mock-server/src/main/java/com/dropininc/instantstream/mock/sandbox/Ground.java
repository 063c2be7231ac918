package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.spec.Contract;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What all sandboxes of a mock stand on.
 *
 * @param keeping how much of its streams each sandbox keeps
 * @param publisher tells an event of a sandbox on its channels; must not block
 * @param seeder makes the streams of the demo world in a sandbox
 * @param accounts the accounts of the demo world
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
        List<Account> accounts) {}
