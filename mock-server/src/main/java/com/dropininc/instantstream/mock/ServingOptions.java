package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.Bounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The options about the network and about those who run the mock. */
final class ServingOptions {
    private final BooleanSupplier https;
    private final Supplier<Optional<Path>> httpsFile;
    private final Supplier<Optional<Integer>> connections;
    private final Supplier<Optional<Integer>> headers;
    private final Supplier<Optional<Duration>> patience;
    private final Supplier<Optional<Duration>> grace;
    private final Supplier<Optional<LogFormat>> log;
    private final Supplier<Optional<URI>> collector;

    ServingOptions(Options options) {
        https = options.flag(
                "--https",
                "Speak TLS, with HTTP/2, by a certificate that the mock makes itself; the first screen says how to"
                        + " trust it.");
        httpsFile = options.one(
                "--https-file",
                "FILE",
                Path.class,
                "Where key and certificate of --https are kept, as PEM; made if it is not there (default: new ones"
                        + " for each start).");
        connections = options.one(
                "--max-connections",
                "N",
                Integer.class,
                "How many connections there may be, WebSockets included (default: 50000).");
        headers =
                options.one("--max-headers", "N", Integer.class, "How many headers a request may have (default: 200).");
        patience = options.one(
                "--patience",
                "DURATION",
                Duration.class,
                "How long a request may take to arrive, and a connection may stay without one (default: PT30S).");
        grace = options.one(
                "--grace",
                "DURATION",
                Duration.class,
                "How long requests in flight are waited for when the mock is ended (default: PT10S).");
        log = log(options);
        collector = options.one(
                "--otlp",
                "URL",
                URI.class,
                "An OpenTelemetry collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; it is sent a"
                        + " span for each request (default: nobody is).");
    }

    private static Supplier<Optional<LogFormat>> log(Options options) {
        return options.one(
                "--log",
                "text|json",
                new LogFormat.Converter(),
                "json: one JSON object a line for everything that is logged, each answered request included (default:"
                        + " text).");
    }

    /** What is written to the log, and how. */
    enum LogFormat {
        TEXT,
        JSON;

        /** Takes the words in small letters, as they are shown. */
        private static final class Converter implements ITypeConverter<LogFormat> {
            @Override
            public LogFormat convert(String word) {
                return switch (word) {
                    case "text" -> TEXT;
                    case "json" -> JSON;
                    default -> throw new TypeConversionException("'" + word + "' is neither text nor json");
                };
            }
        }
    }

    LogFormat log() {
        return log.get().orElse(LogFormat.TEXT);
    }

    /**
     * @throws IllegalArgumentException if a number or a time is none that can be
     */
    Serving serving() {
        Bounds standard = Bounds.STANDARD;
        Serving serving = Serving.STANDARD.with(new Bounds(
                connections.get().orElse(standard.connections()),
                headers.get().orElse(standard.headers()),
                patience.get().orElse(standard.patience())));
        serving = grace.get().map(serving::withGrace).orElse(serving);
        serving = collector.get().map(ServingOptions::web).map(serving::with).orElse(serving);
        boolean secure = https.getAsBoolean() || httpsFile.get().isPresent();
        return secure ? serving.with(new Serving.Https(httpsFile.get())) : serving;
    }

    private static URI web(URI url) {
        if (url.getHost() == null
                || !(url.getScheme().equals("http") || url.getScheme().equals("https"))) {
            throw new IllegalArgumentException("--otlp " + url + " has to be a URL such as http://127.0.0.1:4318");
        }
        return url;
    }
}
