package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.node.MissingNode;

/** The lifecycle table, cell by cell: each state with each operation on a stream. */
final class LifecycleChecks {

    @Checks
    Stream<DynamicTest> each_operation_does_in_each_state_what_its_row_says(Session session) {
        List<DynamicTest> checks = new ArrayList<>();
        Lifecycle lifecycle = session.contract().lifecycle();
        for (String state : lifecycle.states().keySet()) {
            for (Operation operation : session.contract().operations().values()) {
                if (operation.namesStream()) {
                    checks.add(cell(session, state, operation));
                }
            }
        }
        return checks.stream();
    }

    private static DynamicTest cell(Session session, String state, Operation operation) {
        Optional<Lifecycle.Transition> row = session.contract().lifecycle().row(state, operation.id());
        String sentence = operation.id()
                + row.map(taken -> " leads from " + state + " to " + taken.target(state))
                        .orElse(" is refused while " + state);
        CheckInfo info = new CheckInfo(
                "cell-" + state + "-" + Session.kebab(operation.id()),
                "lifecycle",
                sentence,
                row.isPresent()
                        ? List.of("lifecycle-allowed", "operation-works")
                        : List.of(never(session, operation), "refused-state-409"),
                Optional.of(new CheckInfo.Cell(state, operation.id())));
        return session.check(info, bench -> {
            Live live = in(bench, state);
            Call call = bench.call(operation.id(), live);
            if (row.isPresent()) {
                allowed(bench, live, call, row.get());
            } else {
                bench.refused(
                        call,
                        "state",
                        never(session, operation),
                        session.contract().lifecycle().refusal(operation.id()));
            }
        });
    }

    static String never(Session session, Operation operation) {
        boolean promised =
                session.contract().lifecycle().refusal(operation.id()).documented();
        return promised ? "ping-while-streaming" : "lifecycle-refused";
    }

    private static void allowed(Bench bench, Live live, Call call, Lifecycle.Transition row) {
        String target = row.target(live.state());
        bench.works(call);
        Call get = bench.call("getStream", live);
        Answer after = bench.works(get);
        after.textAt(Field.STATUS).filter(seen -> !seen.equals(target)).ifPresent(seen -> {
            Rule rule = bench.contract().rule("lifecycle-allowed");
            bench.found(new Finding(
                    // The words for the states are ours, whoever promises the row.
                    rule, rule.provenance(), call.name(), "state " + target, seen, bench.evidence(get, after)));
        });
    }

    /** A stream in a state: led there, or one that the target has always had. */
    private static Live in(Bench bench, String state) {
        String known = bench.session().target().streams().get(state);
        if (bench.session().paths().to(state).isPresent() || known == null) {
            return bench.in(state);
        }
        Live live = bench.adopt(new Live(known, MissingNode.getInstance(), MissingNode.getInstance(), state));
        Answer seen = bench.anything(bench.call("getStream", live));
        if (!seen.textAt(Field.STATUS).equals(Optional.of(state))) {
            throw new NotJudged(
                    NotJudged.Cause.MEANS, "only time leads to " + state + ", and the target has no such stream");
        }
        return live;
    }
}
