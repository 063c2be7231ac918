package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.spec.Ambiguity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds out which reading a target takes of each question that the owner's docs leave open. */
public final class Probes {
    private static final Map<String, Function<Asked, Reading>> PROBES = probes();

    private Probes() {}

    private static Map<String, Function<Asked, Reading>> probes() {
        Map<String, Function<Asked, Reading>> probes = new LinkedHashMap<>();
        probes.put("role-form", Probes::roleForm);
        probes.put("location-required", Probes::locationRequired);
        probes.put("identity-required", Probes::identityRequired);
        probes.put("coordinate-form", Probes::coordinateForm);
        probes.put("notify-default", Probes::notifyDefault);
        probes.put("notify-form", Probes::notifyForm);
        probes.put("success-status", Probes::successStatus);
        probes.put("error-form", Probes::errorForm);
        probes.put("record-twice", Probes::recordTwice);
        probes.put("authchannel-body", Probes::authchannelBody);
        probes.put("get-pending", Probes::getPending);
        probes.put("authchannel-key", Probes::authchannelKey);
        probes.put("cancel-while-streaming", Probes::cancelWhileStreaming);
        probes.put("channel-names", Probes::channelNames);
        return Map.copyOf(probes);
    }

    /** Ids of the ambiguities that there is a probe for. */
    public static List<String> known() {
        return PROBES.keySet().stream().sorted().toList();
    }

    /**
     * Asks about every ambiguity of the spec that shows from outside, a handful of calls for each, and keeps what is
     * seen with the results of the session.
     */
    public static void ask(Session session) {
        for (Ambiguity ambiguity : session.contract().ambiguities().values()) {
            if (ambiguity.probe()) {
                session.collected().reads(read(session, ambiguity));
            }
        }
    }

    private static Reading read(Session session, Ambiguity ambiguity) {
        CheckInfo info = new CheckInfo("probe", CheckInfo.IN_PASSING, "a reading is told", List.of());
        Asked asked = new Asked(session.bench(info), ambiguity);
        Function<Asked, Reading> probe = PROBES.get(ambiguity.id());
        try {
            return probe == null ? asked.unknown("there is no probe for it") : probe.apply(asked);
        } catch (NotJudged e) {
            return asked.unknown(e.getMessage());
        }
    }

    private static Reading roleForm(Asked asked) {
        ObjectNode body = asked.body("startStream");
        String role = asked.bench().roles().get(1);
        boolean word = asked.works("one word", start(asked, body.deepCopy().put(Field.ROLE, role)));
        body.putArray(Field.ROLE).add(role);
        boolean array = asked.works("an array", start(asked, body));
        return asked.reading(word ? "word" : array ? "array" : "neither");
    }

    private static Call start(Asked asked, ObjectNode body) {
        return asked.bench().call("startStream", asked.pending()).json(body);
    }

    private static Reading locationRequired(Asked asked) {
        ObjectNode body = asked.body("startStream");
        body.remove(List.of(Field.LONGITUDE, Field.LATITUDE));
        return asked.reading(asked.works("a start without location", start(asked, body)) ? "optional" : "required");
    }

    private static Reading identityRequired(Asked asked) {
        ObjectNode body = asked.body("requestStream");
        boolean phone =
                asked.works("without email", asked.request(body.deepCopy().without(Field.EMAIL)));
        boolean email =
                asked.works("without phone", asked.request(body.deepCopy().without(Field.PHONE)));
        return asked.reading(phone || email ? "optional" : "required");
    }

    private static Reading coordinateForm(Asked asked) {
        ObjectNode body = asked.body("startStream");
        body.put(Field.LONGITUDE, "1231232").put(Field.LATITUDE, "21321321");
        return asked.reading(asked.works("1231232 and 21321321", start(asked, body)) ? "any-decimal" : "degrees");
    }

    private static Reading notifyDefault(Asked asked) {
        Answer answer = asked.ask(
                "without notify", asked.request(asked.body("requestStream")).plain());
        JsonNode notified = answer.body().path(Field.NOTIFIED);
        return notified.isBoolean()
                ? asked.reading(notified.asBoolean() ? "notified" : "not-notified")
                : asked.unknown("the stream does not show whether the dealer was notified");
    }

    private static Reading notifyForm(Asked asked) {
        boolean lenient = false;
        for (String form : List.of("1", "yes")) {
            Call call = asked.request(asked.body("requestStream")).query(Field.NOTIFY, form);
            lenient |= asked.works("notify=" + form, call);
        }
        return asked.reading(lenient ? "lenient" : "strict");
    }

    private static Reading successStatus(Asked asked) {
        Answer answer = asked.ask("a request", asked.request(asked.body("requestStream")));
        return asked.reading(
                answer.status() == 200 ? "ok" : answer.status() == 201 ? "created" : String.valueOf(answer.status()));
    }

    private static Reading errorForm(Asked asked) {
        String nobody = asked.bench()
                .session()
                .safety()
                .invented(asked.bench().identities().word("st"));
        Answer answer = asked.ask(
                "an unknown token",
                asked.bench().call(asked.operation("getStream")).token(nobody));
        JsonNode body = answer.body();
        return answer.success() || !body.isContainer()
                ? asked.unknown("no error body in JSON")
                : asked.reading(body.isArray() ? "array" : "object");
    }

    private static Reading recordTwice(Asked asked) {
        Live live = asked.streaming();
        Call record = asked.bench().call("recordStream", live);
        asked.ask("record", record);
        Answer again = asked.ask("record again", record);
        if (!again.success()) {
            return asked.unknown("a second record is refused");
        }
        String stopped =
                asked.bench().contract().schemas().words("RecordingStatus").get(1);
        Answer read = asked.bench().raw(asked.bench().call("getStream", live));
        boolean ended = again.textAt(Field.STATUS).filter(stopped::equals).isPresent()
                || read.body()
                        .path(Field.RECORDING)
                        .path(Field.STATUS)
                        .asString("")
                        .equals(stopped);
        return asked.reading(ended ? "toggle" : "no-op");
    }

    private static Reading authchannelBody(Asked asked) {
        ObjectNode fields = asked.channel(asked.channelOf(asked.pending()));
        Call call = asked.bench().call(asked.operation("authorizeChannel"));
        boolean json = asked.works("JSON", call.json(fields));
        boolean form = asked.works("a form", call.form(fields));
        return json || form
                ? asked.reading(json && form ? "both" : json ? "json" : "form")
                : asked.unknown("the channel of a stream is refused");
    }

    private static Reading getPending(Asked asked) {
        String initial = asked.bench().contract().lifecycle().initial();
        String token = asked.bench().session().safety().invented(initial);
        Answer answer = asked.ask(
                "a stream called " + initial,
                asked.bench().call(asked.operation("getStream")).token(token));
        return asked.reading(answer.success() && answer.body().isArray() ? "list" : "stream");
    }

    private static Reading authchannelKey(Asked asked) {
        ObjectNode fields = asked.channel(asked.channelOf(asked.pending()));
        Call call = asked.bench().call(asked.operation("authorizeChannel")).form(fields);
        return asked.reading(asked.works("without a key", call.withoutKey()) ? "not-required" : "required");
    }

    private static Reading cancelWhileStreaming(Asked asked) {
        Live live = asked.streaming();
        boolean cancelled = asked.works("cancel", asked.bench().call("cancelStream", live));
        return asked.reading(cancelled ? "allowed" : "refused");
    }

    private static Reading channelNames(Asked asked) {
        String name = "private-" + asked.bench().identities().word("elsewhere");
        Call call = asked.bench().call(asked.operation("authorizeChannel")).form(asked.channel(name));
        return asked.reading(asked.works("a channel of another name", call) ? "lenient" : "strict");
    }
}
