package com.dropininc.instantstream.contract.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Brings findings together by what caused them: one rule that is broken on one operation is one sighting, however many
 * checks run into it; sightings on the same operation are one cause, since one fault shows in many ways. The cause is
 * told by the sighting that says most, the others follow from it.
 */
final class RootCauses {
    /** A rule that is broken on so many subjects is broken everywhere: that has one cause. */
    private static final int EVERYWHERE = 4;

    /** Walks meet whatever is wrong; a check that is made for a rule says more. */
    private static final String WALK = "walk";

    private static final String SCHEMA = "answer-schema";
    private static final Set<String> BY_ITSELF = Set.of(
            "success-200", "no-server-error", "no-server-error-on-bad-input", "no-secret-in-answer", "operation-works");

    /** The key is looked at in one place, before any operation: what lets it pass here and there is wrong there. */
    private static final Set<String> AT_THE_GATE =
            Set.of("key-required", "key-in-header", "key-unknown-refused", "key-refusal-401");

    private final Map<String, CheckInfo> aims = new LinkedHashMap<>();

    private RootCauses() {}

    static List<Verdict.Cause> of(List<CheckResult> results) {
        return new RootCauses().causes(results);
    }

    private List<Verdict.Cause> causes(List<CheckResult> results) {
        List<Verdict.Cause> sightings = new ArrayList<>();
        List<Verdict.Cause> atTheGate = new ArrayList<>();
        for (Map<String, Verdict.Cause> ofRule : byRule(results).values()) {
            List<Verdict.Cause> seen =
                    ofRule.size() < EVERYWHERE ? alike(ofRule.values()) : List.of(merged(ofRule.values()));
            boolean gate = AT_THE_GATE.contains(seen.get(0).first().rule().id());
            (gate ? atTheGate : sightings).addAll(seen);
        }
        sightings.addAll(ofTheGate(atTheGate));
        sightings.sort(
                Comparator.comparing((Verdict.Cause cause) -> cause.first().broken() ? 0 : 1)
                        .thenComparing(this::rank)
                        .thenComparing(cause -> -cause.checks().size()));
        List<Verdict.Cause> causes = new ArrayList<>();
        for (Verdict.Cause sighting : sightings) {
            int same = same(causes, sighting);
            if (same < 0) {
                causes.add(sighting);
            } else {
                causes.set(same, joined(causes.get(same), sighting));
            }
        }
        return causes.stream().map(cause -> blocking(cause, causes, results)).toList();
    }

    /** Several rules about keys that are broken, on so many subjects, are one gate that is not always shut. */
    private static List<Verdict.Cause> ofTheGate(List<Verdict.Cause> seen) {
        long rules =
                seen.stream().map(cause -> cause.first().rule().id()).distinct().count();
        long subjects = seen.stream()
                .flatMap(cause -> cause.subjects().stream())
                .distinct()
                .count();
        if (rules < 2 || subjects < EVERYWHERE) {
            return seen;
        }
        return seen.stream()
                .sorted(Comparator.comparing(cause -> cause.first().broken() ? 0 : 1))
                .reduce(RootCauses::joined)
                .stream()
                .toList();
    }

    private Map<String, Map<String, Verdict.Cause>> byRule(List<CheckResult> results) {
        Map<String, Map<String, Verdict.Cause>> byRule = new LinkedHashMap<>();
        for (CheckResult result : results) {
            aims.put(result.check().id(), result.check());
            for (Finding finding : result.findings()) {
                String rule = finding.rule().id() + finding.provenance().level();
                Verdict.Cause cause = byRule.computeIfAbsent(rule, key -> new LinkedHashMap<>())
                        .computeIfAbsent(
                                finding.subject(),
                                key -> new Verdict.Cause(
                                        finding,
                                        new LinkedHashSet<>(Set.of(key)),
                                        new LinkedHashSet<>(),
                                        List.of(),
                                        Set.of()));
                cause.checks().add(result.check().id());
            }
        }
        return byRule;
    }

    /** What shows in the same way on several operations has one cause. */
    private static List<Verdict.Cause> alike(Collection<Verdict.Cause> causes) {
        Map<String, List<Verdict.Cause>> bySight = new LinkedHashMap<>();
        causes.forEach(cause -> bySight.computeIfAbsent(
                        cause.first().expected() + "\n" + cause.first().seen().split(" after ", 2)[0],
                        key -> new ArrayList<>())
                .add(cause));
        return bySight.values().stream().map(RootCauses::merged).toList();
    }

    private static Verdict.Cause merged(Collection<Verdict.Cause> causes) {
        Set<String> subjects = new LinkedHashSet<>();
        Set<String> checks = new LinkedHashSet<>();
        causes.forEach(cause -> {
            subjects.addAll(cause.subjects());
            checks.addAll(cause.checks());
        });
        return new Verdict.Cause(causes.iterator().next().first(), subjects, checks, List.of(), Set.of());
    }

    /** What is wrong with an answer by itself explains what else was seen; then comes what a check was looking for. */
    private int rank(Verdict.Cause cause) {
        String rule = cause.first().rule().id();
        boolean alone = BY_ITSELF.contains(rule)
                || (rule.equals(SCHEMA) && !cause.first().broken());
        return alone ? 0 : aimed(cause, check -> !check.group().equals(WALK)) ? 1 : aimed(cause, check -> true) ? 2 : 3;
    }

    /** Whether a check that is about this very rule found it. */
    private boolean aimed(Verdict.Cause cause, Predicate<CheckInfo> which) {
        return cause.checks().stream()
                .map(aims::get)
                .filter(which)
                .anyMatch(check -> check.rules().indexOf(cause.first().rule().id()) == 0);
    }

    /** The cause that a sighting belongs to: it was seen on the same operation, or by the same checks only. */
    private int same(List<Verdict.Cause> causes, Verdict.Cause sighting) {
        for (int i = 0; i < causes.size(); i++) {
            Verdict.Cause cause = causes.get(i);
            boolean operation = sighting.subjects().stream().anyMatch(cause.subjects()::contains);
            boolean checks = !metInPassing(sighting) && cause.checks().containsAll(sighting.checks());
            if (operation || checks) {
                return i;
            }
        }
        return -1;
    }

    /** Two operations that are both called by everybody need not be broken for one reason. */
    private boolean metInPassing(Verdict.Cause sighting) {
        boolean operations = sighting.subjects().stream().noneMatch(subject -> subject.contains(" "));
        return operations
                && sighting.checks().stream()
                        .allMatch(id -> aims.get(id).group().equals(CheckInfo.IN_PASSING));
    }

    private static Verdict.Cause joined(Verdict.Cause cause, Verdict.Cause follower) {
        Set<String> subjects = new LinkedHashSet<>(cause.subjects());
        subjects.addAll(follower.subjects());
        Set<String> checks = new LinkedHashSet<>(cause.checks());
        checks.addAll(follower.checks());
        List<Finding> followers = new ArrayList<>(cause.followers());
        followers.add(follower.first());
        return new Verdict.Cause(cause.first(), subjects, checks, followers, Set.of());
    }

    /** Names the checks that could not be made because of a cause: of the operation that they name, or the first. */
    private static Verdict.Cause blocking(Verdict.Cause cause, List<Verdict.Cause> causes, List<CheckResult> results) {
        Set<String> blocked = new LinkedHashSet<>();
        for (CheckResult result : results) {
            boolean stuck =
                    result.why().filter(why -> why == NotJudged.Cause.FINDING).isPresent();
            if (stuck && result.outcome() == Outcome.NOT_JUDGED && cause == blocker(result.reason(), causes)) {
                blocked.add(result.check().id());
            }
        }
        return new Verdict.Cause(cause.first(), cause.subjects(), cause.checks(), cause.followers(), blocked);
    }

    private static Verdict.Cause blocker(String reason, List<Verdict.Cause> causes) {
        return causes.stream()
                .filter(cause -> cause.subjects().stream().anyMatch(subject -> reason.startsWith(subject + " ")))
                .findFirst()
                .orElse(causes.get(0));
    }
}
