package com.dropininc.instantstream.contract.diff;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What has changed from one version of the contract to another, for those who were written for the old one.
 *
 * @param changes the worst first
 */
public record SpecDiff(String from, String to, List<Change> changes) {
    static SpecDiff between(SpecVersion old, SpecVersion now) {
        Changes changes = new Changes(ChangeCatalog.SHIPPED);
        Pair root = new Pair(changes, old.http(), now.http(), "contract", "");
        Map<String, String> renamed = new OperationDiff(changes, root).compare();
        new LifecycleDiff(root.get("x-lifecycle").as("lifecycle", ""), renamed).compare();
        Optional<DocumentNode> before = old.realtime();
        Optional<DocumentNode> after = now.realtime();
        if (before.isPresent() && after.isPresent()) {
            new EventDiff(new Pair(changes, before.get(), after.get(), "realtime", "")).compare();
        } else if (before.isPresent() != after.isPresent()) {
            root.as("realtime", "").add(after.isPresent() ? "realtime-added" : "realtime-removed", "");
        }
        new MetadataDiff(root).compare();
        return new SpecDiff(old.number(), now.number(), changes.all());
    }

    List<Change> of(Impact impact) {
        return changes.stream().filter(change -> change.impact() == impact).toList();
    }

    boolean breaking() {
        return !of(Impact.BREAKING).isEmpty() || !of(Impact.NOT_COMPARED).isEmpty();
    }
}
