package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.mock.sandbox.FaultKind;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an app has exercised of the API, and what it never has. */
final class CoverageReport {
    private final Contract contract;

    CoverageReport(Contract contract) {
        this.contract = contract;
    }

    /**
     * One app.
     *
     * @param unmatched calls that led to no operation
     * @param operationsNever operations that it never called
     * @param faults simulated faults that it met
     * @param faultsNever those that it never met
     */
    record App(
            String key,
            String userAgent,
            long requests,
            Instant last,
            long unmatched,
            List<Exercised> operations,
            List<String> operationsNever,
            Set<String> faults,
            List<String> faultsNever) {}

    /**
     * One operation that an app has called.
     *
     * @param outcomes how often by status
     * @param outcomesNever statuses that the spec declares and the app never met
     * @param states how often by the state of the stream
     * @param statesNever states that allow the operation and in which the app never called it
     * @param undocumented fields and parameters that it sent and the spec does not know
     */
    record Exercised(
            String operation,
            long requests,
            Map<Integer, Long> outcomes,
            List<Integer> outcomesNever,
            Map<String, Long> states,
            List<String> statesNever,
            List<String> undocumented) {}

    App of(Coverage.Exercised seen) {
        List<Exercised> called = new ArrayList<>();
        List<String> never = new ArrayList<>();
        for (Operation operation : contract.operations().values()) {
            Exercised exercised = exercised(operation, seen);
            if (exercised.requests() > 0) {
                called.add(exercised);
            } else {
                never.add(operation.id());
            }
        }
        return new App(
                seen.app().key(),
                seen.app().userAgent(),
                seen.requests().values().stream().mapToLong(Long::longValue).sum(),
                seen.last(),
                seen.requests().entrySet().stream()
                        .filter(one -> one.getKey().operation().isEmpty())
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                called,
                never,
                seen.faults(),
                FaultKind.words().stream()
                        .filter(word ->
                                !FaultKind.of(word).realtime() && !seen.faults().contains(word))
                        .toList());
    }

    private Exercised exercised(Operation operation, Coverage.Exercised seen) {
        Map<Integer, Long> outcomes = new TreeMap<>();
        Map<String, Long> states = new TreeMap<>();
        seen.requests().forEach((exercise, count) -> {
            if (exercise.operation().equals(operation.id())) {
                if (exercise.status() > 0) { // A connection that was reset has no status; it is among the faults.
                    outcomes.merge(exercise.status(), count, Long::sum);
                }
                if (!exercise.state().isEmpty()) {
                    states.merge(exercise.state(), count, Long::sum);
                }
            }
        });
        return new Exercised(
                operation.id(),
                seen.requests().entrySet().stream()
                        .filter(one -> one.getKey().operation().equals(operation.id()))
                        .mapToLong(Map.Entry::getValue)
                        .sum(),
                outcomes,
                operation.answers().keySet().stream()
                        .filter(status -> !outcomes.containsKey(status))
                        .sorted()
                        .toList(),
                states,
                allowing(operation).stream()
                        .filter(state -> !states.containsKey(state))
                        .toList(),
                seen.strays().stream()
                        .filter(stray -> stray.operation().equals(operation.id()))
                        .map(Coverage.Stray::where)
                        .toList());
    }

    private Set<String> allowing(Operation operation) {
        Set<String> allowing = new LinkedHashSet<>();
        contract.lifecycle().states().keySet().stream()
                .filter(state -> contract.lifecycle().allowed(state).contains(operation.id()))
                .forEach(allowing::add);
        return allowing;
    }
}
