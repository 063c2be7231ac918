package com.dropininc.instantstream.mock.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends one OpenTelemetry span for each call to a collector, in batches and from a thread of its own: a collector that
 * is slow or away costs spans, never an answer. Safe to share between threads.
 */
public final class Traces implements AutoCloseable {
    private static final String PATH = "/v1/traces";
    private static final String PARENT = "traceparent";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Reads the one header that names a span's parent. */
    private static final TextMapGetter<String> PARENTS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(PARENT);
        }

        @Override
        public String get(String carrier, String key) {
            return key.equals(PARENT) ? carrier : null;
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /**
     * A call that has been answered.
     *
     * @param operation what it led to
     * @param route the path of that in the spec
     * @param parent value of the header {@code traceparent}; one that is malformed counts as none
     * @param journalId where the workbench shows it
     */
    public record Span(
            String operation,
            String route,
            String method,
            int status,
            long micros,
            String parent,
            String requestId,
            String journalId) {}

    /**
     * @param collector where it takes OTLP over HTTP, with or without the path {@code /v1/traces}
     */
    public Traces(URI collector) {
        String url = collector.toString();
        String endpoint = url.endsWith(PATH) ? url : url.replaceAll("/+$", "") + PATH;
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                .setTimeout(PATIENCE)
                .build();
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(
                                Attributes.of(AttributeKey.stringKey("service.name"), "instantstream-mock"))))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter)
                        .setScheduleDelay(Duration.ofSeconds(1))
                        .build())
                .build();
        tracer = provider.get("instantstream-mock");
    }

    /** Tells of a call; never waits. */
    public void span(Span span) {
        Instant end = Instant.now();
        SpanBuilder builder = tracer.spanBuilder(span.operation())
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(end.minus(span.micros(), ChronoUnit.MICROS))
                .setAttribute("http.request.method", span.method())
                .setAttribute("http.response.status_code", span.status())
                .setAttribute("instantstream.request_id", span.requestId())
                .setAttribute("instantstream.journal_id", span.journalId());
        if (!span.route().isEmpty()) {
            builder.setAttribute("http.route", span.route());
        }
        if (!span.parent().isEmpty()) {
            builder.setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), span.parent(), PARENTS));
        }
        io.opentelemetry.api.trace.Span started = builder.startSpan();
        if (span.status() >= 500) {
            started.setStatus(StatusCode.ERROR);
        }
        started.end(end);
    }

    /** Sends what is left, as far as the collector takes it in time. */
    @Override
    public void close() {
        provider.shutdown().join(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
