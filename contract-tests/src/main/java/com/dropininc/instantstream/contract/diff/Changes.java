package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Collects changes. For one thread. */
final class Changes {
    private static final List<String> LEVELS = List.of("assumed", "observed", "documented");

    /** Where a change is, and how far the rule can be trusted that changed. */
    record Spot(String subject, String at, String trust) {}

    private final Set<Change> found = new LinkedHashSet<>();

    /** The changes so far, the worst first, otherwise in the order of the document. */
    List<Change> all() {
        List<Change> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparing(Change::impact));
        return sorted;
    }

    int count() {
        return found.size();
    }

    void add(String kind, String subject, String at, String detail, String trust) {
        found.add(new Change(Kinds.of(kind), subject, at, detail, trust));
    }

    /** A change that is there only when a text differs. */
    void differs(String kind, Spot spot, String old, String now) {
        if (!old.equals(now)) {
            add(kind, spot.subject(), spot.at(), became(old, now), spot.trust());
        }
    }

    private static String became(String old, String now) {
        if (old.isEmpty() || now.isEmpty()) {
            return old.isEmpty() ? now + " is new" : old + " is gone";
        }
        return old + " became " + now;
    }

    /** One change for each word that only one side has. */
    void sets(String prefix, Spot spot, Set<String> old, Set<String> now) {
        only(old, now).forEach(word -> add(prefix + "-removed", spot.subject(), spot.at(), word, spot.trust()));
        only(now, old).forEach(word -> add(prefix + "-added", spot.subject(), spot.at(), word, spot.trust()));
    }

    private static List<String> only(Set<String> some, Set<String> others) {
        return some.stream().filter(word -> !others.contains(word)).toList();
    }

    /** How far the rule can be trusted, then and now. */
    void trust(String subject, String at, Place old, Place now) {
        int before = LEVELS.indexOf(old.trust());
        int after = LEVELS.indexOf(now.trust());
        if (before >= 0 && after >= 0 && before != after) {
            String kind = after < before ? "trust-lowered" : "trust-raised";
            add(kind, subject, at, old.trust() + " became " + now.trust(), now.trust());
        }
    }

    /** A whole part that one of the versions does not have: neither may be weighed by what it never said. */
    void part(String subject, Place old, Place now) {
        if (old.exists() != now.exists()) {
            add(now.exists() ? "part-added" : "part-removed", subject, "", "", "");
        }
    }

    /** Walks two mappings: what is on one side only, and what is on both. */
    static <T> void both(Map<String, T> old, Map<String, T> now, Sides<T> sides) {
        Map<String, T> all = new LinkedHashMap<>(old);
        now.forEach(all::putIfAbsent);
        for (String key : all.keySet()) {
            if (!now.containsKey(key)) {
                sides.gone.accept(key);
            } else if (!old.containsKey(key)) {
                sides.fresh.accept(key);
            } else {
                sides.kept.accept(key, List.of(old.get(key), now.get(key)));
            }
        }
    }

    /** What to do with a key that is gone, with one that is new, and with one that both sides have. */
    record Sides<T>(Consumer<String> gone, Consumer<String> fresh, BiConsumer<String, List<T>> kept) {}
}
