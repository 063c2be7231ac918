package com.dropininc.instantstream.mock.packing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes values of which any may come: the same ones for the same seed. */
public final class Any {
    private static final List<String> TEXTS =
            List.of("", "streaming", "+12025550143", "Grüße, 你好 👋", "\u0000\n\"", "x".repeat(70_000));

    private final Random random;

    public Any(long seed) {
        random = new Random(seed);
    }

    public String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    public boolean flag() {
        return random.nextBoolean();
    }

    public int number() {
        return random.nextInt();
    }

    public long longNumber() {
        return random.nextLong();
    }

    public <T> T of(T[] all) {
        return all[random.nextInt(all.length)];
    }

    /** Of any age, and finer than the clocks of most machines. */
    public Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(-9_999_999_999L, 9_999_999_999L), random.nextInt(1_000_000_000));
    }

    public <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) > 0 ? Optional.of(value.get()) : Optional.empty();
    }

    public <T> List<T> some(Supplier<T> value) {
        return Stream.generate(value).limit(random.nextInt(3)).toList();
    }
}
