package com.dropininc.instantstream.contract.coverage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to count what of the contract was put to the test. Immutable.
 *
 * @param name such as {@code enum words}
 * @param points everything that there is to see, in the order of the spec
 */
public record Dimension(String name, List<Point> points) {
    /** Whether a point was seen, could have been seen, or cannot be seen from outside at all. */
    public enum State {
        COVERED,
        MISSING,
        UNREACHABLE
    }

    /**
     * One thing that there is to see.
     *
     * @param what such as {@code requestStream body /deviceType: ios}
     * @param why the reason why it was not seen; empty when it was
     */
    public record Point(String what, State state, String why) {}

    public Dimension {
        points = List.copyOf(points);
    }

    /** How many points can be reached from outside. */
    public int total() {
        return points.size() - in(State.UNREACHABLE).size();
    }

    /** How many of them were seen. */
    public int covered() {
        return in(State.COVERED).size();
    }

    /** The points in a state, with the reason. */
    public Map<String, String> in(State state) {
        Map<String, String> found = new LinkedHashMap<>();
        points.stream().filter(point -> point.state() == state).forEach(point -> found.put(point.what(), point.why()));
        return found;
    }
}
