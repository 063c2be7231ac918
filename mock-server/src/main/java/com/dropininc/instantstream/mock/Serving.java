package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.Bounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a mock meets its network and those who run it. Immutable.
 *
 * @param https how it speaks TLS; plain HTTP when empty
 * @param bounds what clients may take of it
 * @param grace how long it waits for requests in flight and for sockets when it is ended
 * @param collector where traces go, as OTLP over HTTP; nowhere when empty
 */
public record Serving(Optional<Https> https, Bounds bounds, Duration grace, Optional<URI> collector) {
    /** Plain HTTP, standard bounds, ten seconds of grace, no traces. */
    public static final Serving STANDARD =
            new Serving(Optional.empty(), Bounds.STANDARD, Duration.ofSeconds(10), Optional.empty());

    /**
     * TLS with a certificate that the mock makes itself.
     *
     * @param file where key and certificate are kept, as PEM; made anew for each start when empty
     */
    public record Https(Optional<Path> file) {}

    Serving with(Https other) {
        return new Serving(Optional.of(other), bounds, grace, collector);
    }

    Serving with(Bounds other) {
        return new Serving(https, other, grace, collector);
    }

    Serving withGrace(Duration other) {
        return new Serving(https, bounds, other, collector);
    }

    Serving with(URI otherCollector) {
        return new Serving(https, bounds, grace, Optional.of(otherCollector));
    }
}
