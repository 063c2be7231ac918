package com.dropininc.instantstream.mock;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Names one request across all programs that have to do with it. */
final class RequestId {
    /** The header that carries it, there and back. */
    static final String HEADER = "X-Request-Id";

    private static final int LONGEST = 128;
    private static final int HEX_DIGITS = 16;

    private RequestId() {}

    /** The id that was sent, if it is fit to stand in a log and a header; else a new one. */
    static String of(Optional<String> sent) {
        return sent.filter(RequestId::fit).orElseGet(RequestId::fresh);
    }

    private static boolean fit(String id) {
        return !id.isEmpty() && id.length() <= LONGEST && id.chars().allMatch(RequestId::plain);
    }

    private static boolean plain(int character) {
        return character < 128 && (Character.isLetterOrDigit(character) || "._:-".indexOf(character) >= 0);
    }

    /** Unique in practice, and no secret: the cheapest source of chance will do. */
    private static String fresh() {
        ThreadLocalRandom chance = ThreadLocalRandom.current();
        return hex(chance.nextLong()) + hex(chance.nextLong());
    }

    private static String hex(long number) {
        String digits = Long.toHexString(number);
        return "0".repeat(HEX_DIGITS - digits.length()) + digits;
    }
}
