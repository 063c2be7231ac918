package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.coverage.Dimension;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How much of the contract was put to the test, in one line. */
final class Covered {
    private static final int SHOWN = 3;

    private Covered() {}

    /** All of it, or how much of it and what is covered least. */
    static String line(List<Dimension> dimensions) {
        int total = dimensions.stream().mapToInt(Dimension::total).sum();
        int covered = dimensions.stream().mapToInt(Dimension::covered).sum();
        String all = covered + " of " + total + " points of the contract";
        String least = dimensions.stream()
                .filter(dimension -> dimension.covered() < dimension.total())
                .sorted(Comparator.comparingDouble(dimension -> (double) dimension.covered() / dimension.total()))
                .limit(SHOWN)
                .map(dimension -> dimension.covered() + " of " + dimension.total() + " " + dimension.name())
                .collect(Collectors.joining(", "));
        return least.isEmpty() ? all : all + "; least " + least;
    }
}
