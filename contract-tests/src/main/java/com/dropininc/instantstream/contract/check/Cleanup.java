package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Set;

/** Ends what a run has made. */
public final class Cleanup {
    private final Session session;
    private final Bench bench;

    public Cleanup(Session session) {
        this.session = session;
        this.bench =
                session.bench(new CheckInfo("clean-up", CheckInfo.IN_PASSING, "the run ends what it made", List.of()));
    }

    /** Cancels or stops every stream that this run made and that is not over; answers how many it could not end. */
    public int endAll() {
        Set<String> alive = session.safety().alive();
        try {
            alive.parallelStream().forEach(this::end);
        } catch (NotJudged e) {
            // The target is gone: what is left behind is counted below.
            return session.safety().alive().size();
        }
        return session.safety().alive().size();
    }

    private void end(String token) {
        Exchange exchange = session.exchange();
        for (String id : session.safety().endings(token)) {
            Operation operation = session.contract().operation(id);
            Call call = bench.call(operation).token(token);
            if (exchange.call(call, new Expectation.Anything(), finding -> {}).success()) {
                session.safety().ended(token);
                return;
            }
        }
    }
}
