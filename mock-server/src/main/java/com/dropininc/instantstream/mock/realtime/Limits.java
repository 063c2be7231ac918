package com.dropininc.instantstream.mock.realtime;

/** The published limits of events (HTTP API reference, "Events"). */
final class Limits {
    /** Characters of an event's name. */
    static final int EVENT_NAME = 200;
    /** Bytes of an event's data: 10 kB. */
    static final int EVENT_DATA = 10_240;
    /** Channels of one request. */
    static final int CHANNELS = 100;
    /** Events of one batch. */
    static final int BATCH = 10;
    /** User ids of one watchlist. */
    static final int WATCHLIST = 100;

    private Limits() {}
}
