package com.dropininc.instantstream.mock.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The clock of a sandbox: real time, until it is frozen or advanced. Instants have whole milliseconds and never run
 * backwards by a call of this class. Safe to share between threads.
 */
public final class MockClock implements InstantSource {
    private final InstantSource real;
    private Duration ahead = Duration.ZERO;
    private Instant frozenAt;

    public MockClock(InstantSource real) {
        this.real = real;
    }

    @Override
    public synchronized Instant instant() {
        Instant now = frozenAt == null ? real.instant().plus(ahead) : frozenAt;
        return now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** Stops time where it is. */
    public synchronized void freeze() {
        frozenAt = instant();
    }

    /** Moves time forward; a frozen clock stays frozen. */
    public synchronized void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time only moves forward");
        }
        if (frozenAt == null) {
            ahead = ahead.plus(by);
        } else {
            frozenAt = frozenAt.plus(by);
        }
    }

    /** Moves time forward to an instant; does nothing when it has passed. */
    synchronized void moveTo(Instant target) {
        Duration left = Duration.between(instant(), target);
        if (!left.isNegative()) {
            advance(left);
        }
    }

    /** Sets time to an instant, back as well as forward, as a restored snapshot wants it. */
    public synchronized void set(Instant now, boolean stopped) {
        ahead = Duration.between(real.instant(), now);
        frozenAt = stopped ? now : null;
    }

    /** Back to real time. */
    synchronized void reset() {
        ahead = Duration.ZERO;
        frozenAt = null;
    }

    /** Lets time run on from where it is. */
    public synchronized void resume() {
        if (frozenAt != null) {
            ahead = Duration.between(real.instant(), frozenAt);
            frozenAt = null;
        }
    }

    public synchronized boolean frozen() {
        return frozenAt != null;
    }
}
