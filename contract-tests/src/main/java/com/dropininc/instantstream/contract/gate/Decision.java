package com.dropininc.instantstream.contract.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the gate says, and why. Immutable.
 *
 * @param sentence one sentence that can be forwarded
 * @param reasons what it rests on, the strongest first
 * @param notes what a person should know besides
 * @param overruled the override that let the reasons pass, if one did
 */
public record Decision(
        Word word,
        String sentence,
        List<Reason> reasons,
        List<Judged> environments,
        List<WaiverUse> waivers,
        List<OverrideUse> overrides,
        Optional<Policy.Override> overruled,
        List<String> notes,
        Circumstances circumstances) {

    /** The three answers; the exit code tells them apart. */
    public enum Word {
        GO("GO", 0),
        NO_GO("NO-GO", 1),
        INCONCLUSIVE("INCONCLUSIVE", 3);

        private final String text;
        private final int exitCode;

        Word(String text, int exitCode) {
            this.text = text;
            this.exitCode = exitCode;
        }

        public String text() {
            return text;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * What one environment came to after waivers.
     *
     * @param outcome {@code passed}, {@code deviation}, {@code failed}, {@code inconclusive} or
     *     {@code missing}
     */
    public record Judged(
            String environment, String outcome, Optional<StoredReport> report, int deviations, int waived) {}

    /** What became of a waiver: {@code used}, {@code unused} or {@code lapsed}. */
    public record WaiverUse(Policy.Waiver waiver, String use) {}

    /** What became of an override: {@code used}, {@code not needed}, {@code not enough} or {@code lapsed}. */
    public record OverrideUse(Policy.Override override, String use) {}

    /**
     * When and for what it was decided.
     *
     * @param build the build that wants to go on, if it was named
     */
    public record Circumstances(Instant at, Optional<String> build, String policy) {}

    /** The first lines that a person reads. */
    public List<Reason> strongest() {
        return reasons.stream().limit(3).toList();
    }
}
