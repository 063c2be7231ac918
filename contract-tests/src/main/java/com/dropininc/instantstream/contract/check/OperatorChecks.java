package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Pings and recordings. */
final class OperatorChecks {
    private static final String PING = "pingStream";
    private static final String RECORD = "recordStream";

    @Check(
            id = "ping-is-for-operators-only",
            rules = {"ping-operator-only", "ping-refusal-403"})
    void only_an_operators_key_pings(Bench bench) {
        Operation ping = bench.contract().operation(PING);
        List<Secret> others = bench.keys().besides(ping.keyKinds());
        if (others.isEmpty()) {
            throw new NotJudged(
                    NotJudged.Cause.MEANS,
                    "who may ping is told by an operator's key and another one, and one is missing");
        }
        // Where the operator's own key pings nothing, nobody can tell for whom ping is.
        bench.setUp(bench.call(PING, ChatChecks.streaming(bench)));
        for (Secret key : others) {
            Live live = ChatChecks.streaming(bench);
            Call call = Call.of(ping).token(live.token()).key(key);
            bench.refused(call, "key-kind", "ping-operator-only");
            bench.refused(
                    Call.of(ping)
                            .token(bench.session()
                                    .safety()
                                    .invented(bench.identities().word("st")))
                            .key(key),
                    "key-kind",
                    "ping-operator-only");
        }
    }

    @Check(
            id = "ping-works-while-streaming",
            rules = {"operation-works", "ping-while-streaming"})
    void an_operator_pings_a_running_stream_and_it_shows(Bench bench) {
        Live live = bench.request();
        Call early = bench.call(PING, live);
        bench.refused(early, "state", "ping-while-streaming");
        bench.setUp(bench.call("startStream", live));
        Answer first = bench.works(bench.call(PING, live));
        Call again = bench.call(PING, live);
        Answer second = bench.works(again);
        Optional<String> before = first.textAt(Field.LAST_PING_AT);
        Optional<String> after = second.textAt(Field.LAST_PING_AT);
        bench.holds(
                "instants-in-order",
                new Bench.Sent(again, second),
                before.isEmpty() || (after.isPresent() && before.get().compareTo(after.get()) <= 0),
                "not before " + before.orElse(""),
                after.orElse("absent"));
        bench.works(bench.call("stopStream", live));
        bench.refused(bench.call(PING, live), "state", "ping-while-streaming");
    }

    @Check(
            id = "recording-shows-on-the-stream",
            rules = {"record-kept", "operation-works"})
    void a_recording_shows_on_its_stream_and_stops_with_it(Bench bench) {
        List<String> words = bench.contract().schemas().words("RecordingStatus");
        Live live = ChatChecks.streaming(bench);
        Call record = bench.call(RECORD, live);
        Answer started = bench.works(record);
        same(bench, live, started.body(), words.get(0));
        Answer.text(started.body(), Field.STREAM)
                .ifPresent(seen -> bench.holds(
                        "record-kept", new Bench.Sent(record, started), seen.equals(live.token()), live.token(), seen));
        bench.works(bench.call("stopStream", live));
        same(bench, live, started.body(), words.get(1));
    }

    private static void same(Bench bench, Live live, JsonNode recording, String status) {
        Call get = bench.call("getStream", live);
        Answer read = bench.works(get);
        JsonNode shown = read.body().path(Field.RECORDING);
        Bench.Sent sent = new Bench.Sent(get, read);
        if (!shown.isObject() && !bench.session().exchange().conventions().shows(Field.RECORDING)) {
            // Streams show no recording here: nothing to hold.
            return;
        }
        String id = recording.path(Field.ID).asString("");
        bench.holds("record-kept", sent, shown.path(Field.ID).asString("").equals(id), "recording " + id, shown);
        bench.holds(
                "record-kept", sent, shown.path(Field.STATUS).asString("").equals(status), "status " + status, shown);
    }

    @Check(
            id = "record-again-is-the-same-recording",
            rules = {"idempotent-repeat"})
    void a_second_record_answers_the_same_recording(Bench bench) {
        Live live = ChatChecks.streaming(bench);
        Answer first = bench.works(bench.call(RECORD, live));
        Call again = bench.call(RECORD, live);
        Snapshot before = bench.frame().take(live);
        Answer second = bench.works(again, "idempotent-repeat");
        List<String> changes = before.changes(bench.frame().take(live), java.util.Set.of());
        Bench.Sent sent = new Bench.Sent(again, second);
        if (toggles(bench)) {
            String stopped = bench.contract().schemas().words("RecordingStatus").get(1);
            Optional<String> seen = second.textAt(Field.STATUS);
            bench.holds("idempotent-repeat", sent, seen.filter(stopped::equals).isPresent(), stopped, seen);
            return;
        }
        bench.holds(
                "idempotent-repeat",
                sent,
                Known.of(bench.contract(), sent).equals(Known.of(bench.contract(), new Bench.Sent(again, first))),
                first.body(),
                second.body());
        bench.holds("idempotent-repeat", sent, changes.isEmpty(), "nothing", changes);
    }

    /** Whether the contract at hand gives a repeated record an effect of its own. */
    private static boolean toggles(Bench bench) {
        Lifecycle lifecycle = bench.contract().lifecycle();
        return lifecycle.transitions().stream()
                .filter(row -> row.on().filter(RECORD::equals).isPresent())
                .flatMap(row -> row.effects().stream())
                .anyMatch(effect -> lifecycle.effects().get(effect).repeated().isPresent());
    }
}
