package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.spec.Rule;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The findings as SARIF 2.1.0, which code scanning services read; each points at the document that has its rule. */
final class Sarif {
    private Sarif() {}

    static String of(Run run) {
        ObjectNode log = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0");
        ObjectNode entry = log.putArray("runs").addObject();
        ObjectNode driver = entry.putObject("tool")
                .putObject("driver")
                .put("name", Run.SUITE)
                .put("version", Run.SUITE_VERSION);
        Map<String, Rule> rules = new LinkedHashMap<>();
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (RuleFindings findings : run.verdict().findings()) {
            Rule rule = findings.first().rule();
            rules.putIfAbsent(rule.id(), rule);
            results.add(result(findings, run.settings().strict()));
        }
        ArrayNode declared = driver.putArray("rules");
        for (Rule rule : rules.values()) {
            ObjectNode node = declared.addObject().put("id", rule.id());
            node.putObject("shortDescription").put("text", rule.statement());
            node.putObject("help").put("text", rule.provenance().toString());
        }
        entry.set("results", results);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
    }

    private static ObjectNode result(RuleFindings findings, boolean strict) {
        Finding finding = findings.first();
        ObjectNode result = JsonNodeFactory.instance
                .objectNode()
                .put("ruleId", finding.rule().id())
                .put("level", finding.broken() || strict ? "error" : "warning");
        result.putObject("message").put("text", finding.line());
        ObjectNode location = result.putArray("locations").addObject();
        location.putObject("physicalLocation").putObject("artifactLocation").put("uri", "spec/openapi.yaml");
        ArrayNode places = location.putArray("logicalLocations");
        findings.subjects().forEach(subject -> places.addObject().put("name", subject));
        result.put("occurrenceCount", findings.count());
        result.putObject("partialFingerprints").put("finding/v2", finding.identity());
        return result;
    }
}
