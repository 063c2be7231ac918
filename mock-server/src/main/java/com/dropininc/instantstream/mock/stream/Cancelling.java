package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Lifecycle.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The other reading of what the spec says about cancelling. */
final class Cancelling {
    private Cancelling() {}

    /**
     * The lifecycle in which a stream that runs may be cancelled. It then ends as it does when it is stopped, in the
     * state of a cancelled one: no other row of the spec says what ends with a stream.
     */
    static Lifecycle whileStreaming(Lifecycle lifecycle) {
        Transition stop = leaving(lifecycle, "stopStream");
        Transition cancel = leaving(lifecycle, "cancelStream");
        List<Transition> rows = new ArrayList<>(lifecycle.transitions());
        rows.add(new Transition(
                "cancel-while-streaming",
                Set.copyOf(stop.from()),
                cancel.on(),
                Optional.empty(),
                cancel.to(),
                stop.effects(),
                cancel.event(),
                cancel.provenance()));
        return new Lifecycle(
                lifecycle.initial(),
                lifecycle.states(),
                lifecycle.effects(),
                List.copyOf(rows),
                lifecycle.refused(),
                lifecycle.refusedByDefault());
    }

    private static Transition leaving(Lifecycle lifecycle, String operation) {
        return lifecycle.transitions().stream()
                .filter(row -> row.on().filter(operation::equals).isPresent())
                .filter(row -> row.to().filter(to -> !row.from().contains(to)).isPresent())
                .findFirst()
                .orElseThrow();
    }
}
