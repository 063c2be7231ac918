package com.dropininc.instantstream.mock.realtime;

/** The published limits (HTTP API reference, "Events"; presence channels page; protocol page, "Error Codes"). */
final class Limits {
    /** Characters of an event's name. */
    static final int EVENT_NAME = 200;
    /** Bytes of an event's data: 10 kB. */
    static final int EVENT_DATA = 10_240;
    /** Channels of one request. */
    static final int CHANNELS = 100;
    /** Events of one batch. */
    static final int BATCH = 10;
    /** Members of one presence channel. */
    static final int MEMBERS = 100;
    /** Characters of a member's user id. */
    static final int USER_ID = 128;
    /** Bytes of a member's user info: 1 kB. */
    static final int USER_INFO = 1_024;
    /** User ids of one watchlist. */
    static final int WATCHLIST = 100;

    /** Channels of one connection; ours, since none is published: each weighs something. */
    static final int SUBSCRIPTIONS = 1_000;

    private Limits() {}
}
