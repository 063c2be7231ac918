package com.dropininc.instantstream.contract.verdict;

import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Rule;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One way in which the target was seen to break the contract.
 *
 * @param rule the sentence that it broke
 * @param provenance what that means; usually the rule's own, for a row of the lifecycle or a schema that of the row or
 *     the keyword
 * @param subject the operation, or what else the rule was seen broken on: a place in the contract, never a value
 * @param kind how what was seen differs
 * @param expected what the contract says, for a person
 * @param seen what the target did, for a person
 * @param evidence the call that showed it
 */
public record Finding(
        Rule rule,
        Provenance provenance,
        String subject,
        Kind kind,
        String expected,
        String seen,
        Optional<Evidence> evidence) {

    /** How what was seen differs from what the contract says. */
    public enum Kind {
        /** A call succeeded that must not. */
        SUCCEEDED,
        /** A call was refused that must succeed. */
        REFUSED,
        /** The status is another one of the same class. */
        STATUS,
        /** The error carries another word. */
        CODE,
        /** An answer is of another shape. */
        SHAPE,
        /** What is shown is not what it must be. */
        VALUE,
        /** Something changed that must stay. */
        CHANGED,
        /** The server failed. */
        SERVER_ERROR,
        /** The answer came too late. */
        LATE,
        /** The answer tells what it must not. */
        SECRET;

        /** The word that reports write. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Something that is shown and is not what it must be. */
    public Finding(
            Rule rule,
            Provenance provenance,
            String subject,
            String expected,
            String seen,
            Optional<Evidence> evidence) {
        this(rule, provenance, subject, Kind.VALUE, expected, seen, evidence);
    }

    /** Whether it contradicts the owner's docs. */
    public boolean broken() {
        return provenance.documented();
    }

    /**
     * What makes two findings the same: rule, level, place in the contract and kind of difference. The same in every
     * run: no value, token, time, order or text of the server is in it.
     */
    public String identity() {
        return rule.id() + " " + provenance.level().word() + " " + subject + " " + kind.word();
    }

    /** The same without what {@code redact} takes out. */
    public Finding redacted(UnaryOperator<String> redact) {
        return new Finding(rule, provenance, subject, kind, redact.apply(expected), redact.apply(seen), evidence);
    }

    /** The same with other evidence. */
    public Finding shownBy(Optional<Evidence> other) {
        return new Finding(rule, provenance, subject, kind, expected, seen, other);
    }

    /** The same, seen after what led to it. */
    public Finding after(String steps) {
        return new Finding(rule, provenance, subject, kind, expected, seen + steps, evidence);
    }

    /** One line for a person. */
    public String line() {
        return rule.id() + " (" + provenance.level().word() + ") " + subject + ": expected " + expected + ", seen "
                + seen;
    }
}
