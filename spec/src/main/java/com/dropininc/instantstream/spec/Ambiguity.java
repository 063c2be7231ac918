package com.dropininc.instantstream.spec;

import java.util.List;
import java.util.Map;

/**
 * A question that the owner's docs leave open (`x-ambiguities`).
 *
 * @param readings the possible answers, by id
 * @param chosen id of the reading that this kit takes
 * @param source the heading in the owner's docs
 * @param rules ids of the rules that the reading decides
 * @param changes by reading, what makes the spec say it; a reading that is neither here nor chosen cannot be shown
 * @param probe whether a server shows from outside which reading it takes
 */
public record Ambiguity(
        String id,
        String question,
        Map<String, String> readings,
        String chosen,
        String reason,
        String source,
        boolean probe,
        List<String> rules,
        Map<String, List<Overlay.Action>> changes) {
    /** The readings that a contract can be brought to from this one. */
    public List<String> possible() {
        return readings.keySet().stream()
                .filter(reading -> reading.equals(chosen) || changes.containsKey(reading))
                .toList();
    }
}
