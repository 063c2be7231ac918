package com.dropininc.instantstream.contract.gate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the gate says things to people. */
final class Words {
    private Words() {}

    /** A sentence that a manager can forward. */
    static String sentence(
            Decision.Word word,
            List<Reason> reasons,
            List<Decision.Judged> judged,
            Optional<Policy.Override> overruled,
            Decision.Circumstances circumstances) {
        String build = circumstances.build().map(id -> "build " + id + ": ").orElse("");
        String why = switch (word) {
            case GO ->
                overruled
                        .map(override -> override.person() + " lets it pass until " + override.expires() + ", although "
                                + first(reasons) + others(reasons))
                        .orElseGet(() -> state(judged));
            case NO_GO, INCONCLUSIVE -> first(reasons) + others(reasons);
        };
        return build + why + ".";
    }

    private static String first(List<Reason> reasons) {
        return reasons.get(0).text();
    }

    private static String others(List<Reason> reasons) {
        return reasons.size() == 1 ? "" : " (and " + plural(reasons.size() - 1L, "more reason") + ")";
    }

    private static String state(List<Decision.Judged> judged) {
        String environments = judged.stream().map(Decision.Judged::environment).collect(Collectors.joining(" and "));
        int deviations = judged.stream().mapToInt(Decision.Judged::deviations).sum();
        int waived = judged.stream().mapToInt(Decision.Judged::waived).sum();
        int checks = judged.stream()
                .flatMap(environment -> environment.report().stream())
                .mapToInt(StoredReport::executed)
                .sum();
        return environments + (judged.size() == 1 ? " keeps" : " keep") + " the contract, " + plural(checks, "check")
                + " judged"
                + (deviations == 0 ? "" : ", " + plural(deviations, "deviation"))
                + (waived == 0 ? "" : ", " + plural(waived, "finding") + " waived");
    }

    /** A span of time as a person would say it. */
    static String span(Duration span) {
        if (span.toMinutes() < 2) {
            return Math.max(span.toSeconds(), 0) + " seconds";
        }
        if (span.toHours() < 2) {
            return span.toMinutes() + " minutes";
        }
        return span.toHours() < 48 ? span.toHours() + " hours" : span.toDays() + " days";
    }

    static String plural(long count, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", count, noun, count == 1 ? "" : "s");
    }

    static String capital(String text) {
        boolean address = text.startsWith("http:") || text.startsWith("https:");
        return text.isEmpty() || address ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
