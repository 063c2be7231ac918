package com.dropininc.instantstream.contract.diff;

/**
 * One difference between two versions of the contract.
 *
 * @param kind what sort of difference it is
 * @param subject what it belongs to: an operationId, {@code lifecycle}, an event, or another part of the contract
 * @param at the place inside it, for a person; empty where it is the subject itself
 * @param detail what was, and what is
 * @param trust how far the rule that changed can be trusted: a word of provenance, or empty where none is known
 */
public record Change(Kind kind, String subject, String at, String detail, String trust) {
    public Impact impact() {
        return kind.impact();
    }
}
