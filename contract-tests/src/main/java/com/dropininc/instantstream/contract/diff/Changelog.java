package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what has changed, for people and for programs. */
final class Changelog {
    private static final Map<Impact, String> HEADINGS = Map.of(
            Impact.BREAKING, "Breaking: change your code before you move",
            Impact.RISKY, "Risky: look whether you rely on it",
            Impact.SAFE, "Safe");

    private Changelog() {}

    static String markdown(SpecDiff diff) {
        StringBuilder text = new StringBuilder("# From " + diff.from() + " to " + diff.to() + "\n\n");
        text.append(summary(diff));
        for (Impact impact : Impact.values()) {
            Map<String, List<Change>> bySubject = new LinkedHashMap<>();
            diff.of(impact)
                    .forEach(change -> bySubject
                            .computeIfAbsent(change.subject(), subject -> new ArrayList<>())
                            .add(change));
            if (!bySubject.isEmpty()) {
                text.append("\n## ").append(HEADINGS.get(impact)).append("\n");
                bySubject.forEach((subject, changes) -> section(text, subject, changes));
            }
        }
        return text.toString();
    }

    /** The whole in one sentence. */
    static String summary(SpecDiff diff) {
        if (diff.changes().isEmpty()) {
            return "Nothing has changed for anybody.\n";
        }
        String counts = diff.of(Impact.BREAKING).size() + " breaking, "
                + diff.of(Impact.RISKY).size() + " risky, "
                + diff.of(Impact.SAFE).size() + " safe";
        return (diff.breaking() ? "**Breaks consumers**" : "Breaks no consumer") + ": " + counts + ".\n";
    }

    private static void section(StringBuilder text, String subject, List<Change> changes) {
        text.append("\n### ").append(subject).append("\n\n");
        for (Change change : changes) {
            String place = change.at().isEmpty() ? "" : code(change.at()) + ": ";
            String detail = change.detail().isEmpty() ? "" : ", " + code(change.detail());
            String trust = change.trust().isEmpty() ? "" : ", " + change.trust();
            text.append("- ").append(place).append(change.kind().sentence()).append(detail);
            text.append(" (").append(change.kind().id()).append(trust).append(")\n");
        }
    }

    /** As code, what a spec says cannot become markup of the changelog. */
    private static String code(String text) {
        String fence = text.contains("`") ? "`` " : "`";
        return fence + text.replace("\n", " ") + new StringBuilder(fence).reverse();
    }

    static String json(SpecDiff diff) {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("from", diff.from()).put("to", diff.to()).put("breaks", diff.breaking());
        ObjectNode counts = root.putObject("counts");
        for (Impact impact : Impact.values()) {
            counts.put(impact.word(), diff.of(impact).size());
        }
        ArrayNode changes = root.putArray("changes");
        for (Change change : diff.changes()) {
            changes.addObject()
                    .put("id", change.kind().id())
                    .put("impact", change.impact().word())
                    .put("subject", change.subject())
                    .put("at", change.at())
                    .put("what", change.kind().sentence())
                    .put("detail", change.detail())
                    .put("provenance", change.trust());
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
