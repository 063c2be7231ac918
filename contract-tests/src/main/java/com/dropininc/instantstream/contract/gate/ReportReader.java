package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.contract.report.ReportDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads reports, and refuses what is cut short, changed, empty or at odds with itself. */
public final class ReportReader {
    private static final int DEPTH = 6;
    private static final int SCHEMA_VERSION = 2;
    private static final long MOST_BYTES = 64L << 20;

    private final Path file;
    private final JsonNode report;

    private ReportReader(Path file, JsonNode report) {
        this.file = file;
        this.report = report;
    }

    /** The reports that paths name: files, or directories that hold some. */
    public static List<Path> find(List<Path> paths) {
        List<Path> found = new ArrayList<>();
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                try (Stream<Path> files = Files.walk(path, DEPTH)) {
                    files.filter(ReportReader::isReport).sorted().forEach(found::add);
                } catch (IOException e) {
                    throw new GateException(path + " cannot be read: " + e.getMessage(), e);
                }
            } else {
                found.add(path);
            }
        }
        return found;
    }

    private static boolean isReport(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.equals("report.json") || name.endsWith(".report.json"));
    }

    /** @throws GateException if it is no whole and unchanged report */
    public static StoredReport read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new GateException(file + " is too large for a report");
            }
            JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(file));
            return new ReportReader(file, report).read();
        } catch (IOException e) {
            throw new GateException(file + " cannot be read: is the path right?", e);
        } catch (JacksonException e) {
            throw new GateException(file + " is cut short or no JSON: run verify again", e);
        }
    }

    private StoredReport read() {
        if (report == null || !report.has("digest") || !report.has("schemaVersion")) {
            throw bad("is no report of this suite, or an empty one");
        }
        if (report.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            throw bad("is of another version of the suite (schemaVersion "
                    + report.path("schemaVersion").asInt() + "); run verify again with this one");
        }
        if (!ReportDigest.fits(report)) {
            throw bad("was changed after it was written: its digest does not fit; run verify again");
        }
        JsonNode contract = report.path("contract");
        StoredReport read = new StoredReport(
                file,
                new StoredReport.Bound(
                        text(report, "environment"),
                        text(report, "baseUrl"),
                        Optional.of(report.path("build"))
                                .filter(JsonNode::isString)
                                .map(JsonNode::asString),
                        text(contract, "version"),
                        text(contract, "sha256"),
                        text(report.path("suite"), "version")),
                instant("begin"),
                instant("end"),
                text(report, "verdict"),
                text(report, "reason"),
                report.path("planned").asInt(),
                report.path("executed").asInt(),
                counts(),
                list(report.path("findings"), this::finding),
                list(report.path("flaky"), JsonNode::asString),
                list(report.path("coverage"), this::coverage),
                list(report.path("operations"), this::timing),
                text(report, "digest"));
        consistent(read);
        return read;
    }

    /** Counts that a careless hand would have changed, and a careful one would have had to change all of. */
    private void consistent(StoredReport read) {
        int results = report.path("results").size();
        long judged = stream(report.path("results"))
                .filter(result -> !result.path("outcome").asString().equals(StoredReport.INCONCLUSIVE))
                .count();
        boolean whole = results == read.planned() || read.verdict().equals(StoredReport.INCONCLUSIVE);
        int counted =
                read.counts().values().stream().mapToInt(Integer::intValue).sum();
        boolean broken =
                read.findings().stream().anyMatch(finding -> finding.level().equals("documented"));
        if (!whole
                || judged != read.executed()
                || counted != results
                || read.flaky().size() != read.counts().getOrDefault("flaky", 0)
                || (broken && read.verdict().equals("passed"))) {
            throw bad("contradicts itself: " + read.planned() + " checks planned, " + results + " listed, "
                    + read.executed() + " executed; run verify again");
        }
        if (read.begin().isAfter(read.end())) {
            throw bad("ends before it begins: the clock of the machine that wrote it was turned");
        }
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        report.path("checks")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asInt()));
        return counts;
    }

    private StoredReport.Finding finding(JsonNode node) {
        List<String> subjects = list(node.path("subjects"), JsonNode::asString);
        return new StoredReport.Finding(
                text(node, "rule"),
                text(node, "statement"),
                text(node, "level"),
                text(node, "source"),
                text(node, "expected"),
                text(node, "seen"),
                list(node.path("identities"), JsonNode::asString),
                subjects.isEmpty() ? List.of(text(node, "subject")) : subjects,
                node.path("checks").size());
    }

    private StoredReport.Coverage coverage(JsonNode node) {
        return new StoredReport.Coverage(
                text(node, "of"),
                node.path("total").asInt(),
                node.path("covered").asInt());
    }

    private StoredReport.Timing timing(JsonNode node) {
        return new StoredReport.Timing(
                text(node, "operation"),
                node.path("calls").asInt(),
                node.path("p95Millis").asDouble());
    }

    private static <T> List<T> list(JsonNode node, java.util.function.Function<JsonNode, T> read) {
        return stream(node).map(read).toList();
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return java.util.stream.StreamSupport.stream(node.spliterator(), false);
    }

    private String text(JsonNode node, String name) {
        if (!node.path(name).isString()) {
            throw bad("lacks '" + name + "': it is no whole report");
        }
        return node.path(name).asString();
    }

    private Instant instant(String name) {
        try {
            return Instant.parse(text(report, name));
        } catch (DateTimeParseException e) {
            throw new GateException(file + ": '" + name + "' is no instant", e);
        }
    }

    private GateException bad(String problem) {
        return new GateException(file + " " + problem);
    }
}
