package com.dropininc.instantstream.contract.verdict;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        KEPT(0),
        BROKEN(1),
        NOT_JUDGED(3);

        private final int exitCode;

        Word(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /**
     * Findings that have one cause.
     *
     * @param first the finding that says most
     * @param subjects what was seen broken
     * @param checks ids of the checks that ran into it
     * @param followers other rules that it was seen to break
     * @param blocked ids of the checks that could not be made because of it
     */
    public record Cause(
            Finding first, Set<String> subjects, Set<String> checks, List<Finding> followers, Set<String> blocked) {}

    /**
     * Judges a run.
     *
     * @param planned how many checks were selected
     * @param strict whether deviations block too
     * @param stopped why the run could not be made at all, if so
     */
    public static Verdict of(int planned, List<CheckResult> results, boolean strict, Optional<String> stopped) {
        List<Cause> causes = RootCauses.of(results);
        boolean broken =
                causes.stream().anyMatch(cause -> strict || cause.first().broken());
        if (broken) {
            return new Verdict(Word.BROKEN, brokenBy(causes, strict), causes, results);
        }
        Optional<String> gap = stopped.or(() -> gap(planned, results, strict));
        if (gap.isPresent()) {
            return new Verdict(Word.NOT_JUDGED, gap.get(), causes, results);
        }
        return new Verdict(Word.KEPT, kept(results, causes), causes, results);
    }

    /** What is said about a run that did not come to its end; its findings are kept. */
    public static Verdict interrupted(List<CheckResult> results) {
        return new Verdict(Word.NOT_JUDGED, "the run was interrupted", RootCauses.of(results), results);
    }

    /** How many checks ended so. */
    public static long count(List<CheckResult> results, Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** How many checks were made, to their end or not. */
    public int executed() {
        return (int) (results.size() - count(results, Outcome.NOT_JUDGED));
    }

    /** How many root causes break a documented rule. */
    public long brokenCauses() {
        return causes.stream().filter(cause -> cause.first().broken()).count();
    }

    private static String kept(List<CheckResult> results, List<Cause> causes) {
        long unstable = count(results, Outcome.UNSTABLE);
        String more = unstable == 0 ? "" : ", " + plural(unstable, "check") + " unstable";
        return causes.isEmpty()
                ? count(results, Outcome.KEPT) + " checks, no rule broken" + more
                : "no documented rule broken, " + plural(causes.size(), "deviation") + more;
    }

    private static Optional<String> gap(int planned, List<CheckResult> results, boolean strict) {
        Optional<CheckResult> hole = results.stream()
                .filter(result -> result.why().filter(why -> !why.harmless()).isPresent())
                .findFirst();
        if (hole.isPresent()) {
            return hole.map(result -> result.check().id() + ": " + result.reason());
        }
        Optional<CheckResult> unsteady = results.stream()
                .filter(result -> result.unstable().stream().anyMatch(once -> strict || once.broken()))
                .findFirst();
        if (unsteady.isPresent()) {
            return unsteady.map(result -> result.check().id() + " is unstable: " + result.reason());
        }
        if (results.size() < planned) {
            return Optional.of((planned - results.size()) + " of " + planned + " checks did not run");
        }
        boolean judged = results.stream()
                .anyMatch(result -> result.outcome() != Outcome.NOT_JUDGED
                        && result.outcome() != Outcome.VACUOUS
                        && !result.check().group().equals(CheckInfo.IN_PASSING));
        return !judged ? Optional.of("no check could be judged") : Optional.empty();
    }

    private static String brokenBy(List<Cause> causes, boolean strict) {
        long documented =
                causes.stream().filter(cause -> cause.first().broken()).count();
        if (documented == 0) {
            return plural(causes.size(), "deviation") + " (--strict)";
        }
        long others = causes.size() - documented;
        return plural(documented, "documented rule") + " broken"
                + (others == 0 ? "" : ", " + plural(others, "deviation") + (strict ? " (--strict)" : ""));
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
