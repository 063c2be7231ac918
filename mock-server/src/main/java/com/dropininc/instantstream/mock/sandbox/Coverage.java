package com.dropininc.instantstream.mock.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What each app has exercised of the API. Memory has a bound: so many apps, so many names of fields; what goes beyond it
 * is counted together. Safe to share between threads.
 */
public final class Coverage {
    private static final int MOST_APPS = 50;
    private static final int MOST_FIELDS = 200;
    private static final int LONGEST_AGENT = 200;
    private static final App OTHERS = new App("", "(others)");

    private final Map<App, Tally> tallies = new ConcurrentHashMap<>(1);

    /**
     * Who calls.
     *
     * @param key kind of the key, and whose it is if it is bound; empty where none was known
     * @param userAgent the header of that name
     */
    public record App(String key, String userAgent) {
        public App {
            userAgent = userAgent.length() > LONGEST_AGENT ? userAgent.substring(0, LONGEST_AGENT) : userAgent;
        }
    }

    /**
     * One way of calling an operation.
     *
     * @param operation operationId; empty for a call that led to none
     * @param state of the stream when it was called; empty where there is none
     */
    public record Exercise(String operation, String state, int status) {}

    /** A field or query parameter that the spec does not know, such as {@code body /colour}. */
    public record Stray(String operation, String where) {}

    private static final class Tally {
        private final Map<Exercise, LongAdder> exercises = new ConcurrentHashMap<>();
        private final Set<Stray> strays = ConcurrentHashMap.newKeySet();
        private final Set<String> faults = ConcurrentHashMap.newKeySet();
        private volatile Instant last = Instant.EPOCH;
    }

    /**
     * What an app has done so far.
     *
     * @param requests how often, by the way of calling
     * @param faults words for the simulated faults that it met
     * @param last when it last called, by the clock of the sandbox
     */
    public record Exercised(
            App app, Map<Exercise, Long> requests, Set<Stray> strays, Set<String> faults, Instant last) {}

    /** Counts a request. */
    public void count(App app, Exercise exercise, Set<Stray> strays, Set<String> faults, Instant at) {
        Tally tally = tally(app);
        tally.exercises.computeIfAbsent(exercise, missing -> new LongAdder()).increment();
        tally.last = at;
        if (!strays.isEmpty() && tally.strays.size() < MOST_FIELDS) {
            tally.strays.addAll(strays);
        }
        if (!faults.isEmpty()) {
            tally.faults.addAll(faults);
        }
    }

    private Tally tally(App app) {
        Tally known = tallies.get(app);
        if (known != null) {
            return known;
        }
        return tallies.computeIfAbsent(tallies.size() < MOST_APPS ? app : OTHERS, missing -> new Tally());
    }

    /** All apps, by key and name. */
    public List<Exercised> all() {
        return tallies.entrySet().stream()
                .map(entry -> exercised(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Exercised one) -> one.app().key())
                        .thenComparing(one -> one.app().userAgent()))
                .toList();
    }

    private static Exercised exercised(App app, Tally tally) {
        Map<Exercise, Long> requests = new TreeMap<>(Comparator.comparing(Exercise::operation)
                .thenComparing(Exercise::state)
                .thenComparing(Exercise::status));
        tally.exercises.forEach((exercise, count) -> requests.put(exercise, count.sum()));
        Set<Stray> strays = new TreeSet<>(Comparator.comparing(Stray::operation).thenComparing(Stray::where));
        strays.addAll(tally.strays);
        return new Exercised(app, requests, strays, new TreeSet<>(tally.faults), tally.last);
    }

    /** Forgets everything. */
    public void clear() {
        tallies.clear();
    }
}
