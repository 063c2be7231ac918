package com.dropininc.instantstream.contract.verdict;

import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells rules that were kept from rules that were never put to the test: a check over an empty list breaks nothing and
 * proves nothing. Immutable.
 *
 * @param rules every rule of the contract, in its order
 * @param results the checks, of which those that prove nothing are no longer kept
 */
public record RuleAudit(List<RuleResult> rules, List<CheckResult> results) {
    /**
     * Audits a run.
     *
     * @param tested ids of the rules that something was held against
     * @param seen what was seen of the target, as points of coverage
     * @param whole whether every check was to be made; of a few checks nobody expects that they see everything
     */
    public static RuleAudit of(
            Collection<Rule> rules, List<CheckResult> results, Set<String> tested, Set<String> seen, boolean whole) {
        List<RuleResult> audited =
                rules.stream().map(rule -> audited(rule, results, tested, seen)).toList();
        Set<String> empty = audited.stream()
                .filter(result -> result.outcome() == Outcome.VACUOUS)
                .map(result -> result.rule().id())
                .collect(Collectors.toSet());
        List<CheckResult> marked = results.stream()
                .map(result -> whole && empty.containsAll(result.check().rules())
                        ? result.vacuous("nothing was there for "
                                + String.join(", ", result.check().rules()))
                        : result)
                .toList();
        return new RuleAudit(audited, marked);
    }

    /** The same, where what a server decides for itself proves no rule that says it otherwise. */
    public RuleAudit learnt(List<Observation> observations) {
        List<RuleResult> known = rules.stream()
                .map(result -> observations.stream()
                        .filter(one -> result.outcome() == Outcome.PASSED
                                && one.rules().contains(result.rule().id()))
                        .findFirst()
                        .map(one -> new RuleResult(result.rule(), Outcome.INCONCLUSIVE, one.text(), result.checks()))
                        .orElse(result))
                .toList();
        return new RuleAudit(known, results);
    }

    private static RuleResult audited(Rule rule, List<CheckResult> results, Set<String> tested, Set<String> seen) {
        List<CheckResult> made = new ArrayList<>();
        List<String> reasons = new ArrayList<>();
        for (CheckResult result : results) {
            if (!result.check().rules().contains(rule.id())) {
                continue;
            }
            if (result.outcome() == Outcome.INCONCLUSIVE) {
                reasons.add(result.reason());
            } else {
                made.add(result);
            }
        }
        List<String> ids = made.stream().map(result -> result.check().id()).toList();
        Outcome broken = broken(rule, results);
        if (broken != Outcome.PASSED) {
            return new RuleResult(rule, broken, "", ids);
        }
        if (made.isEmpty()) {
            String why = rule.excluded().orElse(reasons.isEmpty() ? "no check of it was selected" : reasons.get(0));
            return new RuleResult(rule, Outcome.INCONCLUSIVE, why, ids);
        }
        if (!rule.premise().isEmpty() && rule.premise().stream().noneMatch(seen::contains)) {
            return new RuleResult(rule, Outcome.VACUOUS, "never seen: " + String.join(", ", rule.premise()), ids);
        }
        return tested.contains(rule.id())
                ? new RuleResult(rule, Outcome.PASSED, "", ids)
                : new RuleResult(rule, Outcome.VACUOUS, "nothing came up that it speaks of", ids);
    }

    private static Outcome broken(Rule rule, List<CheckResult> results) {
        Outcome worst = Outcome.PASSED;
        for (CheckResult result : results) {
            for (Finding finding : result.findings()) {
                if (finding.rule().id().equals(rule.id())) {
                    worst = finding.broken() || worst == Outcome.FAILED ? Outcome.FAILED : Outcome.DEVIATION;
                }
            }
            boolean once = result.flaky().stream()
                    .anyMatch(finding -> finding.rule().id().equals(rule.id()));
            worst = once && worst == Outcome.PASSED ? Outcome.FLAKY : worst;
        }
        return worst;
    }
}
