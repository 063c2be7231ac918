package com.dropininc.instantstream.contract.calibrate;

import com.dropininc.instantstream.contract.compare.Seen;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which rows of the lifecycle a walk took, and which a target does not have. For one thread. */
final class Rows {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    /** A call that was refused in a state whose row allows it. */
    record Refused(String state, Seen seen) {}

    private final Lifecycle lifecycle;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<Lifecycle.Transition, Seen> taken = new LinkedHashMap<>();
    private final Map<Lifecycle.Transition, Refused> refused = new LinkedHashMap<>();
    private final Map<String, Seen> unknown = new LinkedHashMap<>();

    private Rows(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    static Rows of(Lifecycle lifecycle, List<Seen> walk) {
        Rows rows = new Rows(lifecycle);
        walk.forEach(rows::step);
        return rows;
    }

    /** Rows that led where they say they lead. */
    Map<Lifecycle.Transition, Seen> taken() {
        return taken;
    }

    /** Rows whose call was refused. */
    Map<Lifecycle.Transition, Refused> refused() {
        return refused;
    }

    /** Calls that succeeded in a state without a row for them, by a few words. */
    Map<String, Seen> unknown() {
        return unknown;
    }

    private void step(Seen seen) {
        Optional<Operation> operation = seen.call().operation();
        if (operation.isEmpty()) {
            return;
        }
        Optional<String> made = seen.answer().token();
        if (lifecycle.creation(operation.get().id()).isPresent()) {
            made.ifPresent(token -> states.put(token, lifecycle.initial()));
            return;
        }
        seen.call()
                .token()
                .filter(states::containsKey)
                .ifPresent(token -> act(token, operation.get().id(), seen));
    }

    private void act(String token, String operation, Seen seen) {
        int status = seen.answer().status();
        String state = states.get(token);
        Optional<Lifecycle.Transition> row = lifecycle.row(state, operation);
        boolean refusal = status / 100 == 4 && status != UNAUTHORIZED && status != FORBIDDEN;
        if (seen.answer().success()) {
            row.ifPresentOrElse(
                    known -> {
                        taken.putIfAbsent(known, seen);
                        states.put(token, known.target(state));
                    },
                    () -> unknown.putIfAbsent(operation + " while " + state, seen));
        } else if (refusal && seen.call().method().equals(methodOf(seen))) {
            row.ifPresent(known -> refused.putIfAbsent(known, new Refused(state, seen)));
        }
    }

    /** A call by another method than that of its operation says nothing about the operation. */
    private static String methodOf(Seen seen) {
        return seen.call().operation().map(Operation::method).orElse("");
    }
}
