package com.dropininc.instantstream.contract;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a run does about Ctrl-C and a polite kill: it is told to end, and the JVM waits for it. Closed when the run's
 * report is written.
 */
final class Interruption implements AutoCloseable {
    /** Longer than what is under way, the clean-up and the report take; whoever cannot wait kills harder. */
    private static final int PATIENCE_SECONDS = 60;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable interrupt) {
        hook = new Thread(() -> end(interrupt), "interruption");
    }

    /** Watches for the end of the JVM from now on. */
    static Interruption of(Runnable interrupt) {
        Interruption interruption = new Interruption(interrupt);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void end(Runnable interrupt) {
        interrupt.run();
        try {
            boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            System.err.println(ended ? "interrupted: what was made is ended, the report is written" : "interrupted");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // The exit code of a signal would say nothing about the verdict.
        Runtime.getRuntime().halt(Main.INCONCLUSIVE);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending: the hook has been waiting for just this.
            return;
        }
    }
}
