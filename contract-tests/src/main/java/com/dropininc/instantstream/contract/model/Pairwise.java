package com.dropininc.instantstream.contract.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Combinations of choices in which every two choices of different factors come together at least once. */
public final class Pairwise {
    private static final int TRIES = 30;

    private record Choice(String factor, String value) {}

    private Pairwise() {}

    /**
     * The combinations, one value for each factor.
     *
     * @param factors the values of each factor
     * @param random breaks ties; the same seed makes the same combinations
     */
    public static List<Map<String, String>> of(Map<String, List<String>> factors, Random random) {
        Set<Set<Choice>> open = pairs(factors);
        List<Map<String, String>> rows = new ArrayList<>();
        while (!open.isEmpty()) {
            Map<String, String> best = Map.of();
            int most = -1;
            for (int i = 0; i < TRIES; i++) {
                Map<String, String> row = row(factors, open, random);
                int covers = covered(row, open).size();
                if (covers > most) {
                    most = covers;
                    best = row;
                }
            }
            open.removeAll(covered(best, open));
            rows.add(best);
        }
        return rows;
    }

    /** A row around one pair that is still open, so that each row covers something. */
    private static Map<String, String> row(Map<String, List<String>> factors, Set<Set<Choice>> open, Random random) {
        Map<String, String> row = new LinkedHashMap<>();
        factors.forEach((factor, values) -> row.put(factor, values.get(random.nextInt(values.size()))));
        Set<Choice> wanted =
                open.stream().skip(random.nextInt(open.size())).findFirst().orElseThrow();
        wanted.forEach(choice -> row.put(choice.factor(), choice.value()));
        return row;
    }

    private static Set<Set<Choice>> pairs(Map<String, List<String>> factors) {
        Set<Set<Choice>> pairs = new LinkedHashSet<>();
        List<Choice> choices = new ArrayList<>();
        factors.forEach((factor, values) -> values.forEach(value -> choices.add(new Choice(factor, value))));
        for (Choice one : choices) {
            for (Choice two : choices) {
                if (!one.factor().equals(two.factor())) {
                    pairs.add(Set.of(one, two));
                }
            }
        }
        return pairs;
    }

    private static Set<Set<Choice>> covered(Map<String, String> row, Set<Set<Choice>> open) {
        Set<Set<Choice>> covered = new LinkedHashSet<>();
        List<Choice> choices = new ArrayList<>();
        row.forEach((factor, value) -> choices.add(new Choice(factor, value)));
        for (int i = 0; i < choices.size(); i++) {
            for (int j = i + 1; j < choices.size(); j++) {
                Set<Choice> pair = Set.of(choices.get(i), choices.get(j));
                if (open.contains(pair)) {
                    covered.add(pair);
                }
            }
        }
        return covered;
    }
}
