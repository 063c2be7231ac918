package com.dropininc.instantstream.contract.mutant;

/** What a fault is about. */
enum Group {
    AUTH,
    STATUS,
    SHAPE,
    TYPES,
    LIFECYCLE,
    PERSISTENCE,
    ORDERING,
    ISOLATION,
    CONCURRENCY,
    VALIDATION,
    CHANNEL_AUTH,
    PROTOCOL,
    TIMING,
    FLAKINESS;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
