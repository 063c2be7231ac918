package com.dropininc.instantstream.contract.verdict;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What was found against one rule at one level of provenance and looks alike: what every format shows and counts as one
 * finding. Immutable.
 *
 * @param first the finding that is shown
 * @param subjects all places in the contract that it was seen on
 * @param identities what makes each of them the same in another run
 * @param checks ids of the checks that ran into it
 * @param count how often it was seen
 */
public record RuleFindings(Finding first, Set<String> subjects, Set<String> identities, Set<String> checks, int count) {

    /** One finding of one check. */
    static RuleFindings of(Finding finding, String check) {
        return new RuleFindings(finding, Set.of(finding.subject()), Set.of(finding.identity()), Set.of(check), 1);
    }

    /** Several of the same rule and level; the first one is shown. */
    static RuleFindings merged(Collection<RuleFindings> several) {
        List<RuleFindings> all = List.copyOf(several);
        Set<String> subjects = new LinkedHashSet<>();
        Set<String> identities = new LinkedHashSet<>();
        Set<String> checks = new LinkedHashSet<>();
        for (RuleFindings one : all) {
            subjects.addAll(one.subjects);
            identities.addAll(one.identities);
            checks.addAll(one.checks);
        }
        int count = all.stream().mapToInt(RuleFindings::count).sum();
        return new RuleFindings(all.get(0).first, subjects, identities, checks, count);
    }

    /** Whether it contradicts the owner's docs. */
    public boolean broken() {
        return first.broken();
    }

    /** The first place, and how many more there are. */
    public String where() {
        int others = subjects.size() - 1;
        return first.subject() + (others == 0 ? "" : " and " + others + " more");
    }
}
