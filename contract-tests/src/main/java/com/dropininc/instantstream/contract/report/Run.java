package com.dropininc.instantstream.contract.report;

import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One run, over and judged: what the reports tell.
 *
 * @param planned the checks that were selected
 * @param leftBehind streams that the run made and could not end
 */
public record Run(
        Contract contract,
        Target target,
        List<CheckInfo> planned,
        Verdict verdict,
        boolean strict,
        Tally tally,
        Instant begin,
        Duration took,
        int leftBehind) {}
