package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Network;
import com.dropininc.instantstream.contract.exchange.Rehearsal;
import com.dropininc.instantstream.contract.exchange.Rules;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** {@code verify --plan}: every request that a run would make, and none of them sent. For one thread. */
final class PlannedCalls {
    /** An address for documentation, at which there is nobody (RFC 5737); nothing is sent to it either. */
    private static final String NOWHERE = "http://192.0.2.1";

    private static final int BODY_CHARS = 120;

    private final Contract contract;
    private final Target target;
    private final PrintStream out;
    private final Map<String, Integer> byOperation = new TreeMap<>();
    private int calls;
    private int streams;

    PlannedCalls(Contract contract, Target target, PrintStream out) {
        this.contract = contract;
        this.target = target;
        this.out = out;
    }

    /** Prints the plan; answers how many requests it has. */
    int print(Plan plan, Run.Settings settings) {
        try (Rehearsal rehearsal = new Rehearsal(contract, target.keys(), this::told);
                Execution execution = new Execution(
                        new Execution.Means(contract, nowhere(), rehearsal),
                        plan,
                        settings,
                        Ledger.none(),
                        result -> {})) {
            execution.run();
        }
        out.println();
        byOperation.forEach((operation, count) -> out.println("  " + count + " x " + operation));
        OptionalInt rate = target.rules().rate().perSecond();
        out.println(calls + " requests, " + streams + " of which make a stream"
                + (rate.isPresent()
                        ? "; at " + rate.getAsInt() + " a second at least " + calls / rate.getAsInt() + " s"
                        : ""));
        out.println("As a target that keeps the contract would answer, seed " + settings.seed()
                + "; one that answers otherwise is sent less. Nothing was sent.");
        return calls;
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
        String name = call.operation().map(operation -> operation.id()).orElse("(other paths)");
        byOperation.merge(name, 1, Integer::sum);
        boolean makes = call.operation()
                .filter(operation ->
                        contract.lifecycle().creation(operation.id()).isPresent())
                .isPresent();
        streams += makes ? 1 : 0;
        String body = call.body()
                .map(sent -> new String(sent.bytes(), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?"))
                .map(text -> " " + (text.length() > BODY_CHARS ? text.substring(0, BODY_CHARS) + "..." : text))
                .orElse("");
        String key = call.key().map(Object::toString).orElse("no key");
        out.println(calls + " " + call.method() + " " + call.pathAndQuery() + " (" + key + ")" + body);
    }
}
