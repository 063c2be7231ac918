package com.dropininc.instantstream.contract.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The files of a report: {@code report.json} with its schema, {@code index.html}, {@code junit.xml}, {@code summary.md},
 * {@code report.sarif} and {@code badge.svg}.
 */
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

    /** Writes all files; {@code redact} takes keys and secrets out, and personal data go with them. */
    public void write(Run raw, UnaryOperator<String> redact) {
        UnaryOperator<String> mask = new Mask(redact);
        Run run = Masked.run(raw, mask);
        try {
            Files.writeString(directory.resolve("report.json"), JsonReport.of(run, mask));
            Files.writeString(directory.resolve(SCHEMA), schema());
            Files.writeString(directory.resolve("junit.xml"), redact.apply(JunitReport.of(run)));
            Files.writeString(directory.resolve("index.html"), redact.apply(HtmlReport.of(run)));
            Files.writeString(directory.resolve("summary.md"), redact.apply(Markdown.summary(run)));
            Files.writeString(directory.resolve("report.sarif"), redact.apply(Sarif.of(run)));
            Files.writeString(directory.resolve("badge.svg"), Badge.of(run));
        } catch (IOException e) {
            throw new ReportException("the report cannot be written into " + directory + ": " + e.getMessage(), e);
        }
    }

    /**
     * Tells a GitHub workflow, when this is one: the summary of the step and an annotation for each finding.
     *
     * @param variables the environment's variables
     * @return what is to be printed
     */
    public String tellWorkflow(Run raw, UnaryOperator<String> redact, Map<String, String> variables) {
        Run run = Masked.run(raw, new Mask(redact));
        String summary = variables.getOrDefault("GITHUB_STEP_SUMMARY", "");
        if (!summary.isBlank()) {
            try {
                Files.writeString(
                        Path.of(summary),
                        redact.apply(Markdown.summary(run)),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new ReportException(summary + " of GITHUB_STEP_SUMMARY cannot be written", e);
            }
        }
        return variables.containsKey("GITHUB_ACTIONS") ? redact.apply(Markdown.annotations(run)) : "";
    }

    /** The run without what no report may carry. */
    public static Run masked(Run raw, UnaryOperator<String> redact) {
        return Masked.run(raw, new Mask(redact));
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
