package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.contract.report.ReportDigest;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A decision as JSON, for programs; it carries a digest over itself as reports do. */
final class DecisionJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private DecisionJson() {}

    static String of(Decision decision) {
        ObjectNode node = NODES.objectNode()
                .put("decision", decision.word().text())
                .put("exitCode", decision.word().exitCode())
                .put("sentence", decision.sentence())
                .put("at", decision.circumstances().at().toString())
                .put("build", decision.circumstances().build().orElse(null))
                .put("policy", decision.circumstances().policy());
        ArrayNode reasons = node.putArray("reasons");
        decision.reasons().forEach(reason -> reasons.add(reason(reason)));
        ArrayNode environments = node.putArray("environments");
        decision.environments().forEach(judged -> environments.add(environment(judged)));
        ArrayNode waivers = node.putArray("waivers");
        decision.waivers().forEach(use -> waivers.add(waiver(use)));
        ArrayNode overrides = node.putArray("overrides");
        decision.overrides().forEach(use -> overrides.add(override(use)));
        node.set("notes", texts(decision.notes()));
        node.put("digest", ReportDigest.of(node));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    private static ObjectNode reason(Reason reason) {
        ObjectNode node = NODES.objectNode()
                .put("id", reason.id())
                .put("kind", reason.kind().word())
                .put("blocks", reason.kind().blocks())
                .put("environment", reason.environment())
                .put("text", reason.text());
        reason.detail().ifPresent(detail -> node.put("detail", detail));
        return node;
    }

    private static ObjectNode environment(Decision.Judged judged) {
        ObjectNode node = NODES.objectNode()
                .put("environment", judged.environment())
                .put("outcome", judged.outcome())
                .put("deviations", judged.deviations())
                .put("waived", judged.waived());
        judged.report()
                .ifPresent(report -> node.putObject("report")
                        .put("digest", report.digest())
                        .put("baseUrl", report.bound().baseUrl())
                        .put("build", report.bound().build().orElse(null))
                        .put("contract", report.bound().contractVersion())
                        .put("contractSha256", report.bound().contractSha256())
                        .put("suite", report.bound().suiteVersion())
                        .put("end", report.end().toString())
                        .put("planned", report.planned())
                        .put("executed", report.executed()));
        return node;
    }

    private static ObjectNode waiver(Decision.WaiverUse use) {
        return NODES.objectNode()
                .put("use", use.use())
                .put("rule", use.waiver().rule())
                .put("operation", use.waiver().operation())
                .put("environment", use.waiver().environment())
                .put("reason", use.waiver().reason())
                .put("owner", use.waiver().owner())
                .put("expires", use.waiver().expires().toString());
    }

    private static ObjectNode override(Decision.OverrideUse use) {
        ObjectNode node = NODES.objectNode()
                .put("use", use.use())
                .put("person", use.override().person())
                .put("reason", use.override().reason())
                .put("expires", use.override().expires().toString());
        node.set("findings", texts(use.override().findings().stream().sorted().toList()));
        return node;
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode array = NODES.arrayNode();
        texts.forEach(array::add);
        return array;
    }
}
