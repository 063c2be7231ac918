package com.dropininc.instantstream.mock.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Map;
import java.util.function.Supplier;

/** Writes counts and levels as Prometheus reads them. Safe to share between threads. */
final class Exposition {
    private static final double MICROS = 1e6;

    private final Traffic traffic;
    private final PrometheusMeterRegistry registry;

    Exposition(Traffic traffic, Map<String, Supplier<Number>> levels) {
        this.traffic = traffic;
        registry = made(levels);
    }

    String text() {
        return registry.scrape(Metrics.CONTENT_TYPE);
    }

    private PrometheusMeterRegistry made(Map<String, Supplier<Number>> levels) {
        PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ClassLoaderMetrics().bindTo(made);
        new JvmMemoryMetrics().bindTo(made);
        new JvmThreadMetrics().bindTo(made);
        new FileDescriptorMetrics().bindTo(made);
        new ProcessorMetrics().bindTo(made);
        new UptimeMetrics().bindTo(made);
        levels.forEach((name, level) -> Gauge.builder(name, level).register(made));
        made.getPrometheusRegistry().register((MultiCollector) this::counted);
        return made;
    }

    private MetricSnapshots counted() {
        return MetricSnapshots.builder()
                .metricSnapshot(requests())
                .metricSnapshot(refusals())
                .metricSnapshot(durations())
                .build();
    }

    private CounterSnapshot requests() {
        CounterSnapshot.Builder all = CounterSnapshot.builder()
                .name("instantstream_requests")
                .help("Answers to calls of the API, by operation and class of status.");
        traffic.rows().forEach((operation, row) -> {
            for (int hundreds = 1; hundreds <= 5; hundreds++) {
                if (row.answered(hundreds) > 0) {
                    all.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                            .labels(Labels.of("operation", operation, "status", hundreds + "xx"))
                            .value(row.answered(hundreds))
                            .build());
                }
            }
        });
        return all.build();
    }

    private CounterSnapshot refusals() {
        CounterSnapshot.Builder all = CounterSnapshot.builder()
                .name("instantstream_refusals")
                .help("Reasons for which calls were refused, by their id in the spec.");
        traffic.refusals()
                .forEach((refusal, count) -> all.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                        .labels(Labels.of("refusal", refusal))
                        .value(count)
                        .build()));
        return all.build();
    }

    private HistogramSnapshot durations() {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder()
                .name("instantstream_request_duration_seconds")
                .help("Time from a call's arrival to its answer, simulated delays left out.");
        traffic.rows()
                .forEach((operation, row) -> all.dataPoint(HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .labels(Labels.of("operation", operation))
                        .classicHistogramBuckets(buckets(row.durations()))
                        .sum(row.seconds())
                        .build()));
        return all.build();
    }

    private static ClassicHistogramBuckets buckets(long[] counts) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < counts.length; i++) {
            double bound = i < Traffic.BOUNDS.length ? Traffic.BOUNDS[i] / MICROS : Double.POSITIVE_INFINITY;
            buckets.bucket(bound, counts[i]);
        }
        return buckets.build();
    }
}
