package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets time pass in a sandbox: what is due comes about, one thing after the other. Safe to share between threads. */
final class Time {
    private final MockClock clock;
    private final Agenda agenda;
    private final Supplier<Streams> streams;
    private final ReentrantLock turn = new ReentrantLock();

    Time(MockClock clock, Agenda agenda, Supplier<Streams> streams) {
        this.clock = clock;
        this.agenda = agenda;
        this.streams = streams;
    }

    /** Does something while nothing becomes due. */
    void standingStill(Runnable what) {
        turn.lock();
        try {
            what.run();
        } finally {
            turn.unlock();
        }
    }

    /** Brings about everything that is due by the clock, in the order in which it was due. */
    void settle() {
        // The clock is asked last, since most have nothing to wait for, and every tick comes to thousands of sandboxes.
        Optional<Instant> due = due();
        // What is brought about may itself be a request, which must not begin another round.
        if (due.isEmpty() || turn.isHeldByCurrentThread()) {
            return;
        }
        Instant now = clock.instant();
        if (!due.get().isAfter(now)) {
            standingStill(() -> settleUntil(now));
        }
    }

    /** Moves the clock forward, from one due instant to the next. */
    void advance(Duration by) {
        standingStill(() -> {
            Instant target = clock.instant().plus(by);
            settleUntil(target);
            clock.moveTo(target);
        });
    }

    private void settleUntil(Instant target) {
        Optional<Instant> due = due();
        while (due.filter(at -> !at.isAfter(target)).isPresent()) {
            clock.moveTo(due.get());
            streams.get().settle(due.get());
            agenda.run(due.get());
            due = due();
        }
    }

    /** When time will next bring something about, as far as is known now. */
    Optional<Instant> due() {
        Optional<Instant> stream = streams.get().nextDue();
        Optional<Instant> item = agenda.next();
        if (stream.isEmpty() || item.isEmpty()) {
            return stream.isEmpty() ? item : stream;
        }
        return stream.get().isAfter(item.get()) ? item : stream;
    }
}
