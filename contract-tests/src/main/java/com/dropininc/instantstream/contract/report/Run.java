package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.coverage.Dimension;
import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.Guarantee;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.contract.verdict.RuleResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run, over and judged: what the reports tell.
 *
 * @param planned the checks that were selected
 * @param tally what was sent and answered
 */
public record Run(
        Contract contract,
        Target target,
        Settings settings,
        List<CheckInfo> planned,
        Verdict verdict,
        Tally tally,
        Learned learned,
        Times times) {
    /** Name of the suite. */
    public static final String SUITE = "contract-tests";

    /** Version of the suite. */
    public static final String SUITE_VERSION = "0.1.0";

    /**
     * How it was asked for.
     *
     * @param strict whether deviations block too
     * @param seed what every generated value follows from
     * @param walks how many walks by chance it takes
     * @param build id of the build that is judged, where the caller gave one
     */
    public record Settings(boolean strict, long seed, int walks, Optional<String> build) {}

    /**
     * What it learned beside its findings.
     *
     * @param observations what the server decides for itself, the same way everywhere
     * @param rules what became of each rule of the contract
     * @param coverage what of the contract was put to the test
     * @param leftBehind streams that the run made and could not end
     */
    public record Learned(
            List<Reading> readings,
            List<Guarantee> guarantees,
            List<Observation> observations,
            List<RuleResult> rules,
            List<Dimension> coverage,
            int leftBehind) {}

    /** When it was. */
    public record Times(Instant begin, Instant end) {
        public Duration took() {
            return Duration.between(begin, end);
        }
    }
}
