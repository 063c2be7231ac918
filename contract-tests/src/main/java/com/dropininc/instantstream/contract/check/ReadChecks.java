package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is read: reading changes nothing, and instants make sense. */
final class ReadChecks {

    @Check(
            id = "reading-changes-nothing",
            rules = {"writes-only-its-own"})
    void reading_a_stream_changes_nothing(Bench bench) {
        for (String state : bench.contract().lifecycle().states().keySet()) {
            if (bench.session().paths().to(state).isEmpty()) {
                continue;
            }
            Live live = bench.in(state);
            Snapshot before = bench.frame().take(live);
            for (String id : List.of("getStream", "getChat", "getPending", "authorizeChannel")) {
                Call call = bench.call(id, live);
                boolean maybeNone = id.equals("getPending")
                        && !state.equals(bench.contract().lifecycle().initial());
                // How an empty list is answered is for another check to say.
                Answer answer = maybeNone ? bench.anything(call) : bench.works(call);
                List<String> changes = before.changes(bench.frame().take(live), Set.of());
                bench.holds("writes-only-its-own", new Bench.Sent(call, answer), changes.isEmpty(), "none", changes);
            }
        }
    }

    @Check(
            id = "answers-agree-with-what-is-read",
            rules = {"writes-only-its-own"})
    void what_an_operation_answers_is_what_is_read_afterwards(Bench bench) {
        Live live = bench.request();
        for (String id : List.of("updateDealerDevice", "startStream", "stopStream")) {
            Call call = bench.call(id, live);
            Answer answer = bench.works(call);
            Map<String, ?> read = bench.frame().take(live).properties();
            bench.holds(
                    "writes-only-its-own",
                    new Bench.Sent(call, answer),
                    Frame.known(bench.contract(), answer.body()).equals(read),
                    "the stream that getStream answers: " + read,
                    answer.body());
        }
    }

    @Check(
            id = "instants-are-in-order",
            rules = {"instants-in-order"})
    void the_instants_of_a_stream_are_in_the_order_of_its_life(Bench bench) {
        Live live = bench.request();
        for (String id : List.of("startStream", "saveChat", "recordStream", "stopStream")) {
            bench.works(bench.call(id, live));
            Call get = bench.call("getStream", live);
            Answer read = bench.works(get);
            Bench.Sent sent = new Bench.Sent(get, read);
            order(bench, sent, Field.CREATED_AT, Field.STARTED_AT);
            order(bench, sent, Field.STARTED_AT, Field.ENDED_AT);
            order(bench, sent, Field.CREATED_AT, Field.UPDATED_AT);
            order(bench, sent, Field.STARTED_AT, Field.UPDATED_AT);
            order(bench, sent, Field.ENDED_AT, Field.UPDATED_AT);
        }
    }

    /** ISO-8601 in UTC with milliseconds sorts as text. */
    private static void order(Bench bench, Bench.Sent sent, String earlier, String later) {
        Optional<String> first = sent.answer().textAt(earlier);
        Optional<String> second = sent.answer().textAt(later);
        if (first.isPresent() && second.isPresent()) {
            bench.holds(
                    "instants-in-order",
                    sent,
                    first.get().compareTo(second.get()) <= 0,
                    later + " not before " + earlier,
                    first.get() + " and " + second.get());
        }
    }
}
