package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.Verdict;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The run as JSON, for programs. */
final class JsonReport {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReport() {}

    static String of(Run run) {
        Verdict verdict = run.verdict();
        ObjectNode report = NODES.objectNode()
                .put("verdict", word(verdict.word()))
                .put("exitCode", verdict.word().exitCode())
                .put("reason", verdict.reason())
                .put("target", run.target().name())
                .put("baseUrl", run.target().baseUrl())
                .put("strict", run.strict())
                .put("begin", run.begin().toString())
                .put("tookMillis", run.took().toMillis())
                .put("calls", run.tally().calls())
                .put("leftBehind", run.leftBehind());
        report.putObject("contract")
                .put("version", run.contract().version())
                .put("sha256", run.contract().digest());
        counts(report.putObject("checks"), verdict);
        ArrayNode findings = report.putArray("findings");
        verdict.causes().forEach(cause -> findings.add(finding(cause)));
        ArrayNode results = report.putArray("results");
        verdict.results().forEach(result -> results.add(result(result)));
        ArrayNode operations = report.putArray("operations");
        run.tally().lines().forEach((name, line) -> {
            ObjectNode node = operations
                    .addObject()
                    .put("operation", name)
                    .put("calls", line.calls())
                    .put("totalMillis", line.total().toMillis())
                    .put("longestMillis", line.longest().toMillis());
            ObjectNode statuses = node.putObject("statuses");
            for (Map.Entry<Integer, Integer> status : line.statuses().entrySet()) {
                statuses.put(String.valueOf(status.getKey()), status.getValue());
            }
        });
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    static String word(Verdict.Word word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void counts(ObjectNode node, Verdict verdict) {
        for (Outcome outcome : Outcome.values()) {
            node.put(outcome.word(), Verdict.count(verdict.results(), outcome));
        }
    }

    private static ObjectNode finding(Verdict.Cause cause) {
        Finding finding = cause.first();
        ObjectNode node = NODES.objectNode()
                .put("rule", finding.rule().id())
                .put("statement", finding.rule().statement())
                .put("level", finding.provenance().level().word())
                .put("source", finding.provenance().source())
                .put("broken", finding.broken())
                .put("subject", finding.subject())
                .put("expected", finding.expected())
                .put("seen", finding.seen());
        finding.evidence()
                .ifPresent(evidence -> node.putObject("evidence")
                        .put("request", evidence.request())
                        .put("answer", evidence.answer())
                        .put("curl", evidence.curl()));
        ArrayNode subjects = node.putArray("subjects");
        cause.subjects().forEach(subjects::add);
        ArrayNode checks = node.putArray("checks");
        cause.checks().forEach(checks::add);
        return node;
    }

    private static ObjectNode result(CheckResult result) {
        ObjectNode node = NODES.objectNode()
                .put("id", result.check().id())
                .put("group", result.check().group())
                .put("sentence", result.check().sentence())
                .put("outcome", result.outcome().word())
                .put("millis", result.took().toMillis());
        ArrayNode rules = node.putArray("rules");
        result.check().rules().forEach(rules::add);
        if (!result.reason().isEmpty()) {
            node.put("reason", result.reason());
        }
        return node;
    }
}
