package com.dropininc.instantstream.contract.verdict;

import java.util.List;

/**
 * How a target takes a question that the owner's docs leave open: information, never a finding.
 *
 * @param ambiguity id of the ambiguity in the spec
 * @param taken id of the reading, or a few words of what the target does instead
 * @param seen what showed it, for a person
 * @param exchanges what was sent and answered, one line each
 */
public record Reading(String ambiguity, String taken, String seen, List<String> exchanges) {
    public Reading {
        exchanges = List.copyOf(exchanges);
    }
}
