package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.Connections;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does things again and again, on one thread. What fails once is tried again the next time. */
final class Ticker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    /** How often the mock looks whether time has brought anything about that no request has asked for. */
    private static final long TICK_MILLIS = 100;

    /** How often it looks for sandboxes that nobody uses any more. */
    private static final long TIDY_MILLIS = 1_000;

    /** How often it looks whether the files that it is made from have changed. */
    private static final long LOOK_MILLIS = 300;

    /** How often it looks for connections on which a request does not arrive. */
    private static final long SWEEP_MILLIS = 250;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "mock-time");
        made.setDaemon(true);
        return made;
    });

    /** Begins all that a mock does by itself. */
    void begin(Sandboxes sandboxes, Reloads reloads, Connections connections) {
        every(TICK_MILLIS, sandboxes::settle);
        every(TIDY_MILLIS, sandboxes::removeIdle);
        every(LOOK_MILLIS, reloads::look);
        every(SWEEP_MILLIS, connections::sweep);
    }

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
