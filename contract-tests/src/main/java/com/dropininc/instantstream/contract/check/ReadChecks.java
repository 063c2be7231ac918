package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** What is read: reading changes nothing, and instants make sense. */
final class ReadChecks {
    /** Long enough for the milliseconds of an instant to move. */
    private static final Duration TICK = Duration.ofMillis(3);

    private static final Duration SKEW = Duration.ofSeconds(30);
    /** A target whose time can be turned may be anywhere in time. */
    private static final Duration A_TURN = Duration.ofMinutes(1);

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
            for (Call call : reads(bench, live)) {
                boolean empty = call.name().equals("getPending")
                        && !state.equals(bench.contract().lifecycle().initial());
                // What an account with nothing pending is answered is not documented.
                Answer answer = empty ? bench.anything(call) : bench.works(call);
                List<String> changes = before.changes(bench.frame().take(live), Set.of());
                bench.holds("writes-only-its-own", new Bench.Sent(call, answer), changes.isEmpty(), "none", changes);
            }
        }
    }

    /** Every read by every kind of key: who reads does not matter. */
    private static List<Call> reads(Bench bench, Live live) {
        List<Call> calls = new ArrayList<>();
        for (Secret key : bench.keys().byKind().values()) {
            for (String id : List.of("getStream", "getChat", "getPending")) {
                calls.add(bench.call(id, live).key(key));
            }
        }
        calls.add(bench.call("authorizeChannel", live));
        return calls;
    }

    @Check(
            id = "answers-agree-with-what-is-read",
            rules = {"answer-is-current"})
    void what_an_operation_answers_is_what_is_read_afterwards(Bench bench) {
        Live live = bench.request();
        for (String id : List.of("updateDealerDevice", "startStream", "stopStream")) {
            Call call = bench.call(id, live);
            Answer answer = bench.works(call);
            Map<String, ?> read = bench.frame().take(live).properties();
            bench.holds(
                    "answer-is-current",
                    new Bench.Sent(call, answer),
                    Known.stream(bench.contract(), answer.body()).equals(read),
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

    @Check(
            id = "updated-at-moves",
            rules = {"instants-in-order", "instants-are-now"})
    void each_change_moves_updated_at_to_now(Bench bench) {
        Live live = bench.request();
        String before = bench.works(bench.call("getStream", live))
                .textAt(Field.UPDATED_AT)
                .orElse("");
        for (String id : List.of("updateDealerDevice", "startStream", "recordStream", "stopStream")) {
            LockSupport.parkNanos(TICK.toNanos());
            Call call = bench.call(id, live);
            bench.works(call);
            Call get = bench.call("getStream", live);
            Answer read = bench.works(get);
            String after = read.textAt(Field.UPDATED_AT).orElse("");
            Bench.Sent sent = new Bench.Sent(get, read);
            if (!before.isEmpty()) {
                // Instants of whole seconds may well be the same.
                boolean fine = before.contains(".");
                boolean moved = after.compareTo(before) >= (fine ? 1 : 0);
                bench.holds("instants-in-order", sent, moved, "updatedAt after " + before, after);
                now(bench, sent, after);
            }
            before = after;
        }
    }

    /** By the clock that the answer itself carries in its Date, which has whole seconds. */
    private static void now(Bench bench, Bench.Sent sent, String instant) {
        try {
            Instant date = ZonedDateTime.parse(
                            sent.answer().header("Date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration off = Duration.between(Instant.parse(instant), date).abs();
            // A target that keeps streams ready for tests may have a clock that was turned.
            boolean turned = !bench.session().target().streams().isEmpty() && off.compareTo(A_TURN) > 0;
            if (!turned) {
                bench.holds("instants-are-now", sent, off.compareTo(SKEW) <= 0, "about " + date, instant);
            }
        } catch (DateTimeParseException e) {
            // No Date, or no instant that anybody can read: nothing to compare.
            return;
        }
    }
}
