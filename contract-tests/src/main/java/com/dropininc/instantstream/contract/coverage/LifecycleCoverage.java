package com.dropininc.instantstream.contract.coverage;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which rows of the lifecycle were taken and which cells of its table were tried. A stream is in the state in which it
 * was last seen in an answer, so a row counts only when both its ends were seen. For one thread at a time.
 */
final class LifecycleCoverage {
    private static final String CELLS = "lifecycle cells";
    private static final String ROWS = "lifecycle transitions";
    private static final String ONLY_TIME = "only time leads there, and no clock of the target was turned";

    private final Lifecycle lifecycle;
    private final Points points;
    private final Map<String, String> states = new HashMap<>();

    LifecycleCoverage(Contract contract, Points points) {
        this.lifecycle = contract.lifecycle();
        this.points = points;
        for (String state : lifecycle.states().keySet()) {
            contract.operations().values().stream()
                    .filter(Operation::namesStream)
                    .forEach(operation -> declare(CELLS, state + " " + operation.id(), onlyTime(state)));
        }
        for (Lifecycle.Transition row : lifecycle.transitions()) {
            if (row.from().isEmpty()) {
                points.declare(ROWS, row.id());
            }
            row.from()
                    .forEach(state ->
                            declare(ROWS, taken(row, state), row.after().isPresent() || onlyTime(state)));
        }
    }

    private void declare(String dimension, String point, boolean onlyTime) {
        if (onlyTime) {
            points.declare(dimension, point, ONLY_TIME);
        } else {
            points.declare(dimension, point);
        }
    }

    private boolean onlyTime(String state) {
        return lifecycle.transitions().stream()
                .filter(row -> row.to().filter(state::equals).isPresent())
                .allMatch(row -> row.after().isPresent());
    }

    private static String taken(Lifecycle.Transition row, String state) {
        return row.id() + " from " + state;
    }

    void see(Exchanged exchanged) {
        Call call = exchanged.call();
        Answer answer = exchanged.answer();
        if (answer.success()) {
            call.operation()
                    .flatMap(operation -> lifecycle.creation(operation.id()))
                    .filter(row -> shows(answer.body(), row.target("")))
                    .ifPresent(row -> points.see(ROWS, row.id()));
        }
        String before = call.token().map(states::get).orElse("");
        if (!before.isEmpty() && call.operation().isPresent()) {
            acted(exchanged, call.operation().get().id(), before);
        }
        answer.items().forEach(this::note);
        note(answer.body());
    }

    private void acted(Exchanged exchanged, String operation, String before) {
        Answer answer = exchanged.answer();
        Optional<Lifecycle.Transition> row = lifecycle.row(before, operation);
        Optional<Lifecycle.Transition> time = lifecycle.timeRow(before);
        if (time.filter(late -> shows(answer.body(), late.target(before))).isPresent()) {
            points.see(ROWS, taken(time.get(), before));
        } else if (row.isEmpty() && exchanged.demandsRefusal("state") && !answer.success()) {
            points.see(CELLS, before + " " + operation);
        } else if (row.isPresent() && exchanged.demandsSuccess() && answer.success()) {
            String target = row.get().target(before);
            boolean stream = Answer.text(answer.body(), Field.STATUS).isPresent()
                    && Answer.text(answer.body(), Field.TOKEN).isPresent();
            if (!stream || shows(answer.body(), target)) {
                points.see(CELLS, before + " " + operation);
                points.see(ROWS, taken(row.get(), before));
            }
        }
    }

    private static boolean shows(JsonNode stream, String state) {
        return Answer.text(stream, Field.STATUS).filter(state::equals).isPresent();
    }

    private void note(JsonNode stream) {
        Optional<String> token = Answer.token(stream);
        Optional<String> state = Answer.text(stream, Field.STATUS).filter(lifecycle.states()::containsKey);
        if (token.isPresent() && state.isPresent()) {
            states.put(token.get(), state.get());
        }
    }
}
