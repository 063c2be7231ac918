package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls with two things wrong: the one that comes first in the order of refusals is answered. */
final class OrderChecks {
    /** What can be wrong with a call, in the order of refusals; the id is that of the refusal. */
    private enum Wrong {
        KEY_MISSING("key-missing"),
        KEY_UNKNOWN("key-unknown"),
        KEY_KIND("key-kind"),
        CONTENT_TYPE("content-type"),
        BODY("invalid"),
        TOKEN("token-unknown"),
        STATE("state");

        private final String refusal;

        Wrong(String refusal) {
            this.refusal = refusal;
        }

        /** The rule that a success breaks. */
        private String never(Contract contract) {
            return switch (this) {
                case KEY_MISSING -> "key-required";
                case KEY_UNKNOWN -> "key-unknown-refused";
                default -> contract.refusal(refusal).rule().id();
            };
        }

        private boolean ofKey() {
            return this == KEY_MISSING || this == KEY_UNKNOWN || this == KEY_KIND;
        }

        private boolean ofBody() {
            return this == CONTENT_TYPE || this == BODY;
        }

        private boolean goesWith(Wrong later) {
            return !(ofKey() && later.ofKey()) && !(ofBody() && later.ofBody()) && !(this == TOKEN && later == STATE);
        }
    }

    @Checks
    Stream<DynamicTest> of_two_things_that_are_wrong_the_first_is_answered(Session session) {
        return session.contract().operations().values().stream()
                .filter(Operation::namesStream)
                .map(operation -> session.check(
                        new CheckInfo(
                                "order-of-refusals-" + Session.kebab(operation.id()),
                                "order",
                                operation.id() + " refuses for the first of two things that are wrong",
                                List.of("order-of-refusals", "refusal-changes-nothing")),
                        bench -> pairs(bench, operation)));
    }

    private static void pairs(Bench bench, Operation operation) {
        List<Wrong> possible = possible(bench, operation);
        Live ready = bench.readyFor(operation);
        Optional<Live> refusing = refusing(bench, operation);
        for (Wrong first : possible) {
            for (Wrong second : possible) {
                boolean pair = first.ordinal() < second.ordinal() && first.goesWith(second);
                if (pair && (second != Wrong.STATE || refusing.isPresent())) {
                    Live live = second == Wrong.STATE ? refusing.get() : ready;
                    wrong(bench, operation, live, List.of(first, second));
                }
            }
        }
    }

    private static List<Wrong> possible(Bench bench, Operation operation) {
        List<Wrong> possible = new ArrayList<>(List.of(Wrong.KEY_MISSING, Wrong.KEY_UNKNOWN));
        boolean kinds = !operation.keyKinds().isEmpty();
        if (kinds && !bench.keys().besides(operation.keyKinds()).isEmpty()) {
            possible.add(Wrong.KEY_KIND);
        }
        if (operation.body().isPresent()) {
            possible.addAll(List.of(Wrong.CONTENT_TYPE, Wrong.BODY));
        }
        possible.addAll(List.of(Wrong.TOKEN, Wrong.STATE));
        return possible;
    }

    /** A stream in a state that refuses the operation, if operations lead to one. */
    private static Optional<Live> refusing(Bench bench, Operation operation) {
        List<String> allowing = bench.session().paths().allowing(operation);
        return bench.contract().lifecycle().states().keySet().stream()
                .filter(state -> !allowing.contains(state)
                        && bench.session().paths().to(state).isPresent())
                .findFirst()
                .map(bench::in);
    }

    private static void wrong(Bench bench, Operation operation, Live live, List<Wrong> both) {
        Call call = valid(bench, operation, live);
        for (Wrong wrong : both) {
            call = made(bench, call, wrong);
        }
        Answer answer = bench.anything(call);
        Bench.Sent sent = new Bench.Sent(call, answer);
        int first = bench.contract().refusal(both.get(0).refusal).status();
        int second = bench.contract().refusal(both.get(1).refusal).status();
        if (answer.success()) {
            bench.holds(both.get(0).never(bench.contract()), sent, false, "a refusal, " + first, answer.status());
            return;
        }
        // A status of its own for what is wrong first is told by the checks of that refusal.
        bench.holds(
                "order-of-refusals",
                sent,
                answer.status() != second || first == second,
                first + " for " + both.get(0).refusal + " before " + both.get(1).refusal,
                answer.status());
    }

    private static Call valid(Bench bench, Operation operation, Live live) {
        try {
            return bench.call(operation.id(), live);
        } catch (NotJudged e) {
            if (e.why() != NotJudged.Cause.MEANS) {
                throw e;
            }
            return Calls.keyed(bench, operation, live);
        }
    }

    private static Call made(Bench bench, Call call, Wrong wrong) {
        Operation operation = call.operation().orElseThrow();
        return switch (wrong) {
            case KEY_MISSING -> call.withoutKey();
            case KEY_UNKNOWN -> call.key(bench.session().unknownKey());
            case KEY_KIND -> call.key(bench.keys().besides(operation.keyKinds()).get(0));
            case CONTENT_TYPE -> call.bytes("text".getBytes(StandardCharsets.UTF_8), "text/plain");
            case BODY -> call.json(JsonNodeFactory.instance.arrayNode());
            case TOKEN ->
                call.path(operation.path())
                        .token(bench.session()
                                .safety()
                                .invented(bench.identities().word("st")));
            case STATE -> call;
        };
    }
}
