package com.dropininc.instantstream.contract.server;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;

/** What a build tries of many, and the whole of it with {@code -Dfull}. */
final class Sample {
    private static final int SIZE = 10;

    private Sample() {}

    /** Whether the whole is asked for. */
    static boolean whole() {
        return System.getProperty("full") != null;
    }

    /** The same ones in every build: those whose names have the smallest checksums. */
    static <T> List<T> of(List<T> all, Function<T, String> name) {
        return whole()
                ? all
                : all.stream()
                        .sorted(Comparator.comparingLong(item -> checksum(name.apply(item))))
                        .limit(SIZE)
                        .toList();
    }

    private static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
