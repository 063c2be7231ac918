package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Searches an order of concurrent acts that explains what each was answered and what the stream is afterwards. */
public final class Linearization {
    /**
     * One act and its answer.
     *
     * @param begin when it was sent, in nanoseconds of one clock
     * @param end when its answer was there
     */
    public record Act(String operation, JsonNode body, String role, boolean success, long begin, long end) {}

    private final Lifecycle lifecycle;
    private final List<Act> acts;
    private final Predicate<StreamModel> afterwards;
    private final Set<List<Object>> hopeless = new HashSet<>();

    /** @param afterwards whether a model fits what was read when all acts were over */
    public Linearization(Lifecycle lifecycle, List<Act> acts, Predicate<StreamModel> afterwards) {
        this.lifecycle = lifecycle;
        this.acts = List.copyOf(acts);
        this.afterwards = afterwards;
    }

    /** An order that explains everything, in which no act comes before one that was over when it began. */
    public Optional<List<Act>> from(StreamModel before) {
        return search(before, acts, new ArrayList<>());
    }

    private Optional<List<Act>> search(StreamModel model, List<Act> left, List<Act> order) {
        if (left.isEmpty()) {
            return afterwards.test(model) ? Optional.of(List.copyOf(order)) : Optional.empty();
        }
        if (!hopeless.add(List.of(model, left))) {
            return Optional.empty();
        }
        long firstEnd = left.stream().mapToLong(Act::end).min().orElseThrow();
        for (Act act : left) {
            Optional<Lifecycle.Transition> row = lifecycle.row(model.state(), act.operation());
            if (act.begin() <= firstEnd && row.isPresent() == act.success()) {
                StreamModel next = row.map(taken -> model.after(lifecycle, taken, act.body(), act.role()))
                        .orElse(model);
                List<Act> rest = new ArrayList<>(left);
                rest.remove(act);
                order.add(act);
                Optional<List<Act>> found = search(next, rest, order);
                if (found.isPresent()) {
                    return found;
                }
                order.remove(order.size() - 1);
            }
        }
        return Optional.empty();
    }
}
