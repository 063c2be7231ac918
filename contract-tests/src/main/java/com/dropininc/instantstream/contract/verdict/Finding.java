package com.dropininc.instantstream.contract.verdict;

import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Rule;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One way in which the target was seen to break the contract.
 *
 * @param rule the sentence that it broke
 * @param provenance what that means; usually the rule's own, for a row of the lifecycle or a schema that of the row or
 *     the keyword
 * @param subject the operation, or what else the rule was seen broken on
 * @param expected what the contract says, for a person
 * @param seen what the target did, for a person
 * @param evidence the call that showed it
 */
public record Finding(
        Rule rule, Provenance provenance, String subject, String expected, String seen, Optional<Evidence> evidence) {

    /** Whether it contradicts the owner's docs. */
    public boolean broken() {
        return provenance.documented();
    }

    /** What it has in common with another sighting of the same. */
    public String key() {
        return rule.id() + " " + provenance.level().word() + " " + subject;
    }

    /** The same without what {@code redact} takes out. */
    public Finding redacted(UnaryOperator<String> redact) {
        return new Finding(rule, provenance, subject, redact.apply(expected), redact.apply(seen), evidence);
    }

    /** The same with other evidence. */
    public Finding shownBy(Optional<Evidence> other) {
        return new Finding(rule, provenance, subject, expected, seen, other);
    }

    /** One line for a person. */
    public String line() {
        return rule.id() + " (" + provenance.level().word() + ") " + subject + ": expected " + expected + ", seen "
                + seen;
    }
}
