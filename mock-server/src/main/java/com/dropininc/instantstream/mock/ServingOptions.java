package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.Bounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options about the network and about those who run the mock. */
final class ServingOptions {
    @Option(
            names = "--https",
            description = "Speak TLS, with HTTP/2, by a certificate that the mock makes itself; the first screen says"
                    + " how to trust it.")
    private boolean https;

    @Option(
            names = "--https-file",
            paramLabel = "FILE",
            description = "Where key and certificate of --https are kept, as PEM; made if it is not there (default: new"
                    + " ones for each start).")
    private Path httpsFile;

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "How many connections there may be, WebSockets included (default: 50000).")
    private Integer connections;

    @Option(
            names = "--max-headers",
            paramLabel = "N",
            description = "How many headers a request may have (default: 200).")
    private Integer headers;

    @Option(
            names = "--patience",
            paramLabel = "DURATION",
            description = "How long a request may take to arrive, and a connection may stay without one (default:"
                    + " PT30S).")
    private Duration patience;

    @Option(
            names = "--grace",
            paramLabel = "DURATION",
            description = "How long requests in flight are waited for when the mock is ended (default: PT10S).")
    private Duration grace;

    @Option(
            names = "--log",
            paramLabel = "text|json",
            defaultValue = "text",
            converter = LogFormat.Converter.class,
            description = "json: one JSON object a line for everything that is logged, each answered request included"
                    + " (default: text).")
    private LogFormat log;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "An OpenTelemetry collector that takes OTLP over HTTP, such as http://127.0.0.1:4318; it is"
                    + " sent a span for each request (default: nobody is).")
    private URI collector;

    /** What is written to the log, and how. */
    enum LogFormat {
        TEXT,
        JSON;

        /** Takes the words in small letters, as they are shown. */
        static final class Converter implements ITypeConverter<LogFormat> {
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
        return log;
    }

    /**
     * @throws IllegalArgumentException if a number or a time is none that can be
     */
    Serving serving() {
        Bounds standard = Bounds.STANDARD;
        Serving serving = Serving.STANDARD.with(new Bounds(
                connections == null ? standard.connections() : connections,
                headers == null ? standard.headers() : headers,
                patience == null ? standard.patience() : patience));
        serving = grace == null ? serving : serving.withGrace(grace);
        serving = collector == null ? serving : serving.with(web(collector));
        return https || httpsFile != null ? serving.with(new Serving.Https(Optional.ofNullable(httpsFile))) : serving;
    }

    private static URI web(URI url) {
        if (url.getHost() == null
                || !(url.getScheme().equals("http") || url.getScheme().equals("https"))) {
            throw new IllegalArgumentException("--otlp " + url + " has to be a URL such as http://127.0.0.1:4318");
        }
        return url;
    }
}
