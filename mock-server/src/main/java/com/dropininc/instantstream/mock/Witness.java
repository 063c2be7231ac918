package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.telemetry.Traces;
import com.dropininc.instantstream.mock.telemetry.Traffic;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who run the mock what it has answered: as counts, and on request in the log and as traces. */
final class Witness {
    /** Silent but for JSON logs: a person at a terminal has the dashboard. */
    static final String LOGGER = "requests";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final Traffic traffic;
    private final Optional<Traces> traces;

    Witness(Traffic traffic, Optional<Traces> traces) {
        this.traffic = traffic;
        this.traces = traces;
    }

    void saw(Trail trail, Reply reply) {
        String operation = trail.operation().map(Operation::id).orElse(Traffic.NO_OPERATION);
        long micros = trail.micros();
        traffic.answered(operation, reply.status(), micros);
        List<Refused> refused = trail.refused();
        for (int i = 0; i < refused.size(); i++) {
            traffic.refused(refused.get(i).refusal());
        }
        if (LOG.isInfoEnabled()) {
            log(trail, operation, reply.status(), micros);
        }
        if (traces.isPresent()) {
            traces.get().span(span(trail, operation, reply.status(), micros));
        }
    }

    /** Neither path nor token nor key: what a caller sends stays in the journal. */
    private static void log(Trail trail, String operation, int status, long micros) {
        LOG.atInfo()
                .addKeyValue("requestId", trail.requestId())
                .addKeyValue("journalId", trail.id())
                .addKeyValue("sandbox", trail.sandbox().id())
                .addKeyValue("operation", operation)
                .addKeyValue("status", status)
                .addKeyValue("micros", micros)
                .log("answered");
    }

    private static Traces.Span span(Trail trail, String operation, int status, long micros) {
        return new Traces.Span(
                operation,
                trail.operation().map(Operation::path).orElse(""),
                trail.operation().map(Operation::method).orElse("_OTHER"),
                status,
                micros,
                trail.call().header("traceparent").orElse(""),
                trail.requestId(),
                trail.id());
    }
}
