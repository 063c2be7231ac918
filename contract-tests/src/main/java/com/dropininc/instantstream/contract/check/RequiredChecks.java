package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** What the docs do not mark as optional is required of everybody, in every state, and of no body at all. */
final class RequiredChecks {
    private static final String START = "startStream";

    @Check(
            id = "required-of-who-joins-later-too",
            rules = {"required-field"})
    void whoever_starts_first_or_joins_later_sends_what_is_required(Bench bench) {
        Live waiting = bench.request();
        for (int side = 0; side < 2; side++) {
            Live running = bench.request();
            bench.setUp(bench.call(START, running).json(StartChecks.body(bench, 1 - side)));
            for (String field : List.of(Field.LONGITUDE, Field.LATITUDE)) {
                without(bench, waiting, side, field);
                without(bench, running, side, field);
            }
        }
    }

    private static void without(Bench bench, Live live, int side, String field) {
        ObjectNode body = StartChecks.body(bench, side);
        body.remove(field);
        bench.refused(bench.call(START, live).json(body), "invalid", "required-field");
    }

    @Check(
            id = "required-of-no-body-at-all",
            rules = {"required-field"})
    void a_call_without_a_body_lacks_what_is_required(Bench bench) {
        for (Operation operation : needy(bench).toList()) {
            Call call = bench.call(operation.id(), bench.readyFor(operation)).withoutBody();
            // Which refusal it is depends on whether nothing counts as a body of the wrong type.
            Answer answer = bench.anything(call);
            bench.holds(
                    "required-field",
                    new Bench.Sent(call, answer),
                    !answer.success(),
                    "a refusal, since it has no body",
                    "a success, " + answer.status());
        }
    }

    private static Stream<Operation> needy(Bench bench) {
        return bench.contract().operations().values().stream()
                .filter(operation -> operation.body().isPresent())
                .filter(operation -> !bench.session()
                        .bodies()
                        .schema(operation.body().get())
                        .path("required")
                        .isEmpty());
    }
}
