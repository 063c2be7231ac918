package com.dropininc.instantstream.contract.coverage;

import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.spec.Contract;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Watches every exchange of a run and counts what of the contract it has put to the test: what was planned counts for
 * nothing, nor does a call of which nothing was demanded. Safe to share between threads.
 */
public final class Coverage {
    private final Points points = new Points();
    private final AnswerCoverage answers;
    private final RequestCoverage requests;
    private final LifecycleCoverage lifecycle;

    public Coverage(Contract contract) {
        // The order in which the dimensions are shown.
        this.answers = new AnswerCoverage(contract, points);
        this.requests = new RequestCoverage(contract, points);
        this.lifecycle = new LifecycleCoverage(contract, points);
    }

    /** Takes one exchange into account. */
    public synchronized void see(Exchanged exchanged) {
        answers.see(exchanged);
        requests.see(exchanged);
        lifecycle.see(exchanged);
    }

    /** Everything that was seen so far, of all dimensions. */
    public Set<String> seen() {
        return dimensions().stream()
                .flatMap(dimension -> dimension.in(Dimension.State.COVERED).keySet().stream())
                .collect(Collectors.toSet());
    }

    /** What was seen so far, by dimension. */
    public synchronized List<Dimension> dimensions() {
        return points.dimensions();
    }
}
