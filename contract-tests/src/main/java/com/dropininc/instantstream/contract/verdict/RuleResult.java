package com.dropininc.instantstream.contract.verdict;

import com.dropininc.instantstream.spec.Rule;
import java.util.List;

/**
 * What became of one rule in a run.
 *
 * @param outcome {@code PASSED} only if a check that was judged has put the rule to the test on data that it speaks of
 * @param why what was missing, or why it was not judged; empty otherwise
 * @param checks ids of the checks that quote it and were judged
 */
public record RuleResult(Rule rule, Outcome outcome, String why, List<String> checks) {
    public RuleResult {
        checks = List.copyOf(checks);
    }
}
