package com.dropininc.instantstream.contract.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
    /** A rule that is broken on so many subjects is broken everywhere: that has one cause. */
    private static final int EVERYWHERE = 4;

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
     * @param first the finding that is shown
     * @param subjects what the rule was seen broken on
     * @param checks ids of the checks that ran into it
     */
    public record Cause(Finding first, Set<String> subjects, Set<String> checks) {}

    /**
     * Judges a run.
     *
     * @param planned how many checks were selected
     * @param strict whether deviations block too
     * @param stopped why the run could not be made at all, if so
     */
    public static Verdict of(int planned, List<CheckResult> results, boolean strict, Optional<String> stopped) {
        List<Cause> causes = causes(results);
        boolean broken =
                causes.stream().anyMatch(cause -> strict || cause.first().broken());
        if (broken) {
            return new Verdict(Word.BROKEN, brokenBy(causes, strict), causes, results);
        }
        Optional<String> gap = stopped.or(() -> gap(planned, results));
        if (gap.isPresent()) {
            return new Verdict(Word.NOT_JUDGED, gap.get(), causes, results);
        }
        long kept = count(results, Outcome.KEPT);
        return new Verdict(
                Word.KEPT,
                causes.isEmpty()
                        ? kept + " checks, no rule broken"
                        : "no documented rule broken, " + plural(causes.size(), "deviation"),
                causes,
                results);
    }

    /** What is said about a run that did not come to its end; its findings are kept. */
    public static Verdict interrupted(List<CheckResult> results) {
        return new Verdict(Word.NOT_JUDGED, "the run was interrupted", causes(results), results);
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

    private static Optional<String> gap(int planned, List<CheckResult> results) {
        Optional<CheckResult> hole = results.stream()
                .filter(result -> result.why().filter(why -> !why.harmless()).isPresent())
                .findFirst();
        if (hole.isPresent()) {
            return hole.map(result -> result.check().id() + ": " + result.reason());
        }
        if (results.size() < planned) {
            return Optional.of((planned - results.size()) + " of " + planned + " checks did not run");
        }
        boolean judged = results.stream()
                .anyMatch(result -> result.outcome() != Outcome.NOT_JUDGED
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

    private static List<Cause> causes(List<CheckResult> results) {
        List<Cause> causes = new ArrayList<>();
        for (Map<String, Cause> ofRule : byRule(results).values()) {
            causes.addAll(ofRule.size() < EVERYWHERE ? ofRule.values() : List.of(merged(ofRule.values())));
        }
        causes.sort(
                Comparator.comparing((Cause cause) -> cause.first().provenance().level())
                        .thenComparing(cause -> -cause.checks().size()));
        return List.copyOf(causes);
    }

    private static Map<String, Map<String, Cause>> byRule(List<CheckResult> results) {
        Map<String, Map<String, Cause>> byRule = new LinkedHashMap<>();
        for (CheckResult result : results) {
            for (Finding finding : result.findings()) {
                String rule = finding.rule().id() + finding.provenance().level();
                Cause cause = byRule.computeIfAbsent(rule, key -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                finding.subject(),
                                key -> new Cause(finding, new LinkedHashSet<>(Set.of(key)), new LinkedHashSet<>()));
                cause.checks().add(result.check().id());
            }
        }
        return byRule;
    }

    private static Cause merged(Collection<Cause> causes) {
        Set<String> subjects = new LinkedHashSet<>();
        Set<String> checks = new LinkedHashSet<>();
        causes.forEach(cause -> {
            subjects.addAll(cause.subjects());
            checks.addAll(cause.checks());
        });
        return new Cause(causes.iterator().next().first(), subjects, checks);
    }

    private static String plural(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
