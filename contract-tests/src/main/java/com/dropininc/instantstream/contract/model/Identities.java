package com.dropininc.instantstream.contract.model;

import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Distinct values for one run: none is a default, and no two are alike, so that a value in the wrong place shows. Safe
 * to share between threads.
 */
public final class Identities {
    private static final int NUMBERS = 10_000;

    private final String phonePrefix;
    private final String emailDomain;
    private final String run;
    private final int firstNumber;
    private final AtomicInteger next = new AtomicInteger();

    /** @param seed tells runs apart */
    public Identities(String phonePrefix, String emailDomain, long seed) {
        this.phonePrefix = phonePrefix;
        this.emailDomain = emailDomain;
        Random random = new Random(seed);
        this.run = Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36);
        this.firstNumber = random.nextInt(NUMBERS);
    }

    public String phone() {
        return phonePrefix + String.format(Locale.ROOT, "%04d", (firstNumber + next.incrementAndGet()) % NUMBERS);
    }

    public String email() {
        return word("caller") + "@" + emailDomain;
    }

    /** A decimal number of degrees that no other call of the run sends. */
    public String degrees() {
        int n = next.incrementAndGet();
        return String.format(Locale.ROOT, "%d.%06d", n % 80 + 1, 100_000 + n);
    }

    public String socketId() {
        return next.incrementAndGet() + "." + (7_000_000 + next.get());
    }

    /** A word that nothing else in the run is called. */
    public String word(String stem) {
        return stem + "-" + run + "-" + next.incrementAndGet();
    }
}
