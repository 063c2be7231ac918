package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.spec.Contract;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * A world of its own inside a mock: streams, accounts and clock that no other sandbox sees.
 *
 * @param name what people call it
 */
record Sandbox(String name, Streams streams, Accounts accounts, MockClock clock, Nonces nonces) {
    /** The world that a mock begins with. */
    static Sandbox seeded(MockConfig config, Contract contract, Engine engine, Consumer<Happening> listener) {
        Nonces nonces = new Nonces(config.seed());
        Sandbox sandbox = new Sandbox(
                "default",
                new Streams(engine, contract.lifecycle().initial(), listener),
                new Accounts(config.fixtures().accounts(), nonces),
                new MockClock(InstantSource.system()),
                nonces);
        new Seeder(contract, sandbox).seed(config.fixtures().streams());
        return sandbox;
    }

    /** Brings about everything that is due by the sandbox's clock. */
    void settle() {
        streams.settle(clock.instant());
    }
}
