package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways through the lifecycle by operations alone. Immutable. */
public final class Paths {
    private final Lifecycle lifecycle;
    private final Map<String, List<String>> shortest = new LinkedHashMap<>();

    public Paths(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
        shortest.put(lifecycle.initial(), List.of());
        Deque<String> open = new ArrayDeque<>(List.of(lifecycle.initial()));
        while (!open.isEmpty()) {
            String state = open.remove();
            for (Lifecycle.Transition row : lifecycle.transitions()) {
                if (row.on().isPresent() && row.from().contains(state) && !shortest.containsKey(row.target(state))) {
                    List<String> path = new ArrayList<>(shortest.get(state));
                    path.add(row.on().get());
                    shortest.put(row.target(state), path);
                    open.add(row.target(state));
                }
            }
        }
    }

    /** The fewest operations from a new stream to a state; empty when only time leads there. */
    public Optional<List<String>> to(String state) {
        return Optional.ofNullable(shortest.get(state));
    }

    /** The state that an operation leads to from a new stream. */
    public String after(String operationId) {
        return lifecycle
                .row(lifecycle.initial(), operationId)
                .map(row -> row.target(lifecycle.initial()))
                .orElse(lifecycle.initial());
    }

    /** The states in which an operation is allowed and that operations lead to, those that are not over first. */
    public List<String> allowing(Operation operation) {
        List<String> running = new ArrayList<>();
        List<String> over = new ArrayList<>();
        for (String state : shortest.keySet()) {
            if (!operation.namesStream() || lifecycle.row(state, operation.id()).isPresent()) {
                (lifecycle.states().get(state).terminal() ? over : running).add(state);
            }
        }
        running.addAll(over);
        return running;
    }

    /** Whether the docs' promise that an operation works is at stake in a state: it is the only one for its row. */
    public boolean only(String operationId, String state) {
        return lifecycle.transitions().stream()
                .filter(row -> row.on().filter(operationId::equals).isPresent())
                .findFirst()
                .filter(row -> row.from().isEmpty() || row.from().equals(java.util.Set.of(state)))
                .isPresent();
    }
}
