package com.dropininc.instantstream.mock;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things again and again, on one thread. What fails once is tried again the next time. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mock-time");
        made.setDaemon(true);
        return made;
    });

    void every(long millis, Runnable task) {
        thread.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Whatever left a task would end it for good, and time would stand still without a word. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            LOG.error("bug in the mock: time could not pass this once", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
