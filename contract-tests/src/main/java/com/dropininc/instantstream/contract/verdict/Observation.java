package com.dropininc.instantstream.contract.verdict;

import java.util.Set;

/**
 * What a server decides for itself where the docs leave it open, the same way everywhere: no finding, and no pass of the
 * rule that says it otherwise.
 *
 * @param topic what it is about, such as {@code error-codes}
 * @param text what the server does, for a person
 * @param rules ids of the rules that say it otherwise, which were not put to the test therefore
 */
public record Observation(String topic, String text, Set<String> rules) {
    public Observation {
        rules = Set.copyOf(rules);
    }
}
