package com.dropininc.instantstream.mock.network;

import java.time.Duration;

/**
 * What clients may take of a mock.
 *
 * @param connections open connections, WebSockets included
 * @param headers headers of one request
 * @param patience time that one request may take to arrive, and a connection may stay without one
 */
public record Bounds(int connections, int headers, Duration patience) {
    /** 50,000 connections, 200 headers, half a minute. */
    public static final Bounds STANDARD = new Bounds(50_000, 200, Duration.ofSeconds(30));

    public Bounds {
        if (connections < 1 || headers < 1 || patience.isZero() || patience.isNegative()) {
            throw new IllegalArgumentException("a mock needs at least one connection, one header and some patience;"
                    + " asked for " + connections + ", " + headers + " and " + patience);
        }
    }
}
