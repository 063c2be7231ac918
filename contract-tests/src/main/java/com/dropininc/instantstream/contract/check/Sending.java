package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends one call of a check. Where the way fails, a read is sent once more, and so is what has to be refused, since
 * neither does anything; an act is never sent twice, so its check ends, to be made again on a fresh stream. For one call.
 */
final class Sending {
    private final Bench bench;
    private final Call call;
    private final Expectation expectation;
    private final Consumer<Finding> sink;
    private final boolean again;

    Sending(Bench bench, Call call, Expectation expectation, Consumer<Finding> sink) {
        this.bench = bench;
        this.call = call;
        this.expectation = expectation;
        this.sink = sink;
        this.again = call.method().equals("GET") || expectation instanceof Expectation.Refused;
    }

    /** Sends it; a read that has to be answered, again within the target's lag where nothing is there yet. */
    Answer within(Lag lag) {
        if (!(expectation instanceof Expectation.Success && call.method().equals("GET"))) {
            return send();
        }
        List<Finding> findings = new ArrayList<>();
        Answer[] last = {new Sending(bench, call, expectation, findings::add).send()};
        if (last[0].status() / 100 == 4) {
            lag.shows(() -> {
                findings.clear();
                last[0] = new Sending(bench, call, expectation, findings::add).send();
                return last[0].success();
            });
        }
        findings.forEach(sink);
        return last[0];
    }

    private Answer send() {
        List<Finding> findings = new ArrayList<>();
        Optional<Answer> first = once(findings);
        boolean failed = first.filter(answer -> !Weather.in(answer)).isEmpty();
        if (!failed) {
            findings.forEach(sink);
            return first.get();
        }
        Weather weather = bench.session().weather();
        if (again && weather.calm(first)) {
            List<Finding> now = new ArrayList<>();
            Optional<Answer> second = once(now);
            if (second.filter(answer -> !Weather.in(answer)).isPresent()) {
                weather.note(call.name());
                now.forEach(sink);
                return second.get();
            }
            return given(second, now);
        }
        return given(first, findings);
    }

    private Optional<Answer> once(List<Finding> findings) {
        try {
            return Optional.of(bench.session().exchange().call(call, expectation, findings::add));
        } catch (NotJudged e) {
            if (e.why() != NotJudged.Cause.WEATHER) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** What failed stays so: who hangs up on what he has to refuse has refused it; all else ends the check. */
    private Answer given(Optional<Answer> answer, List<Finding> findings) {
        boolean refused = answer.isEmpty() && !(expectation instanceof Expectation.Success);
        if (refused) {
            return Answer.NONE;
        }
        findings.forEach(sink);
        String what = answer.map(given -> "was answered " + given.status()).orElse("was hung up on");
        if (answer.isEmpty() && expectation instanceof Expectation.Success success) {
            sink.accept(new Finding(
                    success.rule(),
                    success.provenance(),
                    call.name(),
                    Finding.Kind.REFUSED,
                    "a success",
                    "the connection was hung up",
                    Optional.of(bench.session().exchange().evidence(call, Answer.NONE))));
        }
        throw new NotJudged(NotJudged.Cause.WEATHER, call.name() + " " + what);
    }
}
