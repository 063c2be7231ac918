package com.dropininc.instantstream.contract.verdict;

import java.util.List;
import java.util.Optional;

/**
 * A check, before it is made.
 *
 * @param id stable kebab-case id
 * @param group the concern that it belongs to
 * @param sentence what holds when it passes
 * @param rules ids of the rules that it looks at
 * @param cell the cell of the lifecycle table that it judges, if it does
 */
public record CheckInfo(String id, String group, String sentence, List<String> rules, Optional<Cell> cell) {
    /** A state and an operation. */
    public record Cell(String state, String operation) {}

    /** The group of the check that is made in passing, on every answer: it never makes a run judged by itself. */
    public static final String IN_PASSING = "answers";

    public CheckInfo {
        rules = List.copyOf(rules);
    }

    public CheckInfo(String id, String group, String sentence, List<String> rules) {
        this(id, group, sentence, rules, Optional.empty());
    }
}
