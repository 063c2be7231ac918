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
import java.util.function.Predicate;

/**
 * Brings findings together by what caused them, for display only: one rule that is broken on one operation is one
 * finding, however many checks run into it; findings on the same operation are one cause, since one fault shows in many
 * ways. The finding that says most comes first. Each keeps its own rule, level, subjects and count.
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

    /** What is being brought together: the findings, and all that any of them was seen on and by. */
    private static final class Group {
        private final List<RuleFindings> findings = new ArrayList<>();
        private final Set<String> subjects = new LinkedHashSet<>();
        private final Set<String> checks = new LinkedHashSet<>();

        Group(RuleFindings first) {
            add(first);
        }

        void add(RuleFindings more) {
            findings.add(more);
            subjects.addAll(more.subjects());
            checks.addAll(more.checks());
        }
    }

    private RootCauses() {}

    static List<Verdict.Cause> of(List<CheckResult> results) {
        return new RootCauses().causes(results);
    }

    private List<Verdict.Cause> causes(List<CheckResult> results) {
        List<RuleFindings> sightings = new ArrayList<>();
        List<RuleFindings> atTheGate = new ArrayList<>();
        for (Map<String, RuleFindings> ofRule : byRule(results).values()) {
            List<RuleFindings> seen =
                    ofRule.size() < EVERYWHERE ? alike(ofRule.values()) : List.of(RuleFindings.merged(ofRule.values()));
            boolean gate = AT_THE_GATE.contains(seen.get(0).first().rule().id());
            (gate ? atTheGate : sightings).addAll(seen);
        }
        sightings.sort(this::byWeight);
        List<Group> groups = new ArrayList<>(ofTheGate(atTheGate));
        sightings.forEach(sighting -> same(groups, sighting)
                .ifPresentOrElse(group -> group.add(sighting), () -> groups.add(new Group(sighting))));
        groups.sort((a, b) -> byWeight(a.findings.get(0), b.findings.get(0)));
        List<Verdict.Cause> causes = groups.stream()
                .map(group -> new Verdict.Cause(List.copyOf(group.findings), Set.of()))
                .toList();
        return causes.stream().map(cause -> blocking(cause, causes, results)).toList();
    }

    private int byWeight(RuleFindings a, RuleFindings b) {
        return Comparator.comparing((RuleFindings sighting) -> sighting.broken() ? 0 : 1)
                .thenComparing(this::rank)
                .thenComparing(sighting -> -sighting.checks().size())
                .compare(a, b);
    }

    /** Several rules about keys that are broken, on so many subjects, are one gate that is not always shut. */
    private List<Group> ofTheGate(List<RuleFindings> seen) {
        long rules = seen.stream()
                .map(sighting -> sighting.first().rule().id())
                .distinct()
                .count();
        long subjects = seen.stream()
                .flatMap(sighting -> sighting.subjects().stream())
                .distinct()
                .count();
        boolean one = rules > 1 && subjects >= EVERYWHERE;
        List<Group> groups = new ArrayList<>();
        seen.stream().sorted(this::byWeight).forEach(sighting -> {
            Optional<Group> same = one ? groups.stream().findFirst() : same(groups, sighting);
            same.ifPresentOrElse(group -> group.add(sighting), () -> groups.add(new Group(sighting)));
        });
        return groups;
    }

    private Map<String, Map<String, RuleFindings>> byRule(List<CheckResult> results) {
        Map<String, Map<String, RuleFindings>> byRule = new LinkedHashMap<>();
        for (CheckResult result : results) {
            aims.put(result.check().id(), result.check());
            for (Finding finding : result.findings()) {
                String rule = finding.rule().id() + finding.provenance().level();
                byRule.computeIfAbsent(rule, key -> new LinkedHashMap<>())
                        .merge(
                                finding.subject(),
                                RuleFindings.of(finding, result.check().id()),
                                (a, b) -> RuleFindings.merged(List.of(a, b)));
            }
        }
        return byRule;
    }

    /** What shows in the same way on several operations is one finding. */
    private static List<RuleFindings> alike(Collection<RuleFindings> sightings) {
        Map<String, List<RuleFindings>> bySight = new LinkedHashMap<>();
        sightings.forEach(sighting -> bySight.computeIfAbsent(
                        sighting.first().expected() + "\n"
                                + sighting.first().seen().split(" after ", 2)[0],
                        key -> new ArrayList<>())
                .add(sighting));
        return bySight.values().stream().map(RuleFindings::merged).toList();
    }

    /** What is wrong with an answer by itself explains what else was seen; then comes what a check was looking for. */
    private int rank(RuleFindings sighting) {
        String rule = sighting.first().rule().id();
        boolean alone = BY_ITSELF.contains(rule) || (rule.equals(SCHEMA) && !sighting.broken());
        return alone
                ? 0
                : aimed(sighting, check -> !check.group().equals(WALK)) ? 1 : aimed(sighting, check -> true) ? 2 : 3;
    }

    /** Whether a check that is about this very rule found it. */
    private boolean aimed(RuleFindings sighting, Predicate<CheckInfo> which) {
        return sighting.checks().stream()
                .map(aims::get)
                .filter(which)
                .anyMatch(check -> check.rules().indexOf(sighting.first().rule().id()) == 0);
    }

    /** The group that a sighting belongs to: it was seen on the same operation, or by the same checks only. */
    private Optional<Group> same(List<Group> groups, RuleFindings sighting) {
        return groups.stream()
                .filter(group -> {
                    boolean operation = sighting.subjects().stream().anyMatch(group.subjects::contains);
                    return operation || (!metInPassing(sighting) && group.checks.containsAll(sighting.checks()));
                })
                .findFirst();
    }

    /** Two operations that are both called by everybody need not be broken for one reason. */
    private boolean metInPassing(RuleFindings sighting) {
        boolean operations = sighting.subjects().stream().noneMatch(subject -> subject.contains(" "));
        return operations
                && sighting.checks().stream()
                        .allMatch(id -> aims.get(id).group().equals(CheckInfo.IN_PASSING));
    }

    /** Names the checks that could not be made because of a cause: of the operation that they name, or the first. */
    private static Verdict.Cause blocking(Verdict.Cause cause, List<Verdict.Cause> causes, List<CheckResult> results) {
        Set<String> blocked = new LinkedHashSet<>();
        for (CheckResult result : results) {
            boolean stuck =
                    result.why().filter(why -> why == NotJudged.Cause.FINDING).isPresent();
            if (stuck && result.outcome() == Outcome.INCONCLUSIVE && cause == blocker(result.reason(), causes)) {
                blocked.add(result.check().id());
            }
        }
        return new Verdict.Cause(cause.findings(), blocked);
    }

    private static Verdict.Cause blocker(String reason, List<Verdict.Cause> causes) {
        return causes.stream()
                .filter(cause -> cause.findings().stream()
                        .flatMap(findings -> findings.subjects().stream())
                        .anyMatch(subject -> reason.startsWith(subject + " ")))
                .findFirst()
                .orElse(causes.get(0));
    }
}
