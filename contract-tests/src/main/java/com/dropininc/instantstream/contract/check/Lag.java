package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How far reads lag behind writes: learnt by what shows a moment later. Until something did, only a few things that are
 * absent are waited for; from then on all of them are. Safe to share between threads.
 */
final class Lag {
    /** What has not shown by then does not lag, it is absent. */
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofMillis(300);
    /** What lags now so much may lag a few times as much another time. */
    private static final int TIMES = 3;

    private static final Duration FIRST_STEP = Duration.ofMillis(20);
    private static final Duration LONGEST_STEP = Duration.ofMillis(160);
    /** So often it is tried in vain on a target that was never seen to lag. */
    private static final int IN_VAIN = 2;

    private final Set<String> ownWords = ConcurrentHashMap.newKeySet();
    private long seenNanos;
    private int vain;

    /** Whether anything was seen to lag. */
    synchronized boolean known() {
        return seenNanos > 0;
    }

    /** The longest lag that was seen, if any. */
    synchronized Optional<Duration> seen() {
        return known() ? Optional.of(Duration.ofNanos(seenNanos)) : Optional.empty();
    }

    /** Reads again until something shows; answers whether it does. It has not shown when it was read just now. */
    boolean shows(BooleanSupplier again) {
        if (!worthwhile()) {
            return false;
        }
        long begin = System.nanoTime();
        long longest = window();
        long step = FIRST_STEP.toNanos();
        while (System.nanoTime() - begin < longest) {
            try {
                TimeUnit.NANOSECONDS.sleep(step);
                step = Math.min(LONGEST_STEP.toNanos(), 2 * step);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (again.getAsBoolean()) {
                learn(System.nanoTime() - begin);
                return true;
            }
        }
        inVain();
        return false;
    }

    /** The same for what a word of the target's stands for: one that was waited for in vain is its own way of speaking. */
    boolean becomes(String word, BooleanSupplier again) {
        if (ownWords.contains(word)) {
            return false;
        }
        boolean became = shows(again);
        if (!became) {
            ownWords.add(word);
        }
        return became;
    }

    /** Reads until what is read shows something, or it is too late for that. */
    Answer read(Supplier<Answer> reading, Predicate<Answer> shows) {
        Answer[] last = {reading.get()};
        if (!shows.test(last[0])) {
            shows(() -> {
                last[0] = reading.get();
                return shows.test(last[0]);
            });
        }
        return last[0];
    }

    private synchronized long window() {
        return known()
                ? Math.min(LONGEST.toNanos(), Math.max(SHORTEST.toNanos(), TIMES * seenNanos))
                : LONGEST.toNanos();
    }

    private synchronized boolean worthwhile() {
        return known() || vain < IN_VAIN;
    }

    private synchronized void learn(long nanos) {
        seenNanos = Math.max(seenNanos, nanos);
    }

    private synchronized void inVain() {
        vain++;
    }
}
