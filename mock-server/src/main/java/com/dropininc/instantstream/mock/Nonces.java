package com.dropininc.instantstream.mock;

import java.security.SecureRandom;
import java.util.OptionalLong;
import java.util.Random;

/** Makes random words: unguessable ones, or with a seed repeatable ones. Safe to share between threads. */
final class Nonces {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** 22 letters of 62 hold 130 bits. */
    private static final int LENGTH = 22;

    private final Random random;

    Nonces(OptionalLong seed) {
        random = seed.isPresent() ? new Random(seed.getAsLong()) : new SecureRandom();
    }

    String next() {
        StringBuilder word = new StringBuilder(LENGTH);
        synchronized (random) {
            for (int i = 0; i < LENGTH; i++) {
                word.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
        }
        return word.toString();
    }
}
