package com.dropininc.instantstream.contract.gate;

import com.dropininc.instantstream.spec.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reports and a policy in, one decision out: a pure function. Nothing that is not known is taken for a yes. */
public final class Gate {
    /** Clocks of two machines may differ by this much. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final Policy policy;
    private final Map<String, StoredReport> baselines;
    private final Decision.Circumstances circumstances;
    private final WaiverBook waivers;
    private final List<Reason> reasons = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Gate(Policy policy, Map<String, StoredReport> baselines, Decision.Circumstances circumstances) {
        this.policy = policy;
        this.baselines = baselines;
        this.circumstances = circumstances;
        this.waivers = new WaiverBook(policy.waivers(), day(circumstances.at()));
    }

    /**
     * Decides.
     *
     * @param baselines reports to compare times with
     * @throws GateException if the reports do not belong together, or come from the future
     */
    public static Decision decide(
            Policy policy,
            List<StoredReport> reports,
            List<StoredReport> baselines,
            Decision.Circumstances circumstances) {
        reports.forEach(report -> notFromTheFuture(report, circumstances.at()));
        Gate gate = new Gate(policy, byEnvironment(baselines), circumstances);
        Map<String, StoredReport> newest = gate.newest(reports);
        alike(newest.values());
        gate.waivers.known(newest.keySet(), policy.demands().keySet());
        return gate.decision(newest);
    }

    private static Map<String, StoredReport> byEnvironment(List<StoredReport> baselines) {
        Map<String, StoredReport> byEnvironment = new LinkedHashMap<>();
        for (StoredReport baseline : baselines) {
            if (byEnvironment.put(baseline.environment(), baseline) != null) {
                throw new GateException("there are two baselines of " + baseline.environment() + ": give one");
            }
        }
        return byEnvironment;
    }

    private static void notFromTheFuture(StoredReport report, Instant now) {
        if (report.end().isAfter(now.plus(CLOCK_SKEW))) {
            throw new GateException(report.file() + " is from the future (" + report.end() + ", here it is " + now
                    + "): set the clocks right and run verify again");
        }
    }

    private static void alike(Collection<StoredReport> reports) {
        Map<String, String> contracts = new LinkedHashMap<>();
        Map<String, String> suites = new LinkedHashMap<>();
        for (StoredReport report : reports) {
            StoredReport.Bound bound = report.bound();
            String contract =
                    bound.contractVersion() + ", " + bound.contractSha256().substring(0, 12);
            contracts.putIfAbsent(contract, bound.environment());
            suites.putIfAbsent(bound.suiteVersion(), bound.environment());
        }
        mixed("contracts", contracts);
        mixed("versions of the suite", suites);
    }

    private static void mixed(String what, Map<String, String> first) {
        if (first.size() > 1) {
            throw new GateException("the reports were judged by different " + what + ": "
                    + first.entrySet().stream()
                            .map(entry -> entry.getValue() + " by " + entry.getKey())
                            .collect(Collectors.joining(", "))
                    + "; run verify again by one");
        }
    }

    private Map<String, StoredReport> newest(List<StoredReport> reports) {
        Map<String, StoredReport> newest = new LinkedHashMap<>();
        for (StoredReport report : reports) {
            newest.merge(report.environment(), report, (a, b) -> a.end().isBefore(b.end()) ? b : a);
        }
        newest.forEach((environment, report) -> {
            long older = reports.stream()
                            .filter(other -> other.environment().equals(environment))
                            .count()
                    - 1;
            if (older > 0) {
                notes.add(Words.plural(older, "older report") + " of " + environment + " not counted: the newest is");
            }
        });
        return newest;
    }

    private Decision decision(Map<String, StoredReport> reports) {
        Set<String> asked = new LinkedHashSet<>(
                policy.demands().isEmpty() ? reports.keySet() : policy.demands().keySet());
        List<Decision.Judged> judged = new ArrayList<>();
        for (String environment : asked) {
            judged.add(judged(environment, Optional.ofNullable(reports.get(environment))));
        }
        reports.keySet().stream()
                .filter(environment -> !asked.contains(environment))
                .forEach(environment -> notes.add("the policy does not ask about " + environment
                        + "; its report does not count" + near(environment, asked)));
        if (asked.isEmpty()) {
            reasons.add(Reason.of(Reason.Kind.MISSING, "", "there is no report at all"));
        }
        notes.addAll(waivers.notes());
        reasons.sort(Comparator.comparing(Reason::kind));
        OverrideDesk desk = new OverrideDesk(policy.overrides(), day(circumstances.at()), reasons);
        notes.addAll(desk.notes());
        Decision.Word word = word(desk.overruled().isPresent());
        return new Decision(
                word,
                Words.sentence(word, reasons, judged, desk.overruled(), circumstances),
                List.copyOf(reasons),
                judged,
                waivers.uses(),
                desk.uses(),
                desk.overruled(),
                List.copyOf(notes),
                circumstances);
    }

    private static String near(String environment, Set<String> asked) {
        String hint = Nearest.hint(environment, asked);
        return hint.startsWith("did you mean") ? "; " + hint.substring(0, hint.indexOf('?') + 1) : "";
    }

    private Decision.Word word(boolean overruled) {
        if (!overruled && reasons.stream().anyMatch(reason -> reason.kind().blocks())) {
            return Decision.Word.NO_GO;
        }
        return reasons.stream().anyMatch(reason -> reason.kind().gap()) ? Decision.Word.INCONCLUSIVE : Decision.Word.GO;
    }

    private Decision.Judged judged(String environment, Optional<StoredReport> found) {
        if (found.isEmpty()) {
            reasons.add(Reason.of(Reason.Kind.MISSING, environment, "there is no report of " + environment));
            return new Decision.Judged(environment, "missing", found, 0, 0);
        }
        StoredReport report = found.get();
        Policy.Demands demands = policy.of(environment);
        gaps(report, demands);
        FindingsScale scale = new FindingsScale(report, demands, waivers);
        reasons.addAll(scale.reasons());
        demands.timing().ifPresent(timing -> timing(report, timing));
        boolean notJudged = report.verdict().equals(StoredReport.INCONCLUSIVE);
        String outcome = notJudged && !scale.outcome().equals("failed") ? StoredReport.INCONCLUSIVE : scale.outcome();
        return new Decision.Judged(environment, outcome, found, scale.deviations(), scale.waived());
    }

    private void gaps(StoredReport report, Policy.Demands demands) {
        String environment = report.environment();
        if (report.verdict().equals(StoredReport.INCONCLUSIVE) || report.executed() == 0) {
            gap(Reason.Kind.INCONCLUSIVE, environment, environment + " could not be judged: " + report.reason());
        }
        Duration age = report.age(circumstances.at());
        if (age.compareTo(demands.freshness()) > 0) {
            gap(
                    Reason.Kind.STALE,
                    environment,
                    "the report of " + environment + " is " + Words.span(age) + " old, and counts for "
                            + Words.span(demands.freshness()));
        }
        bound(report, demands);
        if (!report.verdict().equals(StoredReport.INCONCLUSIVE)) {
            // Of one that could not be judged, it is no news that too little was looked at.
            coverage(report, demands);
        }
    }

    private void coverage(StoredReport report, Policy.Demands demands) {
        String environment = report.environment();
        demands.coverage().keySet().stream()
                .filter(dimension -> !dimension.equals("all"))
                .filter(dimension ->
                        report.coverage().stream().noneMatch(seen -> seen.of().equals(dimension)))
                .forEach(dimension -> gap(
                        Reason.Kind.COVERAGE,
                        environment,
                        "the report of " + environment + " says nothing about the coverage of " + dimension));
        for (StoredReport.Coverage seen : report.coverage()) {
            Policy.minimum(demands, seen.of()).stream()
                    .filter(minimum -> seen.percent() < minimum)
                    .forEach(minimum -> gap(
                            Reason.Kind.COVERAGE,
                            environment,
                            String.format(
                                    java.util.Locale.ROOT,
                                    "in %s %d of %d %s were looked at (%.0f %%), and %.0f %% are asked for",
                                    environment,
                                    seen.covered(),
                                    seen.total(),
                                    seen.of(),
                                    Math.floor(seen.percent()),
                                    minimum)));
        }
    }

    private void bound(StoredReport report, Policy.Demands demands) {
        StoredReport.Bound bound = report.bound();
        String environment = bound.environment();
        String named = bound.build().map(build -> "of build " + build).orElse("of no named build");
        boolean other =
                circumstances.build().isPresent() && !circumstances.build().equals(bound.build());
        if (other || (demands.build() && bound.build().isEmpty())) {
            gap(
                    Reason.Kind.OTHER,
                    environment,
                    "the report of " + environment + " is " + named + ", not of "
                            + circumstances
                                    .build()
                                    .map(build -> "build " + build)
                                    .orElse("a named one"));
        }
        boolean version = policy.contract()
                .version()
                .filter(asked -> !asked.equals(bound.contractVersion()))
                .isPresent();
        boolean digest = policy.contract()
                .sha256()
                .filter(asked -> !asked.equals(bound.contractSha256()))
                .isPresent();
        if (version || digest) {
            gap(
                    Reason.Kind.OTHER,
                    environment,
                    environment + " was judged by contract " + bound.contractVersion() + " ("
                            + bound.contractSha256().substring(0, 12) + "), and the policy wants "
                            + policy.contract()
                                    .version()
                                    .orElse("that of "
                                            + policy.contract().sha256().orElse("")));
        }
    }

    private void gap(Reason.Kind kind, String environment, String text) {
        reasons.add(Reason.of(kind, environment, text, text, Optional.empty()));
    }

    private void timing(StoredReport report, Policy.Timing allowed) {
        StoredReport baseline = baselines.get(report.environment());
        if (baseline == null) {
            gap(
                    Reason.Kind.NO_BASELINE,
                    report.environment(),
                    "there is no baseline of " + report.environment() + " to compare times with: give --baseline");
            return;
        }
        for (StoredReport.Timing now : report.timings()) {
            baseline.timings().stream()
                    .filter(then -> then.operation().equals(now.operation()))
                    .filter(then -> now.p95Millis() > then.p95Millis() * allowed.factor()
                            && now.p95Millis() - then.p95Millis() > allowed.slackMillis())
                    .forEach(then -> reasons.add(Reason.of(
                            Reason.Kind.SLOWER,
                            report.environment(),
                            now.operation(),
                            String.format(
                                    java.util.Locale.ROOT,
                                    "%s is slower in %s: 95 %% of its answers came within %.0f ms, %.0f ms in the baseline",
                                    now.operation(),
                                    report.environment(),
                                    now.p95Millis(),
                                    then.p95Millis()),
                            Optional.empty())));
        }
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
