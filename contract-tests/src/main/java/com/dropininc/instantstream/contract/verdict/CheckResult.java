package com.dropininc.instantstream.contract.verdict;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one check.
 *
 * @param check what was checked
 * @param reason why it was not judged to its end, or is flaky; empty otherwise
 * @param why the kind of that reason
 * @param findings what it found, in order
 * @param flaky what it found once, and not again when it was made once more
 * @param took wall time
 */
public record CheckResult(
        CheckInfo check,
        Outcome outcome,
        String reason,
        Optional<NotJudged.Cause> why,
        List<Finding> findings,
        List<Finding> flaky,
        Duration took) {

    public CheckResult {
        findings = List.copyOf(findings);
        flaky = List.copyOf(flaky);
    }

    /** A check that ran to its end. */
    public static CheckResult judged(CheckInfo check, List<Finding> findings, Duration took) {
        Outcome outcome = findings.isEmpty()
                ? Outcome.PASSED
                : findings.stream().anyMatch(Finding::broken) ? Outcome.FAILED : Outcome.DEVIATION;
        return new CheckResult(check, outcome, "", Optional.empty(), findings, List.of(), took);
    }

    /** A check that could not be made to its end; what it found until then counts. */
    public static CheckResult notJudged(CheckInfo check, NotJudged reason, List<Finding> findings, Duration took) {
        boolean found = !findings.isEmpty();
        CheckResult judged = judged(check, findings, took);
        return new CheckResult(
                check,
                found ? judged.outcome() : Outcome.INCONCLUSIVE,
                reason.getMessage(),
                Optional.of(reason.why()),
                findings,
                List.of(),
                took);
    }

    /** The same check, if it was kept, as one that proves nothing. */
    public CheckResult vacuous(String missing) {
        return outcome != Outcome.PASSED
                ? this
                : new CheckResult(check, Outcome.VACUOUS, missing, Optional.empty(), findings, flaky, took);
    }

    /** The same check, which found this too, but only once. */
    public CheckResult flaky(List<Finding> once) {
        return once.isEmpty()
                ? this
                : new CheckResult(
                        check,
                        outcome == Outcome.FAILED ? outcome : Outcome.FLAKY,
                        "seen once, and not when the check was made again: "
                                + once.get(0).line(),
                        why.filter(cause -> !findings.isEmpty() || !cause.harmless()),
                        findings,
                        once,
                        took);
    }
}
