package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The calls of one probe, kept as they are to be told. Nothing that they show is a finding. For one thread. */
final class Asked {
    static final String UNKNOWN = "does not show";

    private final Bench bench;
    private final Ambiguity ambiguity;
    private final List<String> told = new ArrayList<>();
    private final List<String> exchanges = new ArrayList<>();

    Asked(Bench bench, Ambiguity ambiguity) {
        this.bench = bench;
        this.ambiguity = ambiguity;
    }

    Bench bench() {
        return bench;
    }

    Operation operation(String id) {
        return bench.contract().operation(id);
    }

    ObjectNode body(String operation) {
        return bench.session().bodies().full(operation(operation));
    }

    /** A new stream, pending. */
    Live pending() {
        return bench.request();
    }

    /** A new stream that somebody has started. */
    Live streaming() {
        Live live = bench.request();
        if (!bench.raw(bench.call("startStream", live)).success()) {
            throw new NotJudged(NotJudged.Cause.FINDING, "no stream could be started");
        }
        return live;
    }

    /** A call of {@code requestStream}, nobody notified. */
    Call request(ObjectNode body) {
        return bench.call(operation("requestStream")).json(body);
    }

    /** The authorisation of a channel, its body not yet there, and the fields of that body. */
    ObjectNode channel(String name) {
        return body("authorizeChannel").put(Field.CHANNEL_NAME, name);
    }

    String channelOf(Live live) {
        return bench.contract().channel(Field.STREAM).name(live.token());
    }

    Answer ask(String what, Call call) {
        Answer answer = bench.raw(call);
        told.add(what + ": " + answer.status());
        exchanges.add(what + ": " + call.told(answer));
        return answer;
    }

    boolean works(String what, Call call) {
        return ask(what, call).success();
    }

    /** The reading taken, by its id or in a few words. */
    Reading reading(String taken) {
        return new Reading(ambiguity.id(), taken, String.join("; ", told), exchanges);
    }

    /** No reading shows. */
    Reading unknown(String reason) {
        return reading(UNKNOWN + ": " + reason);
    }
}
