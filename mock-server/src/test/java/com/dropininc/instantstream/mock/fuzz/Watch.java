package com.dropininc.instantstream.mock.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Finds what takes too long: by the time that its own thread has worked, so that a busy machine is not to blame. */
public final class Watch {
    private static final long MOST = TimeUnit.SECONDS.toNanos(1);

    private Watch() {}

    /** Does the work; what takes too long is done a second time, since the first one may have had classes to load. */
    public static <T> T inTime(Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        if (System.nanoTime() - begin > MOST) {
            long again = now();
            result = work.get();
            long taken = now() - again;
            if (taken > MOST) {
                throw new AssertionError("took " + TimeUnit.NANOSECONDS.toMillis(taken) + " ms");
            }
        }
        return result;
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
