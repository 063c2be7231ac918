package com.dropininc.instantstream.contract.exchange;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests begin at no more than a rate, and no more than so many at once. A bucket of one token: what was not
 * used is not saved up, so that no second ever sees more than the rate. Safe to share between threads.
 */
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Below what a server was seen to take, since its clock is not ours. */
    private static final double BELOW = 0.9;

    private final Semaphore places;
    private final Deque<Long> lately = new ArrayDeque<>();
    private long gapNanos;
    private long last;
    private long learnt;
    private OptionalInt limit = OptionalInt.empty();

    Pace(Rules.Rate rate) {
        this.gapNanos = rate.perSecond().isPresent() ? SECOND / rate.perSecond().getAsInt() + 1 : 0;
        this.places = new Semaphore(rate.burst(), true);
        this.last = System.nanoTime() - gapNanos;
        this.learnt = last - SECOND;
    }

    /** Waits for a turn; each has to be given back with {@link #end}. */
    void begin() throws InterruptedException {
        places.acquire();
        try {
            pause();
        } catch (InterruptedException e) {
            places.release();
            throw e;
        }
    }

    private synchronized void pause() throws InterruptedException {
        for (long wait = left(System.nanoTime()); wait > 0; wait = left(System.nanoTime())) {
            TimeUnit.NANOSECONDS.sleep(wait);
        }
        last = System.nanoTime();
        lately.add(last);
        forget(last);
    }

    private void forget(long now) {
        while (!lately.isEmpty() && now - lately.peek() > SECOND) {
            lately.remove();
        }
    }

    /** Learns from a refusal for the rate: what was begun in the last second was too much. */
    synchronized void slower() {
        long now = System.nanoTime();
        forget(now);
        // Calls that were under way together are refused together: that is one lesson.
        if (now - learnt > SECOND) {
            learnt = now;
            int rate = Math.max(1, (int) (Math.min(lately.size(), limit.orElse(Integer.MAX_VALUE)) * BELOW) - 1);
            limit = OptionalInt.of(rate);
            gapNanos = Math.max(gapNanos, SECOND / rate + 1);
        }
    }

    synchronized OptionalInt limit() {
        return limit;
    }

    private long left(long now) {
        return last + gapNanos - now;
    }

    void end() {
        places.release();
    }
}
