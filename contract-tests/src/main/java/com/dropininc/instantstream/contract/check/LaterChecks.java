package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was true once stays true: over other calls, at the third time, beside other streams. */
final class LaterChecks {
    private static final String START = "startStream";
    private static final String STOP = "stopStream";
    private static final String CANCEL = "cancelStream";
    private static final String GET = "getStream";

    @Check(
            id = "what-is-said-stays-said",
            rules = {"chat-loses-nothing"})
    void a_message_outlives_whatever_happens_to_its_stream(Bench bench) {
        Live live = bench.request();
        bench.setUp(bench.call(START, live).json(StartChecks.body(bench, 0)));
        String message = bench.identities().word("said");
        bench.works(ChatChecks.call(bench, live, 0, message));
        for (String id : List.of(START, "updateDealerDevice", "recordStream", STOP)) {
            Call call = bench.call(id, live);
            bench.setUp(id.equals(START) ? call.json(StartChecks.body(bench, 1)) : call);
            Call get = bench.call("getChat", live);
            Answer chat = bench.works(get);
            boolean there = ChatChecks.texts(chat, List.of(message)).contains(message);
            if (!bench.holds(
                    "chat-loses-nothing", new Bench.Sent(get, chat), there, message + " after " + id, "absent")) {
                return;
            }
        }
    }

    @Check(
            id = "notified-stays-as-it-was-asked",
            rules = {"notify-effect"})
    void notified_is_read_as_it_was_asked_as_long_as_the_stream_is_read(Bench bench) {
        boolean guarded = bench.session().target().guarded();
        for (boolean asked : guarded ? new boolean[] {false} : new boolean[] {false, true}) {
            var request = bench.contract().operation("requestStream");
            ObjectNode body = bench.session().bodies().full(request);
            Call call = bench.call(request).json(body).query(Field.NOTIFY, String.valueOf(asked));
            Live live = bench.made(bench.works(call), body);
            for (String id : List.of(GET, "updateDealerDevice", START, GET, STOP, GET)) {
                Call next = bench.call(id, live);
                Answer answer = bench.works(next);
                JsonNode seen = answer.body().path(Field.NOTIFIED);
                boolean kept = !seen.isBoolean() || seen.asBoolean() == asked;
                if (!bench.holds("notify-effect", new Bench.Sent(next, answer), kept, asked, seen)) {
                    return;
                }
            }
        }
    }

    @Check(
            id = "coordinates-come-back-to-the-digit",
            rules = {"coordinates-kept"})
    void a_coordinate_keeps_its_sign_and_its_digits(Bench bench) {
        Live live = bench.request();
        ObjectNode body = StartChecks.body(bench, 0)
                .put(Field.LONGITUDE, "-77.03653214987")
                .put(Field.LATITUDE, "-0.10");
        bench.works(bench.call(START, live).json(body));
        Call get = bench.call(GET, live);
        Answer read = bench.works(get);
        for (String field : List.of(Field.LONGITUDE, Field.LATITUDE)) {
            String wanted = body.path(field).asString();
            read.textAt(field)
                    .ifPresent(seen -> bench.holds(
                            "coordinates-kept", new Bench.Sent(get, read), seen.equals(wanted), wanted, seen));
        }
    }

    @Check(
            id = "reading-by-any-key-changes-nothing",
            rules = {"writes-only-its-own"})
    void reading_by_a_key_of_any_kind_changes_nothing(Bench bench) {
        Live live = bench.request();
        Snapshot before = bench.frame().take(live);
        for (Secret key : bench.keys().byKind().values()) {
            for (String id : List.of(GET, "getChat", "getPending")) {
                Call call = bench.call(id, live).key(key);
                Answer answer = bench.anything(call);
                List<String> changes = before.changes(bench.frame().take(live), Set.of());
                if (!bench.holds(
                        "writes-only-its-own", new Bench.Sent(call, answer), changes.isEmpty(), "none", changes)) {
                    return;
                }
            }
        }
    }

    @Check(
            id = "third-time-is-like-the-second",
            rules = {"idempotent-repeat"})
    void what_may_be_repeated_once_may_be_repeated_again(Bench bench) {
        for (String id : List.of(START, "recordStream", STOP, CANCEL)) {
            Live live = bench.readyFor(bench.contract().operation(id));
            Call call = bench.call(id, live);
            bench.setUp(call);
            Answer second = bench.anything(call);
            if (!second.success()) {
                continue;
            }
            for (int times = 3; times <= 4; times++) {
                Answer again = bench.anything(call);
                bench.holds(
                        "idempotent-repeat",
                        new Bench.Sent(call, again),
                        again.success()
                                && Known.of(bench.contract(), new Bench.Sent(call, again))
                                        .equals(Known.of(bench.contract(), new Bench.Sent(call, second))),
                        "the answer of the second time: " + second.body(),
                        again.status() + " " + again.body());
            }
        }
    }

    @Check(
            id = "streams-of-one-phone-live-apart",
            rules = {"writes-only-its-own", "media-of-its-stream", "request-makes-new-stream"})
    void a_stream_ends_alone_among_the_streams_of_its_phone(Bench bench) {
        Live first = bench.request();
        Live twin = bench.request((ObjectNode) asked(bench, first));
        bench.holds(
                "request-makes-new-stream",
                "requestStream",
                !twin.token().equals(first.token()),
                "another token",
                twin.token());
        alone(bench, CANCEL, first, twin);
        Live running = bench.requestLike(twin);
        Live other = bench.requestLike(twin);
        for (Live live : List.of(running, other)) {
            bench.setUp(bench.call(START, live));
        }
        ownSession(bench, running, other);
        alone(bench, STOP, running, other);
        alone(bench, STOP, other, twin);
    }

    private static JsonNode asked(Bench bench, Live live) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation("requestStream"));
        for (String field : List.of(Field.PHONE, Field.EMAIL)) {
            body.set(field, live.asked().path(field));
        }
        return body;
    }

    private static void alone(Bench bench, String id, Live ends, Live stays) {
        Map<String, JsonNode> before = bench.frame().take(stays).properties();
        Call call = bench.call(id, ends);
        Answer answer = bench.works(call);
        Snapshot old = new Snapshot(before, List.of());
        List<String> changes =
                old.changes(new Snapshot(bench.frame().take(stays).properties(), List.of()), Set.of());
        bench.holds(
                "writes-only-its-own",
                new Bench.Sent(call, answer),
                changes.isEmpty(),
                "the other stream of that phone unchanged",
                changes);
    }

    private static void ownSession(Bench bench, Live one, Live two) {
        Call get = bench.call(GET, two);
        Answer read = bench.works(get);
        JsonNode mine = read.body().path(Field.STREAM);
        JsonNode theirs = bench.works(bench.call(GET, one)).body().path(Field.STREAM);
        if (!mine.isObject() || !theirs.isObject()) {
            throw new NotJudged(NotJudged.Cause.FINDING, "streams show no media session");
        }
        bench.holds(
                "media-of-its-stream",
                new Bench.Sent(get, read),
                !mine.path(Field.ID).equals(theirs.path(Field.ID)),
                "a media session of its own",
                "that of another stream");
    }
}
