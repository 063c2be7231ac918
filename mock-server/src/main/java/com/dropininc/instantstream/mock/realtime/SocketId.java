package com.dropininc.instantstream.mock.realtime;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * The identifier of one connection, two numbers joined by a dot, the only form that server SDKs sign.
 *
 * @param value such as {@code 1234.5678}
 */
public record SocketId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9]+\\.[0-9]+");

    /** Refuses anything else: a text with more parts could make a signature usable for another purpose. */
    public SocketId {
        if (value == null || !FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "Invalid socket id '" + Text.shown(value) + "': expected two numbers joined by a dot.");
        }
    }

    static SocketId random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new SocketId(random.nextInt(1, Integer.MAX_VALUE) + "." + random.nextInt(1, Integer.MAX_VALUE));
    }

    @Override
    public String toString() {
        return value;
    }
}
