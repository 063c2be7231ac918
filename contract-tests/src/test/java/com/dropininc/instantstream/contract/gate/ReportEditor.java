package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.contract.report.ReportDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes other reports out of a real one, as a run in other circumstances would have written them. */
final class ReportEditor {
    private final ObjectNode report;

    ReportEditor(JsonNode real) {
        this.report = (ObjectNode) real.deepCopy();
    }

    ReportEditor environment(String name) {
        report.put("environment", name);
        return this;
    }

    ReportEditor put(String name, String value) {
        report.put(name, value);
        return this;
    }

    ReportEditor put(String name, int value) {
        report.put(name, value);
        return this;
    }

    ReportEditor in(String object, String name, String value) {
        ((ObjectNode) report.get(object)).put(name, value);
        return this;
    }

    /** The run ended so long ago; before now when negative. */
    ReportEditor hoursAgo(int hours) {
        Instant end = Instant.now().minus(hours, ChronoUnit.HOURS);
        report.put("end", end.toString()).put("begin", end.minusSeconds(20).toString());
        return this;
    }

    /** A rule was broken on an operation. */
    ReportEditor finding(String rule, String level, String operation) {
        ObjectNode finding = report.withArray("/findings").addObject();
        finding.put("rule", rule)
                .put("statement", "What " + rule + " says.")
                .put("level", level)
                .put("source", "a heading")
                .put("broken", level.equals("documented"))
                .put("subject", operation)
                .put("kind", "value")
                .put("expected", "a token")
                .put("seen", "none <b>&");
        finding.put("count", 1);
        finding.putArray("identities").add(rule + " " + level + " " + operation + " value");
        finding.putArray("subjects").add(operation);
        finding.putArray("checks").add("a-check");
        if (level.equals("documented")) {
            report.put("verdict", "failed").put("exitCode", 1).put("reason", "1 documented rule broken");
        }
        return this;
    }

    ReportEditor flaky(String check) {
        report.withArray("/flaky").add(check);
        ObjectNode counts = (ObjectNode) report.get("checks");
        counts.put("passed", counts.path("passed").asInt() - 1)
                .put("flaky", counts.path("flaky").asInt() + 1);
        return this;
    }

    /** Every answer took so many times as long. */
    ReportEditor slower(double factor) {
        for (JsonNode operation : report.get("operations")) {
            ((ObjectNode) operation)
                    .put("p95Millis", operation.path("p95Millis").asDouble() * factor + 1);
        }
        return this;
    }

    ReportEditor covered(String dimension, int covered) {
        for (JsonNode seen : report.get("coverage")) {
            if (seen.path("of").asString().equals(dimension)) {
                ((ObjectNode) seen).put("covered", covered);
            }
        }
        return this;
    }

    /** Nothing could be judged. */
    ReportEditor notJudged(String reason) {
        report.put("verdict", "inconclusive")
                .put("exitCode", 3)
                .put("reason", reason)
                .put("executed", 0);
        report.set("results", JsonMapper.shared().createArrayNode());
        report.set("findings", JsonMapper.shared().createArrayNode());
        ObjectNode counts = (ObjectNode) report.get("checks");
        for (String name : counts.propertyNames().toArray(String[]::new)) {
            counts.put(name, 0);
        }
        return this;
    }

    ReportEditor without(String list, int count) {
        ArrayNode items = (ArrayNode) report.get(list);
        for (int i = 0; i < count; i++) {
            items.remove(items.size() - 1);
        }
        return this;
    }

    /** Written as the suite writes it, with a digest that fits. */
    Path to(Path directory, String name) throws IOException {
        report.remove("digest");
        report.put("digest", ReportDigest.of(report));
        return written(directory, name, text());
    }

    /** Written with the digest that it had before. */
    Path tampered(Path directory, String name) throws IOException {
        return written(directory, name, text());
    }

    Path cutShort(Path directory, String name) throws IOException {
        return written(directory, name, text().substring(0, text().length() / 2));
    }

    private String text() {
        return JsonMapper.shared().writeValueAsString(report);
    }

    private static Path written(Path directory, String name, String text) throws IOException {
        Path file = Files.createDirectories(directory.resolve(name)).resolve("report.json");
        return Files.writeString(file, text);
    }

    static Map<String, String> keys(String baseUrl) {
        return Map.of(
                "INSTANTSTREAM_STAGING_BASE_URL",
                baseUrl,
                "INSTANTSTREAM_STAGING_REQUESTS_PER_SECOND",
                "100000",
                "INSTANTSTREAM_APIKEY",
                "demo-viewer-key",
                "INSTANTSTREAM_DEALER_APIKEY",
                "demo-dealer-key",
                "INSTANTSTREAM_OPERATOR_APIKEY",
                "demo-operator-key");
    }
}
