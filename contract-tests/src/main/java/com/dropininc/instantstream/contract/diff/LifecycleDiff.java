package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;

/** Compares the life of a stream in two versions, cell by cell: a state and what may happen in it. */
final class LifecycleDiff {
    private static final String SUBJECT = "lifecycle";

    private final Changes changes;

    LifecycleDiff(Changes changes) {
        this.changes = changes;
    }

    void compare(Documents old, Documents now) {
        Place before = old.at("/x-lifecycle");
        Place after = now.at("/x-lifecycle");
        if (!before.exists() || !after.exists()) {
            changes.part(SUBJECT, before, after);
            return;
        }
        String initial = after.text("initial");
        changes.differs("initial-state-changed", new Changes.Spot(SUBJECT, "", ""), before.text("initial"), initial);
        states(before.get("states").entries(), after.get("states").entries());
        effects(before.get("effects").entries(), after.get("effects").entries());
        rows(before, after);
    }

    private void states(Map<String, Place> old, Map<String, Place> now) {
        Changes.both(
                old,
                now,
                new Changes.Sides<>(
                        gone -> changes.add(
                                "state-removed",
                                SUBJECT,
                                gone,
                                "",
                                old.get(gone).trust()),
                        fresh -> changes.add(
                                "state-added",
                                SUBJECT,
                                fresh,
                                "",
                                now.get(fresh).trust()),
                        (name, both) -> state(name, both.get(0), both.get(1))));
    }

    private void state(String name, Place old, Place now) {
        changes.trust(SUBJECT, name, old, now);
        boolean before = old.node().path("terminal").asBoolean(false);
        boolean after = now.node().path("terminal").asBoolean(false);
        if (before != after) {
            changes.add(after ? "state-became-terminal" : "state-became-passable", SUBJECT, name, "", now.trust());
        }
    }

    private void effects(Map<String, Place> old, Map<String, Place> now) {
        Changes.both(old, now, new Changes.Sides<>(gone -> {}, fresh -> {}, (name, both) -> {
            Place before = both.get(0);
            Place after = both.get(1);
            String was = before.texts("writes") + before.text("event") + before.text("repeated");
            String is = after.texts("writes") + after.text("event") + after.text("repeated");
            changes.differs("effect-changed", new Changes.Spot(SUBJECT, name, after.trust()), was, is);
            changes.trust(SUBJECT, name, before, after);
        }));
    }

    /** Every cell of the table: "startStream while pending", "time while streaming". */
    private static Map<String, Place> cells(Place lifecycle) {
        Map<String, Place> cells = new LinkedHashMap<>();
        for (Place row : lifecycle.get("transitions").items()) {
            String on = row.node().has("after") ? "time" : row.text("on");
            if (row.texts("from").isEmpty()) {
                cells.put(on, row);
            }
            row.texts("from").forEach(state -> cells.put(on + " while " + state, row));
        }
        return cells;
    }

    private void rows(Place old, Place now) {
        Map<String, Place> before = cells(old);
        Map<String, Place> after = cells(now);
        Changes.both(
                before,
                after,
                new Changes.Sides<>(
                        gone -> changes.add(
                                kind(before.get(gone)) + "-removed",
                                SUBJECT,
                                gone,
                                "",
                                before.get(gone).trust()),
                        fresh -> changes.add(
                                kind(after.get(fresh)) + "-added",
                                SUBJECT,
                                fresh,
                                "",
                                after.get(fresh).trust()),
                        (cell, both) -> row(cell, both.get(0), both.get(1))));
    }

    private static String kind(Place row) {
        return row.node().has("after") ? "time-limit" : "transition";
    }

    private void row(String cell, Place old, Place now) {
        String trust = now.trust();
        changes.trust(SUBJECT, cell, old, now);
        changes.differs(
                "transition-target-changed",
                new Changes.Spot(SUBJECT, cell, trust),
                target(cell, old),
                target(cell, now));
        changes.differs(
                "transition-effects-changed",
                new Changes.Spot(SUBJECT, cell, trust),
                String.join(", ", old.texts("effects")),
                String.join(", ", now.texts("effects")));
        String was = old.text("event");
        String is = now.text("event");
        String event = was.isEmpty() ? "added" : is.isEmpty() ? "removed" : "changed";
        changes.differs("transition-event-" + event, new Changes.Spot(SUBJECT, cell, trust), was, is);
        time(cell, old.get("after"), now.get("after"), trust);
    }

    private static String target(String cell, Place row) {
        String to = row.text("to");
        return to.equals("same") ? cell.substring(cell.lastIndexOf(' ') + 1) : to;
    }

    private void time(String cell, Place old, Place now, String trust) {
        long before = old.node().path("seconds").asLong(0);
        long after = now.node().path("seconds").asLong(0);
        String kind = after < before ? "time-limit-shortened" : "time-limit-lengthened";
        changes.differs(kind, new Changes.Spot(SUBJECT, cell, trust), before + " s", after + " s");
        changes.differs(
                "time-limit-restarted", new Changes.Spot(SUBJECT, cell, trust), old.text("since"), now.text("since"));
    }
}
