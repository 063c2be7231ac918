package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.telemetry.Metrics;
import com.dropininc.instantstream.spec.Contract;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Routes for those who run a mock: health, metrics, certificate. */
final class VitalRoutes {
    private final Contract contract;
    private final Supplier<List<Watched>> watched;
    private final Admin.Vitals vitals;

    VitalRoutes(Admin.Made made, Admin.Vitals vitals) {
        this.contract = made.contract();
        this.watched = made.watched();
        this.vitals = vitals;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/health", "Whether the mock is well, lives and is ready", this::health),
                Route.get("/health/live", "200 as long as the mock can answer", call -> Result.ok(Map.of("live", true)))
                        .opened(),
                Route.get("/health/ready", "200 when the mock should be sent requests, else 503", call -> ready())
                        .opened(),
                Route.get(
                        "/metrics",
                        "What the mock does, for Prometheus",
                        call -> new Result.Text(
                                Metrics.CONTENT_TYPE, vitals.metrics().text())),
                Route.get("/certificate.pem", "The certificate that clients of --https have to trust", call -> pem())
                        .opened());
    }

    private Result health(AdminCall call) {
        Map<String, Object> health = new LinkedHashMap<>();
        List<String> troubles = call.sandboxes().troubles();
        health.put("status", troubles.isEmpty() ? "ok" : "degraded");
        health.put("live", true);
        health.put("ready", vitals.unready().get().isEmpty());
        if (!troubles.isEmpty()) {
            health.put("store", troubles);
        }
        health.put("spec", contract.version());
        health.put("specDigest", contract.digest());
        health.put("sandboxes", call.sandboxes().size());
        if (!watched.get().isEmpty()) {
            health.put("files", watched.get());
        }
        return Result.ok(health);
    }

    private Result ready() {
        Optional<String> unready = vitals.unready().get();
        return unready.isEmpty()
                ? Result.ok(Map.of("ready", true))
                : new Result.Json(503, Map.of("ready", false, "why", unready.get()));
    }

    private Result pem() {
        return new Result.Text(
                "application/x-pem-file",
                vitals.certificate()
                        .orElseThrow(() -> Problem.unknown(
                                "certificate", "this mock speaks plain HTTP: start it with --https to have one")));
    }
}
