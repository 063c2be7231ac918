package com.dropininc.instantstream.contract.diff;

import java.util.Map;

/** Compares the answers of one operation. */
final class AnswerDiff {
    private final Changes changes;
    private final String id;

    AnswerDiff(Changes changes, String id) {
        this.changes = changes;
        this.id = id;
    }

    void compare(Place old, Place now) {
        Map<String, Place> before = old.entries();
        Map<String, Place> after = now.entries();
        if (before.isEmpty() != after.isEmpty()) {
            changes.add(before.isEmpty() ? "responses-declared" : "responses-undeclared", id, "", "", now.trust());
            return;
        }
        Changes.both(
                before,
                after,
                new Changes.Sides<>(
                        gone -> changes.add(
                                kind(gone) + "-removed",
                                id,
                                gone,
                                "",
                                before.get(gone).trust()),
                        fresh -> changes.add(
                                kind(fresh) + "-added",
                                id,
                                fresh,
                                "",
                                after.get(fresh).trust()),
                        (status, both) -> answer(status, both.get(0), both.get(1))));
    }

    private static String kind(String status) {
        return status.startsWith("2") ? "success-status" : "error-status";
    }

    private void answer(String status, Place old, Place now) {
        changes.trust(id, status, old, now);
        changes.sets(
                "response-header",
                new Changes.Spot(id, status, now.trust()),
                old.get("headers").entries().keySet(),
                now.get("headers").entries().keySet());
        OperationDiff.media(changes, Flow.RESPONSE, old, now, new Changes.Spot(id, status, now.trust()));
    }
}
