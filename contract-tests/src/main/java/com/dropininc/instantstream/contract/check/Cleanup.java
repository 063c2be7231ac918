package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Leftovers;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ends what a run has made, and looks for what it may have made without being told. */
public final class Cleanup {
    private final Session session;
    private final Safety safety;
    private final Bench bench;

    public Cleanup(Session session) {
        this.session = session;
        this.safety = session.safety();
        this.bench =
                session.bench(new CheckInfo("clean-up", CheckInfo.IN_PASSING, "the run ends what it made", List.of()));
    }

    /**
     * Cancels or stops every stream that this run made and that is not over; answers how many it could not end, and how
     * many it asked for without ever knowing whether they were made.
     */
    public int endAll() {
        safety.ending();
        if (session.target().ledger()) {
            findUnanswered();
        }
        safety.alive().parallelStream().forEach(this::end);
        return safety.alive().size()
                + (session.target().ledger() ? safety.unanswered().size() : 0);
    }

    private void end(String token) {
        try {
            for (String id : safety.endings(token)) {
                if (send(session.contract().operation(id), token).success()) {
                    safety.ended(token);
                    return;
                }
            }
            Answer seen = send(session.contract().operation("getStream"), token);
            if (seen.status() == session.contract().refusal("token-unknown").status()) {
                safety.ended(token);
            }
        } catch (NotJudged e) {
            // The target is gone: the stream stays on the list of those that are alive, and is counted.
            return;
        }
    }

    private Answer send(Operation operation, String token) {
        return session.exchange().call(bench.call(operation).token(token), new Expectation.Anything(), finding -> {});
    }

    /**
     * A stream whose answer was lost is pending, since nobody knows its token. It shows in the pending list of its
     * viewer's account, which another stream of the same viewer leads to.
     */
    private void findUnanswered() {
        try {
            for (Map.Entry<Long, Leftovers.Intent> open : safety.unanswered().entrySet()) {
                if (open.getValue().phone().isPresent()) {
                    find(open.getKey(), open.getValue());
                }
            }
        } catch (NotJudged e) {
            // The target is gone or lets nothing be asked: the intents stay on the ledger, and are counted.
            return;
        }
    }

    private void find(long intent, Leftovers.Intent asked) {
        Operation create = session.contract().operation("requestStream");
        ObjectNode body = session.bodies().full(create);
        body.put(Field.PHONE, asked.phone().orElseThrow());
        Answer probe =
                session.exchange().call(bench.call(create).json(body), new Expectation.Anything(), finding -> {});
        Optional<String> account = probe.textAt(Field.ACCOUNT);
        if (account.isEmpty()) {
            return;
        }
        Operation pending = session.contract().operation("getPending");
        Call list = bench.call(pending).parameter(pending.parameters().get(0).name(), account.get());
        Answer listed = session.exchange().call(list, new Expectation.Anything(), finding -> {});
        if (!listed.success()) {
            return;
        }
        for (JsonNode stream : listed.items()) {
            Answer.token(stream)
                    .filter(token -> isOf(asked, stream) && !safety.made().contains(token))
                    .ifPresent(token -> safety.adopt(intent, token));
        }
        safety.settled(intent);
    }

    /** Whether a stream was asked for by this very call: no two calls of a run send the same address. */
    private static boolean isOf(Leftovers.Intent asked, JsonNode stream) {
        return asked.email().isPresent()
                && asked.email().equals(Answer.text(stream, Field.EMAIL))
                && asked.phone().equals(Answer.text(stream, Field.PHONE));
    }
}
