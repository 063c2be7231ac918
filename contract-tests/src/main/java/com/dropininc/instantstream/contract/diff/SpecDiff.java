package com.dropininc.instantstream.contract.diff;

import java.util.List;

/**
 * What has changed from one version of the contract to another, for those who were written for the old one.
 *
 * @param changes the worst first
 */
public record SpecDiff(String from, String to, List<Change> changes) {
    static SpecDiff between(Documents old, Documents now) {
        Changes changes = new Changes();
        new OperationDiff(changes).compare(old, now);
        new LifecycleDiff(changes).compare(old, now);
        new EventDiff(changes).compare(old, now);
        new PartsDiff(changes).compare(old, now);
        return new SpecDiff(old.version(), now.version(), changes.all());
    }

    List<Change> of(Impact impact) {
        return changes.stream().filter(change -> change.impact() == impact).toList();
    }

    boolean breaking() {
        return !of(Impact.BREAKING).isEmpty();
    }
}
