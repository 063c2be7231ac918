package com.dropininc.instantstream.mock.sandbox;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.Random;

/** Makes random words: unguessable ones, or with a seed repeatable ones. Safe to share between threads. */
public final class Nonces {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** 22 letters of 62 hold 130 bits. */
    private static final int LENGTH = 22;

    private final Random random;
    private final byte[] drawn = new byte[1024];
    private int next = drawn.length;

    public Nonces(OptionalLong seed) {
        random = seed.isPresent() ? new Random(seed.getAsLong()) : new SecureRandom();
    }

    /** A word of 22 letters and digits. */
    public String next() {
        return next(LENGTH);
    }

    /** A number of twelve digits, for what has to be told apart and not kept secret. */
    long number() {
        synchronized (random) {
            return 100_000_000_000L + (random.nextLong() >>> 1) % 900_000_000_000L;
        }
    }

    /** A shorter word, for what has to be told apart and not kept secret. */
    String next(int length) {
        StringBuilder word = new StringBuilder(length);
        synchronized (random) {
            while (word.length() < length) {
                // Six bits are one of 64; the two that are no letter are left out, so that all are equally likely.
                int letter = drawn() & 63;
                if (letter < ALPHABET.length()) {
                    word.append(ALPHABET.charAt(letter));
                }
            }
        }
        return word.toString();
    }

    /** To draw many bytes at once costs a secure source little more than to draw four. */
    private byte drawn() {
        if (next == drawn.length) {
            random.nextBytes(drawn);
            next = 0;
        }
        return drawn[next++];
    }
}
