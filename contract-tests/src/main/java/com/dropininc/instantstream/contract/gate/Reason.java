package com.dropininc.instantstream.contract.gate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One thing that a decision rests on.
 *
 * @param id the same for the same finding in every run; what an override lists
 * @param text one sentence for a person
 * @param detail what was expected and seen, for a finding
 */
public record Reason(String id, Kind kind, String environment, String text, Optional<String> detail) {
    private static final int DIGITS = 8;

    /** What kind of thing, the strongest first. */
    public enum Kind {
        /** A finding of a level that blocks. */
        BROKEN(true, false),
        /** A finding whose waiver has expired. */
        EXPIRED_WAIVER(true, false),
        /** An operation is slower than the baseline lets it be. */
        SLOWER(true, false),
        /** A finding of a level that does not block by itself, where the policy takes none. */
        DEVIATION(true, false),
        /** There is no report of an environment. */
        MISSING(false, true),
        /** An environment could not be judged. */
        INCONCLUSIVE(false, true),
        /** A report is too old. */
        STALE(false, true),
        /** A report is of another build or contract than is asked for, or does not say. */
        OTHER(false, true),
        /** Too little was looked at. */
        COVERAGE(false, true),
        /** There is no baseline to compare times with. */
        NO_BASELINE(false, true);

        private final boolean blocks;
        private final boolean gap;

        Kind(boolean blocks, boolean gap) {
            this.blocks = blocks;
            this.gap = gap;
        }

        /** Whether it says no. */
        public boolean blocks() {
            return blocks;
        }

        /** Whether it leaves open what the answer would be. */
        public boolean gap() {
            return gap;
        }

        /** The word that records write. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }

    /** @param what tells it from others of its kind */
    static Reason of(Kind kind, String environment, String what, String text, Optional<String> detail) {
        return new Reason(id(kind, environment, what), kind, environment, text, detail);
    }

    static Reason of(Kind kind, String environment, String text) {
        return of(kind, environment, "", text, Optional.empty());
    }

    private static String id(Kind kind, String environment, String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((kind + "\n" + environment + "\n" + what).getBytes(StandardCharsets.UTF_8));
            return kind.word().replace(' ', '-') + "-"
                    + HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
