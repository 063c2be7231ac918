package com.dropininc.instantstream.contract.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What the answers of one environment look like, whether a document names it or not. Immutable.
 *
 * @param updated the day of the last run
 * @param answers what is known of the answers, by operation and status, such as {@code getStream 200}
 */
public record ShapeLedger(String environment, String contract, String updated, Map<String, Answers> answers) {
    /**
     * Answers of one operation with one status.
     *
     * @param count how many there were in the last run
     * @param fields by path; {@code []} stands for every item of a list
     */
    public record Answers(int count, Map<String, Sighting> fields) {}

    /** This ledger after a later run: what it did not see is kept, with the day on which it was last seen. */
    public ShapeLedger then(ShapeLedger run) {
        Map<String, Answers> merged = new TreeMap<>(answers);
        run.answers.forEach((name, fresh) -> merged.merge(name, fresh, ShapeLedger::merged));
        return new ShapeLedger(run.environment, run.contract, run.updated, merged);
    }

    private static Answers merged(Answers old, Answers fresh) {
        Map<String, Sighting> fields = new TreeMap<>(fresh.fields());
        old.fields().forEach((path, known) -> {
            Sighting now = fields.get(path);
            fields.put(path, now == null ? known.missed(fresh.count()) : now.since(known.first()));
        });
        return new Answers(fresh.count(), fields);
    }
}
