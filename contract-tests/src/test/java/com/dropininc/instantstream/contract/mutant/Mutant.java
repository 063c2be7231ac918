package com.dropininc.instantstream.contract.mutant;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A server with one fault.
 *
 * @param rule the rule that it breaks
 * @param checks the checks that are there for it, as {@code --only} takes them
 */
record Mutant(String name, String rule, String checks, Fault fault) {
    static Mutant of(String name, String rule, String checks, Fault fault) {
        return new Mutant(name, rule, checks, fault);
    }

    /** A server that only answers wrongly. */
    static Mutant ofAnswer(String name, String rule, String checks, Predicate<Ask> when, UnaryOperator<Reply> change) {
        return new Mutant(name, rule, checks, (ask, server) -> {
            Reply reply = server.send(ask);
            boolean changes = when.test(ask) && !ask.method().equals("HEAD");
            return changes && (reply.body().length > 0 || reply.refused()) ? change.apply(reply) : reply;
        });
    }

    /** Which of these checks are there for it. */
    Set<String> among(Set<String> ids) {
        String pattern = Arrays.stream(checks.split(","))
                .map(id -> Pattern.quote(id.strip()).replace("*", "\\E.*\\Q"))
                .collect(Collectors.joining("|"));
        return ids.stream().filter(id -> id.matches(pattern)).collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return name;
    }
}
