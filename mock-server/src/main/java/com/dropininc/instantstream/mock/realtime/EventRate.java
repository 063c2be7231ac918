package com.dropininc.instantstream.mock.realtime;

/** Ten client events in any one second (events page, "Rate limit"). Not thread-safe. */
final class EventRate {
    private static final int PER_SECOND = 10;
    private static final long SECOND = 1_000_000_000L;

    private final long[] times = new long[PER_SECOND];
    private int count;
    private int oldest;

    boolean allows(long now) {
        if (count < PER_SECOND) {
            times[count++] = now;
            return true;
        }
        if (now - times[oldest] < SECOND) {
            return false;
        }
        times[oldest] = now;
        oldest = (oldest + 1) % PER_SECOND;
        return true;
    }
}
