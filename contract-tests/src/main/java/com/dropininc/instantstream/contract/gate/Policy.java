package com.dropininc.instantstream.contract.gate;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What has to hold before something may go on: policy as code. Immutable.
 *
 * @param source where it was read, for a person
 * @param demands what is asked of each environment, by its name; of every report that is given when empty
 * @param otherwise what is asked of environments that {@code demands} does not name
 * @param contract which contract has to have been judged by
 */
public record Policy(
        String source,
        Map<String, Demands> demands,
        Demands otherwise,
        Pinned contract,
        List<Waiver> waivers,
        List<Override> overrides) {

    /**
     * What is asked of one environment.
     *
     * @param verdicts what its findings may come to: {@code passed}, {@code deviation}
     * @param levels levels of provenance of which a finding blocks
     * @param freshness a report that is older does not count
     * @param coverage the least per cent, by dimension of the report; {@code all} for each of them
     * @param timing how much slower than the baseline an operation may be
     * @param build whether the report has to name its build
     */
    public record Demands(
            Set<String> verdicts,
            Set<String> levels,
            Duration freshness,
            Map<String, Integer> coverage,
            Optional<Timing> timing,
            boolean build) {}

    /**
     * How much slower than the baseline an operation may be.
     *
     * @param factor times the baseline's 95th percentile
     * @param slackMillis what is no regression however large the factor
     */
    public record Timing(double factor, double slackMillis) {}

    /** A contract by version and digest. */
    public record Pinned(Optional<String> version, Optional<String> sha256) {}

    /** Takes a finding off the scale until the end of a day (UTC). */
    public record Waiver(
            String rule, String operation, String environment, String reason, String owner, LocalDate expires) {
        public boolean expired(LocalDate today) {
            return today.isAfter(expires);
        }

        public String name() {
            return rule + " on " + operation + " in " + environment;
        }
    }

    /** Lets exactly these findings pass until the end of a day (UTC), by the word of a person. */
    public record Override(String person, String reason, LocalDate expires, Set<String> findings) {
        public boolean expired(LocalDate today) {
            return today.isAfter(expires);
        }
    }

    Demands of(String environment) {
        return demands.getOrDefault(environment, otherwise);
    }

    /** The least per cent of a dimension, if one is asked for. */
    static OptionalDouble minimum(Demands demands, String dimension) {
        Integer minimum =
                demands.coverage().getOrDefault(dimension, demands.coverage().get("all"));
        return minimum == null ? OptionalDouble.empty() : OptionalDouble.of(minimum);
    }
}
