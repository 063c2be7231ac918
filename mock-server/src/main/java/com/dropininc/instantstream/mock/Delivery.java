package com.dropininc.instantstream.mock;

/**
 * How an answer reaches the client.
 *
 * @param delayMillis how long it is held back first
 * @param bytesPerSecond pace of a slow body; 0 for any other
 */
record Delivery(Way way, long delayMillis, int bytesPerSecond) {
    static final Delivery PLAIN = new Delivery(Way.WHOLE, 0, 0);

    enum Way {
        /** As a server sends it. */
        WHOLE,
        /** The connection is reset, and nothing is sent. */
        RESET,
        /** The connection ends in the middle of the body. */
        TRUNCATED,
        /** Byte by byte. */
        SLOW
    }

    Delivery by(Way other, int pace) {
        return new Delivery(other, delayMillis, pace);
    }

    Delivery later(long millis) {
        return new Delivery(way, delayMillis + millis, bytesPerSecond);
    }
}
