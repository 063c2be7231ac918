package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.VirtualClock;
import com.dropininc.instantstream.contract.model.Step;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What time does to a stream, on targets whose time can be turned. */
final class TimeChecks {
    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofDays(30);
    private static final String START = "startStream";

    @Check(
            id = "time-ends-what-nobody-starts",
            rules = {"expires-by-time", "instants-of-state", "pending-exact"})
    void a_stream_that_nobody_starts_ends_when_its_row_says_and_not_a_moment_before(Bench bench) {
        turned(bench, (inner, clock) -> {
            Duration span = span(inner, inner.contract().lifecycle().initial());
            Walker walker = requested(inner, 0);
            clock.advance(span.minus(MOMENT));
            walker.still();
            walker.take(step(bench, "updateDealerDevice"));
            clock.advance(MOMENT);
            walker.over();
            List.of(START, "updateDealerDevice", "saveChat", "cancelStream", "stopStream")
                    .forEach(act -> walker.take(step(bench, act)));
        });
    }

    @Check(
            id = "time-spares-what-is-started",
            rules = {"expires-by-time", "instants-of-state"})
    void a_stream_that_is_started_in_time_and_never_pinged_lasts(Bench bench) {
        turned(bench, (inner, clock) -> {
            Walker walker = requested(inner, 1);
            clock.advance(span(inner, inner.contract().lifecycle().initial()).minus(MOMENT));
            walker.take(step(bench, START));
            walker.take(step(bench, "saveChat"));
            clock.advance(LONG);
            walker.still();
            walker.take(step(bench, "saveChat"));
            walker.take(step(bench, "stopStream"));
        });
    }

    @Check(
            id = "time-ends-what-is-pinged-no-more",
            rules = {"expires-by-time", "record-kept", "ping-while-streaming"})
    void a_stream_ends_its_span_after_the_last_ping_and_its_recording_with_it(Bench bench) {
        turned(bench, (inner, clock) -> {
            Walker walker = requested(inner, 2);
            walker.take(step(bench, START));
            Duration span = span(inner, walker.state());
            walker.take(step(bench, "recordStream"));
            clock.advance(span.multipliedBy(3));
            walker.take(step(bench, "pingStream"));
            clock.advance(span.minus(MOMENT));
            walker.still();
            walker.take(step(bench, "pingStream"));
            clock.advance(span.minus(MOMENT));
            walker.still();
            walker.take(step(bench, "saveChat"));
            clock.advance(MOMENT);
            walker.over();
            List.of("pingStream", "saveChat", "recordStream", START, "stopStream", "cancelStream")
                    .forEach(act -> walker.take(step(bench, act)));
        });
    }

    @Check(
            id = "time-ends-each-stream-by-itself",
            rules = {"expires-by-time", "pending-exact"})
    void streams_of_different_age_end_each_in_its_time(Bench bench) {
        turned(bench, (inner, clock) -> {
            Duration span = span(inner, inner.contract().lifecycle().initial());
            Walker older = requested(inner, 0);
            clock.advance(span.dividedBy(2));
            Walker younger = requested(inner, 1);
            Walker ended = requested(inner, 2);
            ended.take(step(bench, "cancelStream"));
            clock.advance(span.dividedBy(2));
            older.over();
            younger.still();
            ended.still();
            clock.advance(span.dividedBy(2));
            younger.over();
            older.still();
            ended.still();
        });
    }

    private static Walker requested(Bench bench, int turn) {
        List<String> fields = com.dropininc.instantstream.contract.model.StreamModel.DEVICE;
        return Walker.begun(
                bench,
                new Step(
                        "requestStream",
                        Optional.empty(),
                        java.util.Set.copyOf(fields.subList(0, turn)),
                        turn,
                        Optional.empty(),
                        false,
                        Step.Flaw.NONE));
    }

    /** An act by the second role, with nothing that is optional. */
    private static Step step(Bench bench, String operation) {
        return Step.bare(operation, Optional.of(bench.roles().get(1)));
    }

    private static Duration span(Bench bench, String state) {
        return bench.contract()
                .lifecycle()
                .timeRow(state)
                .flatMap(Lifecycle.Transition::after)
                .map(Lifecycle.After::span)
                .orElseThrow(() -> new NotJudged(NotJudged.Cause.SUITE, "no row of time leaves " + state));
    }

    /** In a sandbox of the target, its time standing still. */
    private static void turned(Bench bench, BiConsumer<Bench, VirtualClock> work) {
        Session session = bench.session();
        Target target = session.target();
        VirtualClock clock = VirtualClock.of(target, session.safety())
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS, "the target has no clock to turn, so what time does was not judged"));
        try (clock) {
            clock.freeze();
            Keys keys = new Keys(
                    clock.keys(), target.keys().pusherKey(), target.keys().pusherSecret());
            Bench inner = session.with(keys).bench(bench.info());
            try {
                work.accept(inner, clock);
                inner.lives().finish();
            } finally {
                inner.sightings().all().forEach(bench::found);
                bench.looked(inner);
                // What lived in the sandbox goes with it.
                inner.lives().tokens().forEach(session.safety()::ended);
            }
        }
    }
}
