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

    public Nonces(OptionalLong seed) {
        random = seed.isPresent() ? new Random(seed.getAsLong()) : new SecureRandom();
    }

    /** A word of 22 letters and digits. */
    public String next() {
        return next(LENGTH);
    }

    /** A shorter word, for what has to be told apart and not kept secret. */
    String next(int length) {
        StringBuilder word = new StringBuilder(length);
        synchronized (random) {
            for (int i = 0; i < length; i++) {
                word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return word.toString();
    }
}
