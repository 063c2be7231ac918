package com.dropininc.instantstream.mock.realtime;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Times and bounds of a Channels server. Immutable; start from {@link #DEFAULT} and change what matters.
 *
 * @param activityTimeout silence after which the server probes a connection; announced to clients in whole seconds
 * @param pongTimeout how long a probed connection may stay silent before it is closed with 4201
 * @param cacheTtl how long a cache channel remembers its last event
 * @param countPeriod how often a channel of more than 100 subscribers tells their number while it changes
 * @param webhooks delays of webhooks
 * @param queue bounds of what may wait for one slow reader
 * @param maxConnections connections above this are refused with 4004
 * @param clock wall clock of cache ages, request timestamps and webhooks; liveness never depends on it
 */
public record RealtimeSettings(
        Duration activityTimeout,
        Duration pongTimeout,
        Duration cacheTtl,
        Duration countPeriod,
        WebhookTimes webhooks,
        QueueBounds queue,
        int maxConnections,
        InstantSource clock) {

    /**
     * When webhooks leave.
     *
     * @param vacateDelay how long a channel or member may be gone before it is reported, so that a reconnect is silent
     * @param firstRetry pause before the first retry; doubles each time
     * @param giveUpAfter age at which a webhook is dropped
     */
    public record WebhookTimes(Duration vacateDelay, Duration firstRetry, Duration giveUpAfter) {}

    /**
     * What may wait for one connection before it counts as a slow reader and is cut.
     *
     * @param frames number of frames
     * @param bytes payload bytes
     */
    public record QueueBounds(int frames, int bytes) {}

    /**
     * The published values: 120 s and 30 s, 30 minutes of cache, a count every 5 s, webhook delays short of 3 s,
     * and 5 minutes of retries.
     */
    public static final RealtimeSettings DEFAULT = new RealtimeSettings(
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofMinutes(30),
            Duration.ofSeconds(5),
            new WebhookTimes(Duration.ofMillis(2_500), Duration.ofSeconds(1), Duration.ofMinutes(5)),
            new QueueBounds(2_048, 1_048_576),
            100_000,
            InstantSource.system());

    /** Probe after this silence, and cut after this further silence. */
    public RealtimeSettings withLiveness(Duration activity, Duration pong) {
        return new RealtimeSettings(activity, pong, cacheTtl, countPeriod, webhooks, queue, maxConnections, clock);
    }

    /** Another period of counts on large channels. */
    public RealtimeSettings withCountPeriod(Duration other) {
        return new RealtimeSettings(
                activityTimeout, pongTimeout, cacheTtl, other, webhooks, queue, maxConnections, clock);
    }

    /** Other webhook times. */
    public RealtimeSettings withWebhooks(WebhookTimes other) {
        return new RealtimeSettings(
                activityTimeout, pongTimeout, cacheTtl, countPeriod, other, queue, maxConnections, clock);
    }

    /** Other bounds for slow readers. */
    public RealtimeSettings withQueue(QueueBounds other) {
        return new RealtimeSettings(
                activityTimeout, pongTimeout, cacheTtl, countPeriod, webhooks, other, maxConnections, clock);
    }

    /** Another quota of connections. */
    public RealtimeSettings withMaxConnections(int other) {
        return new RealtimeSettings(activityTimeout, pongTimeout, cacheTtl, countPeriod, webhooks, queue, other, clock);
    }

    /** Another wall clock. */
    public RealtimeSettings withClock(InstantSource other) {
        return new RealtimeSettings(
                activityTimeout, pongTimeout, cacheTtl, countPeriod, webhooks, queue, maxConnections, other);
    }

    /** Never zero: pusher-js refuses a handshake without a timeout. */
    long activityTimeoutSeconds() {
        return Math.max(1, activityTimeout.toSeconds());
    }

    Duration sweepPeriod() {
        Duration tenth = activityTimeout.compareTo(pongTimeout) < 0 ? activityTimeout : pongTimeout;
        long millis = Math.min(5_000, Math.max(20, tenth.toMillis() / 10));
        return Duration.ofMillis(millis);
    }
}
