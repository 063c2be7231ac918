package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lifecycle of the spec as a drawing: states in rows by their distance from the first one, ways between them as
 * lines with right angles. Lengths are in the units of the drawing. Rows that stay in a state are no lines: the buttons
 * beside the drawing are those.
 *
 * @param nodes the states
 * @param edges the ways between them
 */
record Diagram(int width, int height, List<Node> nodes, List<Edge> edges) {
    private static final int BOX = 100;
    private static final int TALL = 36;
    private static final int ASIDE = 96;
    private static final int BELOW = 64;
    private static final int MARGIN = 10;
    private static final int LANE = 22;

    /** A state; {@code lit} when the stream is in it. */
    record Node(String name, int x, int y, boolean lit, boolean terminal) {
        int width() {
            return BOX;
        }

        int height() {
            return TALL;
        }

        int middle() {
            return x + BOX / 2;
        }

        int bottom() {
            return y + TALL;
        }
    }

    /**
     * A way from one state to another.
     *
     * @param path its line, as SVG writes it
     * @param open whether the stream can take it now
     */
    record Edge(String path, String label, int labelX, int labelY, String anchor, boolean open) {}

    static Diagram of(Lifecycle lifecycle, String current) {
        Map<String, Integer> ranks = ranks(lifecycle);
        Map<Integer, List<String>> rows = new TreeMap<>();
        ranks.forEach((state, rank) ->
                rows.computeIfAbsent(rank, none -> new ArrayList<>()).add(state));
        Map<String, Node> nodes = new LinkedHashMap<>();
        rows.forEach((rank, states) -> {
            // What goes on stands first: then most lines are straight.
            states.sort(java.util.Comparator.comparing(
                    state -> lifecycle.states().get(state).terminal()));
            for (int i = 0; i < states.size(); i++) {
                Lifecycle.State state = lifecycle.states().get(states.get(i));
                nodes.put(
                        state.name(),
                        new Node(
                                state.name(),
                                MARGIN + i * (BOX + ASIDE),
                                MARGIN + rank * (TALL + BELOW),
                                state.name().equals(current),
                                state.terminal()));
            }
        });
        int columns = rows.values().stream().mapToInt(List::size).max().orElse(1);
        int right = MARGIN + columns * BOX + (columns - 1) * ASIDE;
        List<Edge> edges = new Lines(ranks, nodes, right, current).all(lifecycle);
        int height = 2 * MARGIN + rows.size() * TALL + (rows.size() - 1) * BELOW;
        return new Diagram(right + LANE + MARGIN, height, List.copyOf(nodes.values()), edges);
    }

    /** The longest way to each state that no other way leads back from. */
    private static Map<String, Integer> ranks(Lifecycle lifecycle) {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        lifecycle.states().keySet().forEach(state -> ranks.put(state, 0));
        // As many rounds as there are states: a circle cannot push its states further and further.
        for (int round = 1; round < lifecycle.states().size(); round++) {
            for (Lifecycle.Transition row : lifecycle.transitions()) {
                for (String from : row.from()) {
                    String to = row.target(from);
                    if (!to.equals(from) && ranks.get(from) < round) {
                        ranks.merge(to, ranks.get(from) + 1, Math::max);
                    }
                }
            }
        }
        return ranks;
    }
}
