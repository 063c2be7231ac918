package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Compares the life of a stream in two versions, cell by cell: a state and what may happen in it. */
final class LifecycleDiff {
    private final Pair lifecycle;
    private final Map<String, String> renamed;

    /**
     * @param renamed the ids that operations had, and the ids that they have now
     */
    LifecycleDiff(Pair lifecycle, Map<String, String> renamed) {
        this.lifecycle = lifecycle;
        this.renamed = renamed;
    }

    void compare() {
        if (!lifecycle.both()) {
            MetadataDiff.part(lifecycle);
            return;
        }
        lifecycle.text("initial", "initial-state-changed");
        lifecycle.get("states").entries().values().forEach(LifecycleDiff::state);
        lifecycle.get("effects").entries().values().forEach(LifecycleDiff::effect);
        Pair rows = lifecycle.get("transitions");
        rows.entries(cells(rows.old, renamed), cells(rows.now, Map.of())).forEach(LifecycleDiff::cell);
        Pair refused = lifecycle.get("refused");
        refused.entries()
                .forEach((operation, rule) ->
                        refused.as("lifecycle", "refused " + operation).provenance("", rule.old, rule.now));
        lifecycle.rest();
    }

    private static void state(Pair state) {
        if (!state.both()) {
            state.add(state.gone() ? "state-removed" : "state-added", "");
            return;
        }
        state.flag("terminal", "state-became-terminal", "state-became-passable");
        state.rest();
    }

    private static void effect(Pair effect) {
        effect.tree("effect-changed", "writes", "event", "repeated");
        effect.rest();
    }

    /** Every cell of the table: "startStream while pending", "time while streaming". */
    private static Map<String, DocumentNode> cells(DocumentNode rows, Map<String, String> renamed) {
        Map<String, DocumentNode> cells = new LinkedHashMap<>();
        for (DocumentNode row : rows.items()) {
            String operation = row.text("on");
            String on = row.raw("after").exists() ? "time" : renamed.getOrDefault(operation, operation);
            Set<String> from = row.texts("from");
            for (String state : from.isEmpty() ? Set.of("") : from) {
                String cell = state.isEmpty() ? on : on + " while " + state;
                cells.put(cells.containsKey(cell) ? cell + " (" + row.text("id") + ")" : cell, row);
            }
        }
        return cells;
    }

    private static void cell(String cell, Pair row) {
        DocumentNode known = row.old.exists() ? row.old : row.now;
        String kind = known.raw("after").exists() ? "time-limit" : "transition";
        if (!row.both()) {
            row.add(kind + (row.gone() ? "-removed" : "-added"), "");
            return;
        }
        row.skip("from", "on", "to", "event");
        row.differs("transition-target-changed", target(cell, row.old), target(cell, row.now));
        row.tree("transition-effects-changed", "effects");
        row.text("id", "transition-id-changed");
        String was = row.old.text("event");
        String is = row.now.text("event");
        row.differs("transition-event-" + (was.isEmpty() ? "added" : is.isEmpty() ? "removed" : "changed"), was, is);
        time(row.get("after"));
        row.rest();
    }

    private static String target(String cell, DocumentNode row) {
        String to = row.text("to");
        return to.equals("same") ? cell.substring(cell.lastIndexOf(' ') + 1) : to;
    }

    private static void time(Pair after) {
        long before = after.old.raw("seconds").node().asLong(0);
        long now = after.now.raw("seconds").node().asLong(0);
        after.skip("seconds")
                .differs(now < before ? "time-limit-shortened" : "time-limit-lengthened", before + " s", now + " s");
        after.text("since", "time-limit-restarted");
        after.rest();
    }
}
