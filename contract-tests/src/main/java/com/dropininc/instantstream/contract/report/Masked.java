package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.RuleFindings;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A verdict with every text of the target's masked, before anything is written. */
final class Masked {
    private final UnaryOperator<String> mask;

    private Masked(UnaryOperator<String> mask) {
        this.mask = mask;
    }

    static Run run(Run run, UnaryOperator<String> mask) {
        Masked masked = new Masked(mask);
        return new Run(
                run.contract(),
                run.target(),
                run.settings(),
                run.planned(),
                masked.verdict(run.verdict()),
                run.tally(),
                masked.learned(run.learned()),
                run.times());
    }

    private Run.Learned learned(Run.Learned learned) {
        List<RuleResult> rules = learned.rules().stream()
                .map(result ->
                        new RuleResult(result.rule(), result.outcome(), mask.apply(result.why()), result.checks()))
                .toList();
        return new Run.Learned(
                learned.readings(),
                learned.guarantees(),
                learned.observations().stream()
                        .map(one -> new Observation(one.topic(), mask.apply(one.text()), one.rules()))
                        .toList(),
                rules,
                learned.coverage(),
                learned.leftBehind());
    }

    private Verdict verdict(Verdict verdict) {
        List<Verdict.Cause> causes = verdict.causes().stream().map(this::cause).toList();
        List<CheckResult> results = verdict.results().stream().map(this::result).toList();
        return new Verdict(verdict.word(), mask.apply(verdict.reason()), causes, results);
    }

    private Verdict.Cause cause(Verdict.Cause cause) {
        List<RuleFindings> findings = cause.findings().stream()
                .map(one -> new RuleFindings(
                        finding(one.first()),
                        masked(one.subjects()),
                        masked(one.identities()),
                        one.checks(),
                        one.count()))
                .toList();
        return new Verdict.Cause(findings, cause.blocked());
    }

    private Set<String> masked(Set<String> texts) {
        return texts.stream().map(mask).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private CheckResult result(CheckResult result) {
        return new CheckResult(
                result.check(),
                result.outcome(),
                mask.apply(result.reason()),
                result.why(),
                result.findings().stream().map(this::finding).toList(),
                result.flaky().stream().map(this::finding).toList(),
                result.took());
    }

    private Finding finding(Finding finding) {
        return finding.redacted(mask)
                .shownBy(finding.evidence()
                        .map(shown -> new Evidence(
                                mask.apply(shown.request()),
                                mask.apply(shown.answer()),
                                mask.apply(shown.curl()),
                                mask.apply(shown.script()))));
    }
}
