package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks from a new stream on that take every pair of consecutive acts: in each state that operations lead to, each act
 * after each other one that can come before it, the refused ones included. Immutable.
 */
public final class Tours {
    private static final int LONGEST = 60;

    /** An act after another one, in the state where the second is tried. */
    public record Pair(String state, String before, String act) {}

    private record Place(String state, String before) {}

    private record Way(Place place, List<String> acts) {}

    private final Lifecycle lifecycle;
    private final List<String> acts;
    private final Set<Pair> covered = new LinkedHashSet<>();
    private final List<List<String>> walks = new ArrayList<>();

    /** @param acts ids of the operations to take */
    public Tours(Lifecycle lifecycle, List<String> acts) {
        this.lifecycle = lifecycle;
        this.acts = List.copyOf(acts);
        Set<Pair> open = pairs();
        while (!open.isEmpty()) {
            List<String> walk = walk(open);
            if (walk.isEmpty()) {
                throw new IllegalStateException(
                        "no walk reaches " + open.iterator().next());
            }
            walks.add(walk);
        }
    }

    /** The walks, each a list of operations. */
    public List<List<String>> walks() {
        return List.copyOf(walks);
    }

    /** The pairs that they take. */
    public Set<Pair> covered() {
        return Set.copyOf(covered);
    }

    /** The state after an act; an act without a row is refused and leads nowhere. */
    public String after(String state, String act) {
        return lifecycle.row(state, act).map(row -> row.target(state)).orElse(state);
    }

    private Set<Pair> pairs() {
        Set<Pair> pairs = new LinkedHashSet<>();
        Set<Place> seen = new LinkedHashSet<>();
        Deque<Place> open = new ArrayDeque<>(List.of(start()));
        while (!open.isEmpty()) {
            Place place = open.remove();
            if (seen.add(place)) {
                for (String act : acts) {
                    pairs.add(new Pair(place.state(), place.before(), act));
                    open.add(next(place, act));
                }
            }
        }
        return pairs;
    }

    private Place start() {
        return new Place(lifecycle.initial(), "");
    }

    private Place next(Place place, String act) {
        return new Place(after(place.state(), act), act);
    }

    private List<String> walk(Set<Pair> open) {
        List<String> walk = new ArrayList<>();
        Place place = start();
        Optional<List<String>> way = way(place, open);
        while (way.isPresent() && walk.size() + way.get().size() <= LONGEST) {
            for (String act : way.get()) {
                Pair pair = new Pair(place.state(), place.before(), act);
                open.remove(pair);
                covered.add(pair);
                walk.add(act);
                place = next(place, act);
            }
            way = way(place, open);
        }
        return walk;
    }

    /** The shortest way to a pair that is open; acts that stay in the state come before those that leave it. */
    private Optional<List<String>> way(Place from, Set<Pair> open) {
        Set<Place> seen = new LinkedHashSet<>(List.of(from));
        Deque<Way> ways = new ArrayDeque<>(List.of(new Way(from, List.of())));
        while (!ways.isEmpty()) {
            Way way = ways.remove();
            for (String act : stayingFirst(way.place().state())) {
                List<String> longer = new ArrayList<>(way.acts());
                longer.add(act);
                if (open.contains(new Pair(way.place().state(), way.place().before(), act))) {
                    return Optional.of(longer);
                }
                Place next = next(way.place(), act);
                if (seen.add(next)) {
                    ways.add(new Way(next, longer));
                }
            }
        }
        return Optional.empty();
    }

    private List<String> stayingFirst(String state) {
        List<String> sorted = new ArrayList<>(acts);
        sorted.sort((a, b) ->
                Boolean.compare(!after(state, a).equals(state), !after(state, b).equals(state)));
        return sorted;
    }
}
