package com.dropininc.instantstream.mock.realtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The few threads that all realtime apps of a server share: a timer and a worker. Thread-safe; close it last. */
public final class RealtimeThreads implements AutoCloseable {
    private final ScheduledExecutorService timer;
    private final ExecutorService worker;

    /** Starts nothing until there is something to do. */
    public RealtimeThreads() {
        ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1, named("realtime-timer"));
        scheduled.setRemoveOnCancelPolicy(true);
        timer = scheduled;
        worker = Executors.newFixedThreadPool(2, named("realtime-worker"));
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Runs a task off the caller's thread and locks; a task that comes after the end is dropped. */
    void run(Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException closed) {
            // The server is going down: there is nobody left to tell.
        }
    }

    void later(Runnable task, long millis) {
        try {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // As above.
        }
    }

    ExecutorService worker() {
        return worker;
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        timer.shutdownNow();
        worker.shutdownNow();
    }
}
