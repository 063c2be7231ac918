package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Lifecycle.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ways through the lifecycle. */
final class Paths {
    private Paths() {}

    /** The shortest way from a state to another along the rows; empty when no way leads there. */
    static Optional<List<Transition>> between(Lifecycle lifecycle, String from, String to) {
        Map<String, List<Transition>> reached = new HashMap<>();
        reached.put(from, List.of());
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty() && !reached.containsKey(to)) {
            String state = open.poll();
            for (Transition row : lifecycle.transitions()) {
                String next = row.target(state);
                if (row.from().contains(state) && !reached.containsKey(next)) {
                    List<Transition> path = new ArrayList<>(reached.get(state));
                    path.add(row);
                    reached.put(next, path);
                    open.add(next);
                }
            }
        }
        return Optional.ofNullable(reached.get(to));
    }
}
