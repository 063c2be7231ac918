package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Cancelling and stopping, by either side, and again. */
final class EndChecks {

    @Check(
            id = "either-side-ends-a-stream",
            rules = {"operation-works", "lifecycle-allowed"})
    void either_side_cancels_and_stops(Bench bench) {
        for (int side = 0; side < 2; side++) {
            Live waiting = bench.request();
            ends(
                    bench,
                    waiting,
                    by(bench, "cancelStream", waiting, side),
                    side == 0 ? "operation-works" : "lifecycle-allowed");
            for (int starter = 0; starter < 2; starter++) {
                Live running = bench.request();
                bench.setUp(bench.call("startStream", running).json(StartChecks.body(bench, starter)));
                // Who has not joined may have no right to stop: that he has is our reading.
                ends(
                        bench,
                        running,
                        by(bench, "stopStream", running, side),
                        side == starter ? "operation-works" : "lifecycle-allowed");
            }
        }
    }

    @Check(
            id = "cancel-needs-no-body",
            rules = {"optional-body", "role-default-viewer"})
    void a_stream_is_cancelled_without_a_body_and_without_a_role(Bench bench) {
        Live live = bench.request();
        bench.works(bench.call("cancelStream", live).withoutBody(), "optional-body");
        Live other = bench.request();
        ObjectNode nothing = bench.session().bodies().full(bench.contract().operation("cancelStream"));
        bench.works(bench.call("cancelStream", other).json(nothing.removeAll()), "role-default-viewer");
    }

    @Check(
            id = "end-again-changes-nothing",
            rules = {"idempotent-repeat"})
    void a_cancel_or_stop_repeated_by_either_side_changes_nothing(Bench bench) {
        for (String operation : List.of("cancelStream", "stopStream")) {
            Live live = bench.readyFor(bench.contract().operation(operation));
            bench.setUp(bench.call(operation, live));
            Snapshot before = bench.frame().take(live);
            for (int side = 0; side < 2; side++) {
                Call again = by(bench, operation, live, side);
                if (bench.contract().lifecycle().row(live.state(), operation).isEmpty()) {
                    bench.refused(again, "state", "lifecycle-refused");
                    continue;
                }
                Answer answer = bench.works(again, "idempotent-repeat");
                List<String> changes = before.changes(bench.frame().take(live), java.util.Set.of());
                bench.holds("idempotent-repeat", new Bench.Sent(again, answer), changes.isEmpty(), "nothing", changes);
            }
        }
    }

    private static void ends(Bench bench, Live live, Call call, String rule) {
        Lifecycle lifecycle = bench.contract().lifecycle();
        String target = lifecycle
                .row(live.state(), call.name())
                .map(row -> row.target(live.state()))
                .orElse(live.state());
        Answer answer = bench.works(call, rule);
        Optional<String> state = answer.textAt(Field.STATUS);
        state.ifPresent(seen ->
                bench.holds("lifecycle-allowed", new Bench.Sent(call, answer), seen.equals(target), target, seen));
    }

    private static Call by(Bench bench, String operation, Live live, int side) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation(operation));
        return bench.call(operation, live)
                .json(body.put(Field.ROLE, bench.roles().get(side)));
    }
}
