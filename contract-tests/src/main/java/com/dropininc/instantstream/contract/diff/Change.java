package com.dropininc.instantstream.contract.diff;

/**
 * One difference between two versions of the contract.
 *
 * @param subject what it belongs to: an operation, {@code lifecycle}, an event, or another part of the contract
 * @param at the place inside it, for a person; empty where it is the subject itself
 * @param detail what was, and what is
 * @param old where the old version says it
 * @param now where the new version says it
 */
public record Change(ChangeKind kind, String subject, String at, String detail, Side old, Side now) {
    /**
     * One version's side of a change.
     *
     * @param place file and line
     * @param provenance how far the rule can be trusted; empty where that is not known
     */
    public record Side(String place, String provenance) {
        static Side of(DocumentNode node) {
            return new Side(node.place(), node.trust());
        }
    }

    public Impact impact() {
        return kind.impact();
    }
}
