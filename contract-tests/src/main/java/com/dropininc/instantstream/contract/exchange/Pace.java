package com.dropininc.instantstream.contract.exchange;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets requests begin at no more than a rate, and no more than so many at once. A bucket of one token: what was not
 * used is not saved up, so that no second ever sees more than the rate. Safe to share between threads.
 */
final class Pace {
    private final long gapNanos;
    private final Semaphore places;
    private long last;

    Pace(Rules.Rate rate) {
        this.gapNanos = rate.perSecond().isPresent()
                ? TimeUnit.SECONDS.toNanos(1) / rate.perSecond().getAsInt() + 1
                : 0;
        this.places = new Semaphore(rate.burst(), true);
        this.last = System.nanoTime() - gapNanos;
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
    }

    private long left(long now) {
        return last + gapNanos - now;
    }

    void end() {
        places.release();
    }
}
