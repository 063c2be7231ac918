package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.control.Admin;
import com.dropininc.instantstream.mock.network.Certificate;
import com.dropininc.instantstream.mock.network.Connections;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.telemetry.Metrics;
import com.dropininc.instantstream.mock.telemetry.Traces;
import com.dropininc.instantstream.mock.telemetry.Traffic;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** What those who run a mock see of it. Safe to share between threads. */
final class Lookout implements AutoCloseable {
    private final Traffic traffic = new Traffic();
    private final Optional<Traces> traces;
    private final Metrics metrics;
    private volatile Optional<String> unready = Optional.of("the mock is starting");

    /**
     * @param collector where traces go; nowhere when empty
     */
    Lookout(Optional<URI> collector, Sandboxes sandboxes, Connections connections) {
        // No reference to a constructor: it would load the classes of tracing where nobody has asked for it.
        traces = collector.isPresent() ? Optional.of(new Traces(collector.get())) : Optional.empty();
        metrics = new Metrics(
                traffic,
                Map.of(
                        "instantstream.sandboxes", sandboxes::size,
                        "instantstream.connections", connections::count,
                        "instantstream.requests.in.flight", connections::busy,
                        "instantstream.sockets", sandboxes::sockets));
    }

    Witness witness() {
        return new Witness(traffic, traces);
    }

    /** From now on the mock should be sent requests. */
    void ready() {
        unready = Optional.empty();
    }

    /** From now on it should not. */
    void ending() {
        unready = Optional.of("the mock is ending");
    }

    Admin.Vitals vitals(Optional<Certificate> certificate) {
        return new Admin.Vitals(() -> unready, metrics, certificate.map(Certificate::pem));
    }

    @Override
    public void close() {
        traces.ifPresent(Traces::close);
    }
}
