package com.dropininc.instantstream.contract.diff;

/**
 * A sort of change.
 *
 * @param id stable kebab-case id
 * @param breaks who can fail: {@code sender}, {@code reader}, {@code both} or {@code nobody}
 * @param sentence what has happened, for a person
 * @param advice what to do about it
 */
public record ChangeKind(String id, Impact impact, String breaks, String sentence, String advice) {
    /** Whether only what is known of a rule has changed, and no behaviour. */
    public boolean provenance() {
        return id.startsWith("provenance-");
    }
}
