package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.dashboard.Diagram.Edge;
import com.dropininc.instantstream.mock.dashboard.Diagram.Node;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the ways between the states of a diagram. For one drawing and one thread. */
final class Lines {
    private static final int BEND = 6;
    private static final int ARROW = 7;
    private static final int STEP = 14;

    private final Map<String, Integer> ranks;
    private final Map<String, Node> nodes;
    private final int right;
    private final String current;

    /** How many lines leave a state by its side, or by its foot, so far. */
    private final Map<String, Integer> leaving = new HashMap<>();

    private int lanes;

    /**
     * @param right where the last column ends
     */
    Lines(Map<String, Integer> ranks, Map<String, Node> nodes, int right, String current) {
        this.ranks = ranks;
        this.nodes = nodes;
        this.right = right;
        this.current = current;
    }

    List<Edge> all(Lifecycle lifecycle) {
        List<Edge> edges = new ArrayList<>();
        for (Lifecycle.Transition row : lifecycle.transitions()) {
            for (String from : row.from()) {
                if (!row.target(from).equals(from)) {
                    edges.add(edge(nodes.get(from), nodes.get(row.target(from)), label(row)));
                }
            }
        }
        return edges;
    }

    private static String label(Lifecycle.Transition row) {
        return row.on().orElseGet(() -> {
            Lifecycle.After after = row.after().orElseThrow();
            return Frame.span(after.span()) + " after " + after.since();
        });
    }

    private Edge edge(Node from, Node to, String label) {
        int down = ranks.get(to.name()) - ranks.get(from.name());
        boolean open = from.name().equals(current);
        if (down == 1 && from.x() == to.x()) {
            return straight(from, to, label, open);
        }
        if (down != 1) {
            return around(from, to, label, open);
        }
        // Past a neighbour to the right there is no way: then it goes by the foot, between the rows.
        boolean blocked = nodes.values().stream()
                .anyMatch(other -> other.y() == from.y() && other.x() > from.x() && other.x() <= to.x());
        return blocked ? byTheFoot(from, to, label, open) : byTheSide(from, to, label, open);
    }

    private static Edge straight(Node from, Node to, String label, boolean open) {
        int x = from.x() + from.width() / 4;
        String path = drawn("M%d %dV%d", x, from.bottom(), to.y() - ARROW);
        return new Edge(path, label, x + 8, from.bottom() + 19, "start", open);
    }

    private Edge byTheSide(Node from, Node to, String label, boolean open) {
        int y = from.y() + 10 + STEP * leaving.merge(from.name() + " side", 1, Integer::sum);
        int start = from.x() + from.width();
        String path = drawn(
                "M%d %dH%dQ%d %d %d %dV%d",
                start, y, to.middle() - BEND, to.middle(), y, to.middle(), y + BEND, to.y() - ARROW);
        return new Edge(path, label, to.middle() - 8, (from.bottom() + to.y()) / 2 + 4, "end", open);
    }

    private Edge byTheFoot(Node from, Node to, String label, boolean open) {
        int x = from.x() + from.width() - BEND;
        int y = to.y() - ARROW - 15;
        String path = drawn(
                "M%d %dV%dQ%d %d %d %dH%dQ%d %d %d %dV%d",
                x,
                from.bottom(),
                y - BEND,
                x,
                y,
                x + BEND,
                y,
                to.middle() - BEND,
                to.middle(),
                y,
                to.middle(),
                y + BEND,
                to.y() - ARROW);
        return new Edge(path, label, x + 10, y - 7, "start", open);
    }

    /** By a lane beside all columns, down or up. */
    private Edge around(Node from, Node to, String label, boolean open) {
        int y = from.y() + 10;
        int lane = right + STEP * ++lanes;
        int end = to.y() + to.height() / 2;
        int bend = end > y ? BEND : -BEND;
        String path = drawn(
                "M%d %dH%dQ%d %d %d %dV%dQ%d %d %d %dH%d",
                from.x() + from.width(),
                y,
                lane - BEND,
                lane,
                y,
                lane,
                y + bend,
                end - bend,
                lane,
                end,
                lane - BEND,
                end,
                to.x() + to.width() + ARROW);
        return new Edge(path, label, lane, y - 5, "end", open);
    }

    /** In digits that SVG knows, whatever this machine's language writes. */
    private static String drawn(String path, Object... numbers) {
        return String.format(Locale.ROOT, path, numbers);
    }
}
