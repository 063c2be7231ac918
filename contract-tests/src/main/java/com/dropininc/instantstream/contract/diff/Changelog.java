package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes what has changed, for people and for programs. */
final class Changelog {
    private static final String PROVENANCE = "Provenance only: no behaviour changes";
    private static final Map<Impact, String> HEADINGS = Map.of(
            Impact.BREAKING, "Breaking: change your code before you move",
            Impact.NOT_COMPARED, "Not compared: look at it yourself, it may break you",
            Impact.RISKY, "Risky: check whether you rely on it",
            Impact.SAFE, "Safe");

    private final SpecDiff diff;

    Changelog(SpecDiff diff) {
        this.diff = diff;
    }

    String write(DiffCommand.Format format) {
        return switch (format) {
            case TEXT -> text();
            case MARKDOWN -> markdown();
            case JSON -> json();
        };
    }

    /** What is one change in the documents and shows in several places, first among them the one told. */
    private record Entry(Change change, List<String> places) {
        String also() {
            return String.join(", ", places.subList(1, places.size()));
        }
    }

    private Map<String, List<Entry>> sections() {
        Map<String, List<Entry>> sections = new LinkedHashMap<>();
        for (Impact impact : Impact.values()) {
            Map<List<Object>, Entry> entries = new LinkedHashMap<>();
            diff.of(impact).stream()
                    .filter(change -> !change.kind().provenance())
                    .forEach(one -> add(one, entries));
            sections.put(HEADINGS.get(impact), List.copyOf(entries.values()));
        }
        Map<List<Object>, Entry> entries = new LinkedHashMap<>();
        diff.changes().stream().filter(change -> change.kind().provenance()).forEach(one -> add(one, entries));
        sections.put(PROVENANCE, List.copyOf(entries.values()));
        sections.values().removeIf(List::isEmpty);
        return sections;
    }

    private static void add(Change one, Map<List<Object>, Entry> entries) {
        entries.computeIfAbsent(
                        List.of(one.kind(), one.detail(), one.old(), one.now()),
                        any -> new Entry(one, new ArrayList<>()))
                .places()
                .add(one.subject() + (one.at().isEmpty() ? "" : " " + one.at()));
    }

    /** The whole in one sentence. */
    private String summary() {
        if (diff.changes().isEmpty()) {
            return "Nothing has changed for anybody.";
        }
        List<String> counts = new ArrayList<>();
        for (Impact impact : Impact.values()) {
            counts.add(diff.of(impact).size() + " " + impact.word().replace('-', ' '));
        }
        return (diff.breaking() ? "Breaks clients: " : "Breaks no client: ") + String.join(", ", counts) + ".";
    }

    private String text() {
        StringBuilder text = new StringBuilder("From " + diff.from() + " to " + diff.to() + ". " + summary() + "\n");
        sections().forEach((heading, entries) -> {
            text.append("\n").append(heading).append("\n");
            for (Entry entry : entries) {
                Change change = entry.change();
                text.append("  ").append(entry.places().get(0)).append(": ");
                text.append(change.kind().sentence()).append(change.detail().isEmpty() ? "" : " ");
                text.append(plain(change.detail()))
                        .append(" [")
                        .append(change.kind().id())
                        .append("]\n");
                facts(entry, UnaryOperator.identity())
                        .forEach(fact -> text.append("    ").append(fact).append("\n"));
            }
        });
        return text.toString();
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# From " + diff.from() + " to " + diff.to() + "\n\n");
        text.append(summary()).append("\n");
        sections().forEach((heading, entries) -> {
            text.append("\n## ").append(heading).append("\n\n");
            for (Entry entry : entries) {
                Change change = entry.change();
                text.append("- ").append(code(entry.places().get(0))).append(": ");
                text.append(change.kind().sentence())
                        .append(change.detail().isEmpty() ? "" : " " + code(change.detail()));
                text.append(" (").append(change.kind().id()).append(")\n");
                facts(entry, Changelog::code)
                        .forEach(fact -> text.append("  - ").append(fact).append("\n"));
            }
        });
        return text.toString();
    }

    private static List<String> facts(Entry entry, UnaryOperator<String> code) {
        Change change = entry.change();
        List<String> facts = new ArrayList<>();
        facts.add("old: " + side(change.old(), code) + "; new: " + side(change.now(), code));
        if (entry.places().size() > 1) {
            facts.add("also: " + code.apply(plain(entry.also())));
        }
        if (change.impact() != Impact.SAFE) {
            facts.add("breaks: " + change.kind().breaks() + "; do: "
                    + change.kind().advice());
        }
        return facts;
    }

    private static String side(Change.Side side, UnaryOperator<String> code) {
        return code.apply(side.place()) + (side.provenance().isEmpty() ? "" : " (" + side.provenance() + ")");
    }

    /** One line without control characters, which could write over what stands before them on a terminal. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }

    /** As code, what a spec says cannot become markup of the changelog. */
    private static String code(String text) {
        String fence = text.contains("`") ? "`` " : "`";
        return fence + plain(text) + new StringBuilder(fence).reverse();
    }

    private String json() {
        ObjectNode root = JsonMapper.shared().createObjectNode();
        root.put("from", diff.from()).put("to", diff.to()).put("breaks", diff.breaking());
        ObjectNode counts = root.putObject("counts");
        for (Impact impact : Impact.values()) {
            counts.put(impact.word(), diff.of(impact).size());
        }
        ArrayNode changes = root.putArray("changes");
        for (Change change : diff.changes()) {
            ObjectNode one = changes.addObject()
                    .put("id", change.kind().id())
                    .put("impact", change.impact().word())
                    .put("provenanceOnly", change.kind().provenance())
                    .put("subject", change.subject())
                    .put("at", change.at())
                    .put("what", change.kind().sentence())
                    .put("detail", change.detail())
                    .put("breaks", change.kind().breaks())
                    .put("advice", change.kind().advice());
            side(one.putObject("old"), change.old());
            side(one.putObject("new"), change.now());
        }
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static void side(ObjectNode node, Change.Side side) {
        node.put("place", side.place()).put("provenance", side.provenance());
    }
}
