package com.dropininc.instantstream.contract.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** The files of a report: {@code report.json} with its schema, {@code junit.xml} and {@code index.html}. */
public final class Reports {
    static final String SCHEMA = "report.schema.json";

    private final Path directory;

    private Reports(Path directory) {
        this.directory = directory;
    }

    /**
     * A report in a directory, which is made if need be.
     *
     * @throws ReportException if nothing can be written there
     */
    public static Reports into(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", ""));
            return new Reports(directory);
        } catch (IOException e) {
            throw new ReportException(directory + " cannot be written: choose another --out", e);
        }
    }

    /** Writes all files; {@code redact} takes keys and secrets out of every one of them. */
    public void write(Run run, UnaryOperator<String> redact) {
        try {
            Files.writeString(directory.resolve("report.json"), JsonReport.of(run, redact));
            Files.writeString(directory.resolve(SCHEMA), schema());
            Files.writeString(directory.resolve("junit.xml"), redact.apply(JunitReport.of(run)));
            Files.writeString(directory.resolve("index.html"), redact.apply(HtmlReport.of(run)));
        } catch (IOException e) {
            throw new ReportException("the report cannot be written into " + directory + ": " + e.getMessage(), e);
        }
    }

    /** The JSON Schema of {@code report.json}. */
    public static String schema() {
        return resource(SCHEMA);
    }

    static String resource(String name) {
        try (InputStream in = Reports.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ReportException(name + " cannot be read: rebuild the jar", e);
        }
    }
}
