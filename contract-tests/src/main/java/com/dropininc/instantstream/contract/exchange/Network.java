package com.dropininc.instantstream.contract.exchange;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The way to a target. Immutable.
 *
 * @param connectTime longest wait for a connection
 * @param retries how often a call is sent again that was refused for its rate
 * @param proxy {@code http://host:port}
 * @param trust which certificates are trusted; the system's when empty
 */
public record Network(Duration connectTime, int retries, Optional<URI> proxy, Optional<SSLContext> trust) {
    /** Straight to the target, and as patient as calls are. */
    public static Network direct(Duration connectTime) {
        return new Network(connectTime, 2, Optional.empty(), Optional.empty());
    }
}
