package com.dropininc.instantstream.contract.verdict;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run without findings proves, and what it takes for granted.
 *
 * @param statement one sentence, such as "every pair of transitions was walked"
 * @param assumptions what has to be true of the target for the statement to hold, one sentence each
 * @param numbers how much was done for it, by name
 */
public record Guarantee(String statement, List<String> assumptions, Map<String, Integer> numbers) {
    public Guarantee {
        assumptions = List.copyOf(assumptions);
        numbers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }
}
