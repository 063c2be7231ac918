package com.dropininc.instantstream.mock.realtime;

/**
 * The last event of a cache channel.
 *
 * @param event its name
 * @param data its data
 * @param ttlSeconds how much longer it is remembered
 */
public record CachedEvent(String event, String data, long ttlSeconds) {}
