package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import java.util.List;
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
                learned.readings(), learned.guarantees(), rules, learned.coverage(), learned.leftBehind());
    }

    private Verdict verdict(Verdict verdict) {
        List<Verdict.Cause> causes = verdict.causes().stream().map(this::cause).toList();
        List<CheckResult> results = verdict.results().stream().map(this::result).toList();
        return new Verdict(verdict.word(), mask.apply(verdict.reason()), causes, results);
    }

    private Verdict.Cause cause(Verdict.Cause cause) {
        return new Verdict.Cause(
                finding(cause.first()),
                cause.subjects().stream().map(mask).collect(Collectors.toCollection(java.util.LinkedHashSet::new)),
                cause.checks(),
                cause.followers().stream().map(this::finding).toList(),
                cause.blocked());
    }

    private CheckResult result(CheckResult result) {
        return new CheckResult(
                result.check(),
                result.outcome(),
                mask.apply(result.reason()),
                result.why(),
                result.findings().stream().map(this::finding).toList(),
                result.unstable().stream().map(this::finding).toList(),
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
