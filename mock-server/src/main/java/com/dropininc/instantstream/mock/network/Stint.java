package com.dropininc.instantstream.mock.network;

/**
 * How long a reader has worked without a pause. A core that two busy threads share changes hands at the kernel's next
 * tick, up to 4 ms later, and all connections of the other one wait so long; one that rests of its own accord after
 * {@value #LONGEST_NANOS} ns hands it over sooner, or is put on a core that is free when it wakes. For one thread at a
 * time.
 */
final class Stint {
    static final long LONGEST_NANOS = 700_000;

    /** Whoever waited as long as this has waited, and did not just find something to do. */
    static final long PAUSE_NANOS = 20_000;

    private long begun;

    Stint(long now) {
        begun = now;
    }

    /** Whether the thread should rest by now. */
    boolean over(long now) {
        return now - begun > LONGEST_NANOS;
    }

    /** Notes that the thread was away from its work. */
    void away(long from, long to) {
        if (to - from >= PAUSE_NANOS) {
            begun = to;
        }
    }
}
