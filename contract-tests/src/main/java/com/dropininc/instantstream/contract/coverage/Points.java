package com.dropininc.instantstream.contract.coverage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is to see, by dimension, and what was seen of it. For one thread at a time. */
final class Points {
    private static final String NOT_SEEN = "not seen in this run";

    private final Map<String, Map<String, String>> reasons = new LinkedHashMap<>();
    private final Map<String, Set<String>> unreachable = new LinkedHashMap<>();
    private final Map<String, Set<String>> seen = new LinkedHashMap<>();

    void declare(String dimension, String point) {
        declare(dimension, point, NOT_SEEN);
    }

    /** A point that can be reached, and the most likely reason why it was not. */
    void declare(String dimension, String point, String reason) {
        reasons.computeIfAbsent(dimension, name -> new LinkedHashMap<>()).putIfAbsent(point, reason);
    }

    /** A point that nobody reaches from outside. */
    void unreachable(String dimension, String point, String reason) {
        declare(dimension, point, reason);
        unreachable.computeIfAbsent(dimension, name -> new HashSet<>()).add(point);
    }

    /** A point was seen; one that was never declared counts nowhere. */
    void see(String dimension, String point) {
        seen.computeIfAbsent(dimension, name -> new HashSet<>()).add(point);
    }

    boolean seen(String dimension, String point) {
        return seen.getOrDefault(dimension, Set.of()).contains(point);
    }

    List<Dimension> dimensions() {
        List<Dimension> dimensions = new ArrayList<>();
        reasons.forEach((name, points) -> {
            List<Dimension.Point> made = new ArrayList<>();
            points.forEach((what, why) -> {
                Dimension.State state = state(name, what);
                made.add(new Dimension.Point(what, state, state == Dimension.State.COVERED ? "" : why));
            });
            dimensions.add(new Dimension(name, made));
        });
        return dimensions;
    }

    private Dimension.State state(String dimension, String what) {
        if (seen.getOrDefault(dimension, Set.of()).contains(what)) {
            return Dimension.State.COVERED;
        }
        return unreachable.getOrDefault(dimension, Set.of()).contains(what)
                ? Dimension.State.UNREACHABLE
                : Dimension.State.MISSING;
    }
}
