package com.dropininc.instantstream.contract.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run says about its target.
 *
 * @param word the verdict
 * @param reason one sentence that says why
 * @param causes findings by root cause, the broken ones first
 * @param results every check that was selected, in the order of the plan
 */
public record Verdict(Word word, String reason, List<Cause> causes, List<CheckResult> results) {
    /** The three verdicts; the exit code tells them apart. */
    public enum Word {
        PASSED(0),
        FAILED(1),
        INCONCLUSIVE(3);

        private final int exitCode;

        Word(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Findings that most likely have one cause.
     *
     * @param findings the one that says most, and those that follow from it
     * @param blocked ids of the checks that could not be made because of it
     */
    public record Cause(List<RuleFindings> findings, Set<String> blocked) {
        /** The finding that says most. */
        public RuleFindings main() {
            return findings.get(0);
        }

        /** The others. */
        public List<RuleFindings> followers() {
            return findings.subList(1, findings.size());
        }
    }

    /**
     * Judges a run.
     *
     * @param planned how many checks were selected
     * @param strict whether deviations block too
     * @param stopped why the run could not be made at all, if so
     */
    public static Verdict of(int planned, List<CheckResult> results, boolean strict, Optional<String> stopped) {
        List<Cause> causes = RootCauses.of(results);
        List<RuleFindings> findings = findings(causes);
        if (findings.stream().anyMatch(finding -> strict || finding.broken())) {
            return new Verdict(Word.FAILED, brokenBy(findings, strict), causes, results);
        }
        Optional<String> gap = stopped.or(() -> gap(planned, results, strict));
        if (gap.isPresent()) {
            return new Verdict(Word.INCONCLUSIVE, gap.get(), causes, results);
        }
        return new Verdict(Word.PASSED, passed(results, findings), causes, results);
    }

    /** What is said about a run that did not come to its end; its findings are kept. */
    public static Verdict interrupted(List<CheckResult> results) {
        return new Verdict(Word.INCONCLUSIVE, "the run was interrupted", RootCauses.of(results), results);
    }

    /** How many checks ended so. */
    public static long count(List<CheckResult> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** How many checks were made, to their end or not. */
    public int executed() {
        return (int) (results.size() - count(results, Outcome.INCONCLUSIVE));
    }

    /** All findings: what every format counts. */
    public List<RuleFindings> findings() {
        return findings(causes);
    }

    private static List<RuleFindings> findings(List<Cause> causes) {
        return causes.stream().flatMap(cause -> cause.findings().stream()).toList();
    }

    /** How many findings break a documented rule. */
    public long broken() {
        return broken(findings());
    }

    private static long broken(List<RuleFindings> findings) {
        return findings.stream().filter(RuleFindings::broken).count();
    }

    /** How many findings break an observed or assumed rule. */
    public long deviations() {
        return findings().size() - broken();
    }

    private static String passed(List<CheckResult> results, List<RuleFindings> findings) {
        long flaky = count(results, Outcome.FLAKY);
        String more = flaky == 0 ? "" : ", " + plural(flaky, "check") + " flaky";
        return findings.isEmpty()
                ? count(results, Outcome.PASSED) + " checks, no rule broken" + more
                : "no documented rule broken, " + plural(findings.size(), "deviation") + more;
    }

    private static Optional<String> gap(int planned, List<CheckResult> results, boolean strict) {
        Optional<CheckResult> hole = results.stream()
                .filter(result -> result.why().filter(why -> !why.harmless()).isPresent())
                .findFirst();
        if (hole.isPresent()) {
            return hole.map(result -> result.check().id() + ": " + result.reason());
        }
        Optional<CheckResult> unsteady = results.stream()
                .filter(result -> result.flaky().stream().anyMatch(once -> strict || once.broken()))
                .findFirst();
        if (unsteady.isPresent()) {
            return unsteady.map(result -> result.check().id() + " is flaky: " + result.reason());
        }
        if (results.size() < planned) {
            return Optional.of((planned - results.size()) + " of " + planned + " checks did not run");
        }
        boolean judged = results.stream()
                .anyMatch(result -> result.outcome() != Outcome.INCONCLUSIVE
                        && result.outcome() != Outcome.VACUOUS
                        && !result.check().group().equals(CheckInfo.IN_PASSING));
        return !judged ? Optional.of("no check could be judged") : Optional.empty();
    }

    private static String brokenBy(List<RuleFindings> findings, boolean strict) {
        long documented = broken(findings);
        if (documented == 0) {
            return plural(findings.size(), "deviation") + " (--strict)";
        }
        long others = findings.size() - documented;
        return plural(documented, "documented rule") + " broken"
                + (others == 0 ? "" : ", " + plural(others, "deviation") + (strict ? " (--strict)" : ""))
                + "; broken: "
                + findings.stream()
                        .filter(RuleFindings::broken)
                        .map(finding -> finding.first().rule().id())
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
