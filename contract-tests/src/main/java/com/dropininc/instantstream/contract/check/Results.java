package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the checks of a run came to so far. Safe to share between threads. */
final class Results {
    private static final int A_FEW = 3;

    private final Consumer<CheckResult> progress;
    private final Map<String, CheckInfo> planned = new LinkedHashMap<>();
    private final Map<String, CheckResult> made = new LinkedHashMap<>();
    private final Map<String, Finding> passing = new LinkedHashMap<>();
    private final Map<String, Integer> tries = new LinkedHashMap<>();
    private final Set<String> worked = new HashSet<>();
    private final Map<String, Reading> readings = new LinkedHashMap<>();
    private final List<Guarantee> guarantees = new ArrayList<>();
    private final List<Observation> learnt = new ArrayList<>();
    private final Set<String> tested = new HashSet<>();

    Results(Consumer<CheckResult> progress) {
        this.progress = progress;
    }

    synchronized void plan(CheckInfo info) {
        if (planned.put(info.id(), info) != null) {
            throw new IllegalStateException("two checks have the id " + info.id());
        }
    }

    synchronized List<CheckInfo> planned() {
        return List.copyOf(planned.values());
    }

    synchronized void add(CheckResult result) {
        made.put(result.check().id(), result);
        progress.accept(result);
    }

    /** A finding on an answer in passing: kept once for each cause. */
    synchronized void inPassing(Finding finding) {
        passing.putIfAbsent(finding.identity(), finding);
    }

    synchronized List<Finding> inPassing() {
        return List.copyOf(passing.values());
    }

    /** How the target takes an ambiguity; the first one to say so is kept. */
    synchronized void reads(Reading reading) {
        readings.putIfAbsent(reading.ambiguity(), reading);
    }

    synchronized void guarantees(Guarantee guarantee) {
        guarantees.add(guarantee);
    }

    /** What the target was learnt to do. */
    synchronized void learnt(Observation observation) {
        learnt.add(observation);
    }

    synchronized List<Observation> learnt() {
        return List.copyOf(learnt);
    }

    /** Something was held against these rules. */
    synchronized void tested(Set<String> rules) {
        tested.addAll(rules);
    }

    synchronized Set<String> tested() {
        return Set.copyOf(tested);
    }

    synchronized List<Reading> readings() {
        return List.copyOf(readings.values());
    }

    synchronized List<Guarantee> guarantees() {
        return List.copyOf(guarantees);
    }

    synchronized List<CheckResult> made() {
        return new ArrayList<>(made.values());
    }

    /** Notes whether a valid call of an operation succeeded. */
    synchronized void tried(String operation, boolean success) {
        tries.merge(operation, 1, Integer::sum);
        if (success) {
            worked.add(operation);
        }
    }

    /** The operations that were tried a few times and never worked, with how often. */
    synchronized Map<String, Integer> neverWorked() {
        Map<String, Integer> never = new LinkedHashMap<>(tries);
        never.keySet().removeAll(worked);
        never.values().removeIf(times -> times < A_FEW);
        return never;
    }
}
