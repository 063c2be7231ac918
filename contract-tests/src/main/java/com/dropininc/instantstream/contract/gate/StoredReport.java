package com.dropininc.instantstream.contract.gate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code report.json} that is whole and what the suite wrote. Immutable.
 *
 * @param verdict {@code passed}, {@code failed} or {@code inconclusive}
 * @param reason one sentence that says why
 * @param planned checks that were selected
 * @param executed checks that were judged
 * @param counts checks by how they ended
 * @param flaky ids of checks that did not find the same twice
 */
public record StoredReport(
        Path file,
        Bound bound,
        Instant begin,
        Instant end,
        String verdict,
        String reason,
        int planned,
        int executed,
        Map<String, Integer> counts,
        List<Finding> findings,
        List<String> flaky,
        List<Coverage> coverage,
        List<Timing> timings,
        String digest) {

    /** The verdict of a run that could not be made. */
    public static final String INCONCLUSIVE = "inconclusive";

    /** What a verdict is bound to. */
    public record Bound(
            String environment,
            String baseUrl,
            Optional<String> build,
            String contractVersion,
            String contractSha256,
            String suiteVersion) {}

    /**
     * One way in which the target broke the contract.
     *
     * @param level {@code documented}, {@code observed} or {@code assumed}
     * @param identities what makes it the same in another run
     * @param subjects operations, or what else it was seen on
     * @param checks how many checks ran into it
     */
    public record Finding(
            String rule,
            String statement,
            String level,
            String source,
            String expected,
            String seen,
            List<String> identities,
            List<String> subjects,
            int checks) {

        /** The first operation, and how many more there are. */
        public String where() {
            return subjects.get(0) + (subjects.size() > 1 ? " and " + (subjects.size() - 1) + " more" : "");
        }
    }

    /** How much of one dimension of the contract was looked at. */
    public record Coverage(String of, int total, int covered) {
        public double percent() {
            return total == 0 ? 100 : 100.0 * covered / total;
        }
    }

    /** How long one operation took. */
    public record Timing(String operation, int calls, double p95Millis) {}

    public String environment() {
        return bound.environment();
    }

    /** Time since the run ended. */
    public Duration age(Instant now) {
        return Duration.between(end, now);
    }

    /** Covered parts of all dimensions together, in per cent. */
    public double coverageOfAll() {
        int total = coverage.stream().mapToInt(Coverage::total).sum();
        return total == 0
                ? 0
                : 100.0 * coverage.stream().mapToInt(Coverage::covered).sum() / total;
    }

    /** The slowest operation's 95th percentile. */
    public double slowest() {
        return timings.stream().mapToDouble(Timing::p95Millis).max().orElse(0);
    }
}
