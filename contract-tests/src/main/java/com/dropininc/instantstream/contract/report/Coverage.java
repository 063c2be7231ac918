package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Outcome;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How much of the contract a run looked at, one dimension after the other, and what it did not see and why. */
final class Coverage {
    /**
     * One way to count.
     *
     * @param missing what was not covered, with the reason
     */
    record Dimension(String name, int total, Map<String, String> missing) {
        int covered() {
            return total - missing.size();
        }
    }

    private static final String NOT_SEEN = "not seen in this run";

    private final Run run;
    private final Map<String, Tally.Line> lines;

    private Coverage(Run run) {
        this.run = run;
        this.lines = run.tally().lines();
    }

    static List<Dimension> of(Run run) {
        Coverage coverage = new Coverage(run);
        return List.of(coverage.operations(), coverage.statuses(), coverage.lifecycle());
    }

    private Dimension operations() {
        Map<String, String> missing = new LinkedHashMap<>();
        for (String id : run.contract().operations().keySet()) {
            if (!lines.containsKey(id)) {
                missing.put(id, NOT_SEEN);
            }
        }
        return new Dimension("operations", run.contract().operations().size(), missing);
    }

    private Dimension statuses() {
        Map<String, String> missing = new LinkedHashMap<>();
        int total = 0;
        for (Operation operation : run.contract().operations().values()) {
            Tally.Line line = lines.getOrDefault(operation.id(), Tally.Line.NONE);
            for (int status : new TreeSet<>(operation.answers().keySet())) {
                total++;
                if (!line.statuses().containsKey(status)) {
                    missing.put(operation.id() + " " + status, NOT_SEEN);
                }
            }
        }
        return new Dimension("declared statuses", total, missing);
    }

    private Dimension lifecycle() {
        List<CheckResult> judged = new ArrayList<>();
        for (CheckResult result : run.verdict().results()) {
            if (result.outcome() != Outcome.NOT_JUDGED) {
                judged.add(result);
            }
        }
        Set<String> seen = judged.stream()
                .flatMap(result -> result.check().cell().stream())
                .map(cell -> cell.state() + " " + cell.operation())
                .collect(Collectors.toSet());
        Map<String, String> missing = new LinkedHashMap<>();
        int total = 0;
        for (String state : run.contract().lifecycle().states().keySet()) {
            for (Operation operation : run.contract().operations().values()) {
                if (operation.namesStream()) {
                    total++;
                    if (!seen.contains(state + " " + operation.id())) {
                        missing.put(state + " " + operation.id(), NOT_SEEN);
                    }
                }
            }
        }
        return new Dimension("lifecycle cells", total, missing);
    }
}
