package com.dropininc.instantstream.mock.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes inputs at random, the same way for the same seed. */
final class Mutations {
    private static final List<String> WORDS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            ":",
            ",",
            "null",
            "true",
            "-1",
            "1e999",
            "0.0000000001",
            "99999999999999999999",
            "\\u0000",
            "\\ud800",
            "\u0000",
            "\u00e9",
            "%",
            "%ff",
            "&",
            "=",
            "?",
            "/",
            "..",
            "*a",
            "&a ",
            "- ",
            "\n  ",
            "PT9999999999S",
            "2026-11-25T00:00:00Z",
            "viewer",
            "data",
            "event",
            "channel",
            "private-",
            "#");

    private final Random chance;

    Mutations(long seed) {
        chance = new Random(seed);
    }

    /** One to four changes of one input, with parts of another. */
    byte[] of(byte[] input, byte[] other) {
        byte[] changed = input;
        for (int i = chance.nextInt(4); i >= 0; i--) {
            changed = one(changed, other);
        }
        return changed;
    }

    private byte[] one(byte[] input, byte[] other) {
        int at = chance.nextInt(input.length + 1);
        int to = at + chance.nextInt(input.length + 1 - at);
        return switch (chance.nextInt(6)) {
            case 0 -> joined(input, at, word(), at);
            case 1 -> joined(input, at, new byte[0], to);
            case 2 -> joined(input, at, Arrays.copyOfRange(input, at, to), at);
            case 3 -> joined(input, at, new byte[] {(byte) chance.nextInt(256)}, Math.min(at + 1, input.length));
            case 4 -> joined(input, at, Arrays.copyOf(other, chance.nextInt(other.length + 1)), to);
            default -> joined(input, at, word(), to);
        };
    }

    private byte[] word() {
        return WORDS.get(chance.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] input, int end, byte[] middle, int begin) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(input, 0, end);
        joined.writeBytes(middle);
        joined.write(input, begin, input.length - begin);
        return joined.toByteArray();
    }
}
