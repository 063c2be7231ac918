package com.dropininc.instantstream.spec;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Where a rule of the contract comes from, and so what a violation of it means.
 *
 * @param level how far the rule can be trusted
 * @param source for {@code documented} the heading in the owner's docs, for {@code observed} where it was seen, for
 *     {@code assumed} the reason
 */
public record Provenance(Level level, String source) {
    /** The three levels; {@link #DOCUMENTED} is a promise of the API's owner, the others are not. */
    public enum Level {
        DOCUMENTED,
        OBSERVED,
        ASSUMED;

        /** The word as the spec writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether the API's owner promises the rule. */
    public boolean documented() {
        return level == Level.DOCUMENTED;
    }

    static Provenance read(JsonNode node, String where) {
        String word = Yaml.text(node, "level", where);
        for (Level level : Level.values()) {
            if (level.word().equals(word)) {
                return new Provenance(level, Yaml.text(node, "source", where));
            }
        }
        throw new ContractException(
                where + "/level: '" + word + "' is no level of provenance; use documented, " + "observed or assumed");
    }

    @Override
    public String toString() {
        return level.word() + ": " + source;
    }
}
