package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Network;
import com.dropininc.instantstream.contract.exchange.Rehearsal;
import com.dropininc.instantstream.contract.exchange.Rules;
import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wrong;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Every request that a run would make, and none of them sent: for {@code verify --plan}, and to know beforehand what a
 * run costs. For one thread.
 */
final class PlannedCalls {
    /** An address for documentation, at which there is nobody (RFC 5737); nothing is sent to it either. */
    private static final String NOWHERE = "http://192.0.2.1";

    private static final int BODY_CHARS = 120;

    /**
     * What a run costs a target that keeps the contract; one that answers otherwise is sent less.
     *
     * @param atLeast how long it takes by the rate alone; zero without a bound on it
     */
    record Cost(int requests, int streams, Duration atLeast) {
        @Override
        public String toString() {
            String time = atLeast.isZero() ? "" : ", at least " + told(atLeast);
            return requests + " requests, " + streams + " of which make a stream" + time;
        }

        private static String told(Duration time) {
            return time.compareTo(Duration.ofMinutes(2)) < 0
                    ? time.toSeconds() + " s"
                    : (time.toSeconds() + 59) / 60 + " minutes";
        }
    }

    private final Contract contract;
    private final Target target;
    private final Map<String, Integer> byOperation = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Rehearsal rehearsal;
    private int calls;
    private int streamsBefore;

    PlannedCalls(Contract contract, Target target) {
        this.contract = contract;
        this.target = target;
        this.rehearsal = new Rehearsal(contract, target.keys(), this::told);
    }

    /** Prints the requests, check by check. */
    Cost print(Plan plan, Run.Settings settings, PrintStream out) {
        rehearse(plan, settings, check -> heading(check, out));
        heading("open questions and clean-up", out);
        byOperation.forEach((operation, count) -> out.println("  " + count + " x " + operation));
        out.println("  at most " + Exchange.MOST_REQUESTS + " x any of them, whatever the target answers");
        out.println(cost() + rate());
        out.println("As a target that keeps the contract would answer, seed " + settings.seed()
                + "; one that answers otherwise is sent less. Nothing was sent.");
        return cost();
    }

    /** What a run would cost. */
    Cost of(Plan plan, Run.Settings settings) {
        rehearse(plan, settings, check -> lines.clear());
        return cost();
    }

    private void rehearse(Plan plan, Run.Settings settings, Consumer<String> told) {
        rehearsed(plan, settings, told, exchanged -> {});
    }

    /** A run without a target; whoever watches sees what each call is and what would be demanded of its answer. */
    Run rehearsed(Plan plan, Run.Settings settings, Consumer<String> told, Consumer<Exchanged> watching) {
        try (Execution execution = new Execution(
                new Execution.Means(contract, nowhere(), rehearsal),
                plan,
                settings,
                Ledger.none(),
                result -> told.accept(result.check().id()))) {
            execution.watch(watching);
            return execution.run();
        }
    }

    private void heading(String check, PrintStream out) {
        if (!lines.isEmpty()) {
            out.println(check + ": " + lines.size() + " requests, " + (rehearsal.made() - streamsBefore) + " streams");
            lines.forEach(line -> out.println("  " + line));
            out.println();
        }
        lines.clear();
        streamsBefore = rehearsal.made();
    }

    private Cost cost() {
        OptionalInt rate = target.rules().rate().perSecond();
        Duration atLeast = rate.isPresent() ? Duration.ofSeconds(calls / rate.getAsInt()) : Duration.ZERO;
        return new Cost(calls, rehearsal.made(), atLeast);
    }

    private String rate() {
        OptionalInt rate = target.rules().rate().perSecond();
        return rate.isPresent() ? " at " + rate.getAsInt() + " a second" : "";
    }

    /** The same target without its address, its socket and its rate. */
    private Target nowhere() {
        Rules rules = target.rules();
        Rules hasty = new Rules(
                rules.guarded(),
                rules.notifying(),
                rules.writes(),
                new Rules.Rate(OptionalInt.empty(), rules.rate().burst()),
                Rules.Budget.NONE,
                rules.reserved());
        return new Target(
                target.name(),
                NOWHERE,
                1,
                target.answerTime(),
                target.keys(),
                target.streams(),
                Optional.empty(),
                hasty,
                Network.direct(target.answerTime()),
                target.persona(),
                false);
    }

    private void told(Call call) {
        calls++;
        byOperation.merge(Tally.name(call), 1, Integer::sum);
        String body = call.body()
                .map(sent -> new String(sent.bytes(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?"))
                .map(text -> " " + (text.length() > BODY_CHARS ? text.substring(0, BODY_CHARS) + "..." : text))
                .orElse("");
        String key = call.key().map(Object::toString).orElse("no key");
        String wrong = Wrong.with(contract, call)
                .map(what -> " - wrong: " + what.sentence().replaceAll("\\p{Cntrl}", "?"))
                .orElse("");
        lines.add(calls + " " + call.method() + " " + call.pathAndQuery() + " (" + key + ")" + body + wrong);
    }
}
