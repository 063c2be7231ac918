package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.coverage.Dimension;
import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Ambiguity;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The run as JSON, for programs; {@code report.schema.json} says what is in it. */
final class JsonReport {
    /** Raised when a reader of the last version would misunderstand this one. */
    private static final int SCHEMA_VERSION = 2;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReport() {}

    /** The report's text; {@code redact} takes keys and secrets out before it is digested. */
    static String of(Run run, UnaryOperator<String> redact) {
        ObjectNode report = (ObjectNode) redacted(tree(run), redact);
        report.put(ReportDigest.NAME, ReportDigest.of(report));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    }

    private static ObjectNode tree(Run run) {
        Verdict verdict = run.verdict();
        ObjectNode report = NODES.objectNode()
                .put("$schema", Reports.SCHEMA)
                .put("schemaVersion", SCHEMA_VERSION)
                .put("verdict", word(verdict.word()))
                .put("exitCode", verdict.word().exitCode())
                .put("reason", verdict.reason());
        head(report, run);
        counts(report.putObject("checks"), verdict);
        ArrayNode findings = report.putArray("findings");
        verdict.findings().forEach(finding -> findings.add(finding(finding)));
        ArrayNode causes = report.putArray("causes");
        verdict.causes().forEach(cause -> causes.add(cause(verdict.findings(), cause)));
        ArrayNode flaky = report.putArray("flaky");
        ArrayNode results = report.putArray("results");
        for (CheckResult result : verdict.results()) {
            results.add(result(result));
            if (result.outcome() == Outcome.FLAKY) {
                flaky.add(result.check().id());
            }
        }
        ArrayNode operations = report.putArray("operations");
        run.tally().lines().forEach((name, line) -> operations.add(operation(name, line)));
        ArrayNode rules = report.putArray("rules");
        run.learned().rules().forEach(result -> rules.add(rule(result)));
        ArrayNode coverage = report.putArray("coverage");
        run.learned().coverage().forEach(dimension -> coverage.add(dimension(dimension)));
        learned(report, run);
        return report;
    }

    private static void head(ObjectNode report, Run run) {
        report.putObject("suite").put("name", Run.SUITE).put("version", Run.SUITE_VERSION);
        report.putObject("contract")
                .put("version", run.contract().version())
                .put("sha256", run.contract().digest());
        report.put("environment", run.target().name())
                .put("baseUrl", run.target().baseUrl())
                .put("build", run.settings().build().orElse(null))
                .put("strict", run.settings().strict())
                .put("seed", run.settings().seed())
                .put("begin", run.times().begin().toString())
                .put("end", run.times().end().toString())
                .put("tookMillis", run.times().took().toMillis())
                .put("planned", run.planned().size())
                .put("executed", run.verdict().executed())
                .put("calls", run.tally().calls())
                .put("leftBehind", run.learned().leftBehind());
    }

    static String word(Verdict.Word word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void counts(ObjectNode node, Verdict verdict) {
        for (Outcome outcome : Outcome.values()) {
            node.put(outcome.word(), Verdict.count(verdict.results(), outcome));
        }
    }

    private static ObjectNode finding(RuleFindings findings) {
        ObjectNode node = sighting(findings.first());
        findings.first()
                .evidence()
                .ifPresent(evidence -> node.putObject("evidence")
                        .put("request", evidence.request())
                        .put("answer", evidence.answer())
                        .put("curl", evidence.curl())
                        .put("script", evidence.script()));
        node.put("count", findings.count());
        node.set("identities", texts(findings.identities()));
        node.set("subjects", texts(findings.subjects()));
        node.set("checks", texts(findings.checks()));
        return node;
    }

    /** Findings by their place in the list of all. */
    private static ObjectNode cause(List<RuleFindings> all, Verdict.Cause cause) {
        ObjectNode node =
                NODES.objectNode().put("rule", cause.main().first().rule().id());
        ArrayNode findings = node.putArray("findings");
        cause.findings().forEach(finding -> findings.add(all.indexOf(finding)));
        node.set("blocked", texts(cause.blocked()));
        return node;
    }

    private static ObjectNode sighting(Finding finding) {
        return NODES.objectNode()
                .put("rule", finding.rule().id())
                .put("statement", finding.rule().statement())
                .put("level", finding.provenance().level().word())
                .put("source", finding.provenance().source())
                .put("broken", finding.broken())
                .put("subject", finding.subject())
                .put("kind", finding.kind().word())
                .put("expected", finding.expected())
                .put("seen", finding.seen());
    }

    private static ObjectNode result(CheckResult result) {
        ObjectNode node = NODES.objectNode()
                .put("id", result.check().id())
                .put("group", result.check().group())
                .put("sentence", result.check().sentence())
                .put("outcome", result.outcome().word())
                .put("millis", result.took().toMillis());
        node.set("rules", texts(result.check().rules()));
        if (!result.reason().isEmpty()) {
            node.put("reason", result.reason());
        }
        if (!result.flaky().isEmpty()) {
            ArrayNode flaky = node.putArray("flaky");
            result.flaky().forEach(once -> flaky.add(sighting(once)));
        }
        return node;
    }

    private static ObjectNode rule(RuleResult result) {
        ObjectNode node = NODES.objectNode()
                .put("id", result.rule().id())
                .put("outcome", result.outcome().word());
        if (!result.why().isEmpty()) {
            node.put("why", result.why());
        }
        return node;
    }

    private static ObjectNode operation(String name, Tally.Line line) {
        ObjectNode node = NODES.objectNode()
                .put("operation", name)
                .put("calls", line.calls())
                .put("p50Millis", millis(line.percentile(50)))
                .put("p95Millis", millis(line.percentile(95)))
                .put("maxMillis", millis(line.percentile(100)));
        ObjectNode statuses = node.putObject("statuses");
        for (Map.Entry<Integer, Integer> status : line.statuses().entrySet()) {
            statuses.put(String.valueOf(status.getKey()), status.getValue());
        }
        return node;
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / 100_000.0) / 10.0;
    }

    private static ObjectNode dimension(Dimension dimension) {
        ObjectNode node = NODES.objectNode()
                .put("of", dimension.name())
                .put("total", dimension.total())
                .put("covered", dimension.covered());
        node.set("missing", points(dimension.in(Dimension.State.MISSING)));
        node.set("unreachable", points(dimension.in(Dimension.State.UNREACHABLE)));
        return node;
    }

    private static ArrayNode points(Map<String, String> points) {
        ArrayNode array = NODES.arrayNode();
        points.forEach((what, why) -> array.addObject().put("what", what).put("why", why));
        return array;
    }

    private static void learned(ObjectNode report, Run run) {
        ArrayNode readings = report.putArray("ambiguities");
        for (Reading reading : run.learned().readings()) {
            Ambiguity ambiguity = run.contract().ambiguity(reading.ambiguity());
            readings.addObject()
                    .put("id", ambiguity.id())
                    .put("question", ambiguity.question())
                    .put("taken", reading.taken())
                    .put("chosen", ambiguity.chosen())
                    .put("seen", reading.seen());
        }
        ArrayNode observations = report.putArray("observations");
        for (Observation observation : run.learned().observations()) {
            ObjectNode node = observations.addObject();
            node.put("topic", observation.topic()).put("text", observation.text());
            node.set("rules", texts(new TreeSet<>(observation.rules())));
        }
        ArrayNode guarantees = report.putArray("guarantees");
        for (Guarantee guarantee : run.learned().guarantees()) {
            ObjectNode node = guarantees.addObject().put("statement", guarantee.statement());
            node.set("assumptions", texts(guarantee.assumptions()));
            ObjectNode numbers = node.putObject("numbers");
            guarantee.numbers().forEach(numbers::put);
        }
    }

    private static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static JsonNode redacted(JsonNode node, UnaryOperator<String> redact) {
        if (node.isString()) {
            return NODES.stringNode(redact.apply(node.asString()));
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode();
            array.forEach(item -> copy.add(redacted(item, redact)));
            return copy;
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(property -> copy.set(property.getKey(), redacted(property.getValue(), redact)));
            return copy;
        }
        return node;
    }
}
