package com.dropininc.instantstream.contract.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How two targets differ to an app that uses both.
 *
 * @param steps how many steps were taken on both
 */
public record Comparison(String nameA, String nameB, int steps, List<Difference> differences) {
    /** Limits of the classes of time that a person tells apart, in milliseconds. */
    private static final List<Integer> CLASSES = List.of(100, 1_000, 5_000);

    /** By how much one has to be slower than the other, so that the border of a class is no difference. */
    private static final int CLEARLY = 3;

    /** Compares what several walks on each target showed. */
    public static Comparison of(String nameA, List<List<Seen>> walksA, String nameB, List<List<Seen>> walksB) {
        Side a = Side.of(walksA);
        Side b = Side.of(walksB);
        Found found = new Found();
        Set<String> all = new java.util.LinkedHashSet<>(a.steps().keySet());
        all.addAll(b.steps().keySet());
        int both = 0;
        for (String step : all) {
            Side.Step one = a.steps().get(step);
            Side.Step other = b.steps().get(step);
            if (one == null || other == null) {
                String operation = (one == null ? other : one).operation();
                found.add(new Difference("step", operation, "", made(one), made(other), List.of(step)));
            } else {
                both++;
                step(step, one, other, found);
            }
        }
        return new Comparison(nameA, nameB, both, found.all());
    }

    private static String made(Side.Step step) {
        return step == null ? "could not be made" : "made";
    }

    private static void step(String step, Side.Step a, Side.Step b, Found found) {
        List<String> at = List.of(step);
        found.at = at;
        String operation = a.operation();
        if (!a.statuses().equals(b.statuses())) {
            found.add(new Difference("status", operation, "", shown(a.statuses()), shown(b.statuses()), at));
        }
        if (!a.contentType().equals(b.contentType())) {
            found.add(new Difference("content type", operation, "", a.contentType(), b.contentType(), at));
        }
        timing(step, a, b, found);
        Set<String> paths = new TreeSet<>(a.fields().keySet());
        paths.addAll(b.fields().keySet());
        for (String path : paths) {
            boolean noise = a.sometimes().contains(path) || b.sometimes().contains(path);
            boolean inside = paths.stream().anyMatch(outer -> encloses(outer, path) && parted(outer, a, b));
            if (!noise && !inside) {
                field(operation, path, a.fields().get(path), b.fields().get(path), found);
            }
        }
    }

    private static boolean encloses(String outer, String path) {
        return !outer.equals(path)
                && (outer.equals("/") || (path.startsWith(outer) && "/[".indexOf(path.charAt(outer.length())) >= 0));
    }

    /** Whether the two have nothing in common there, so that what is inside is no difference of its own. */
    private static boolean parted(String path, Side.Step a, Side.Step b) {
        Set<String> one = a.fields().get(path);
        Set<String> other = b.fields().get(path);
        return one == null || other == null || !types(one).equals(types(other));
    }

    private static void timing(String step, Side.Step a, Side.Step b, Found found) {
        long one = a.fastest().toMillis();
        long other = b.fastest().toMillis();
        boolean clearly = Math.max(one, other) > CLEARLY * Math.max(1, Math.min(one, other));
        if (timeClass(a.fastest()) != timeClass(b.fastest()) && clearly) {
            found.add(
                    new Difference("timing", a.operation(), "", words(a.fastest()), words(b.fastest()), List.of(step)));
        }
    }

    private static long timeClass(Duration took) {
        return CLASSES.stream().filter(limit -> took.toMillis() >= limit).count();
    }

    private static String words(Duration took) {
        int c = (int) timeClass(took);
        return c == CLASSES.size() ? "more than 5 s" : "less than " + CLASSES.get(c) + " ms";
    }

    private static void field(String operation, String path, Set<String> a, Set<String> b, Found found) {
        if (a == null || b == null) {
            String kind = b == null ? "only in A" : "only in B";
            found.add(new Difference(kind, operation, path, shown(a), shown(b), found.at));
        } else if (!types(a).equals(types(b))) {
            found.add(new Difference("shape", operation, path, shown(types(a)), shown(types(b)), found.at));
        } else if (!a.equals(b) && (says(a) && says(b))) {
            found.add(new Difference("word", operation, path, shown(a), shown(b), found.at));
        } else if (!sorts(a).equals(sorts(b))) {
            found.add(new Difference("form", operation, path, shown(sorts(a)), shown(sorts(b)), found.at));
        }
    }

    private static boolean says(Set<String> values) {
        return values.stream().anyMatch(value -> value.startsWith("word=") || value.startsWith("boolean="));
    }

    private static Set<String> forms(Set<String> values) {
        return values.stream().map(value -> value.replaceAll("=.*", "")).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> sorts(Set<String> values) {
        return values.stream().map(Side::byChance).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> types(Set<String> values) {
        return forms(values).stream()
                .map(form ->
                        Form.valueOf(form.toUpperCase(java.util.Locale.ROOT)).type())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String shown(Set<?> values) {
        return values == null
                ? "absent"
                : values.stream()
                        .map(value -> String.valueOf(value).replaceAll("^[a-z]+=", ""))
                        .collect(Collectors.joining(", "));
    }

    /** The same difference in several steps is one difference. */
    private static final class Found {
        private final Map<List<String>, List<String>> steps = new LinkedHashMap<>();
        private List<String> at = List.of();

        void add(Difference one) {
            List<String> key = List.of(one.kind(), one.operation(), one.field(), one.a(), one.b());
            steps.computeIfAbsent(key, missing -> new ArrayList<>()).addAll(one.steps());
        }

        List<Difference> all() {
            List<Difference> all = new ArrayList<>();
            steps.forEach((key, where) -> all.add(
                    new Difference(key.get(0), key.get(1), key.get(2), key.get(3), key.get(4), List.copyOf(where))));
            all.sort(Comparator.comparing(Difference::operation).thenComparing(Difference::field));
            return List.copyOf(all);
        }
    }

    public boolean equal() {
        return differences.isEmpty();
    }

    /** The whole in one sentence. */
    public String sentence() {
        return equal()
                ? nameA + " and " + nameB + " answer alike in " + steps + " steps"
                : nameA + " and " + nameB + " differ in " + differences.size() + " ways, seen in " + steps + " steps";
    }
}
