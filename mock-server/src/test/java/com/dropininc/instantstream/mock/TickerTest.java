package com.dropininc.instantstream.mock;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TickerTest {
    @Test
    void what_fails_is_done_again_and_keeps_nothing_else_from_being_done() {
        AtomicInteger failing = new AtomicInteger();
        AtomicInteger other = new AtomicInteger();
        try (Ticker ticker = new Ticker()) {
            ticker.every(1, () -> {
                if (failing.incrementAndGet() < 3) {
                    throw new StackOverflowError();
                }
            });
            ticker.every(1, other::incrementAndGet);
            await().until(() -> failing.get() > 2 && other.get() > 2);
        }
    }
}
