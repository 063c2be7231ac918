package com.dropininc.instantstream.contract.diff;

import static com.dropininc.instantstream.contract.diff.Impact.BREAKING;
import static com.dropininc.instantstream.contract.diff.Impact.RISKY;
import static com.dropininc.instantstream.contract.diff.Impact.SAFE;

import com.dropininc.instantstream.spec.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every sort of change there is, with its impact: the one place where that is decided. */
final class Kinds {
    private static final Map<String, Kind> ALL = all();

    private Kinds() {}

    static Kind of(String id) {
        Kind kind = ALL.get(id);
        if (kind == null) {
            throw new IllegalStateException("no kind of change '" + id + "'; " + Nearest.hint(id, ALL.keySet()));
        }
        return kind;
    }

    static List<Kind> list() {
        return List.copyOf(ALL.values());
    }

    private static Map<String, Kind> all() {
        Map<String, Kind> all = new LinkedHashMap<>();
        List<Kind> kinds = new ArrayList<>();
        operations(kinds);
        answers(kinds);
        schemas(kinds);
        lifecycle(kinds);
        parts(kinds);
        realtime(kinds);
        kinds.forEach(kind -> all.put(kind.id(), kind));
        return Map.copyOf(all).size() == kinds.size() ? java.util.Collections.unmodifiableMap(all) : twice();
    }

    private static Map<String, Kind> twice() {
        throw new IllegalStateException("a kind of change is declared twice");
    }

    private static void operations(List<Kind> k) {
        k.add(new Kind("operation-removed", BREAKING, "the operation is gone"));
        k.add(new Kind("operation-added", SAFE, "a new operation"));
        k.add(new Kind("operation-moved", BREAKING, "the operation has another method or path"));
        k.add(new Kind("operation-deprecated", RISKY, "the operation is going to go"));
        k.add(new Kind("operation-key-needed", BREAKING, "the operation needs a key now"));
        k.add(new Kind("operation-key-dropped", SAFE, "the operation needs no key any more"));
        k.add(new Kind("operation-key-kind-removed", BREAKING, "keys of a kind may not call it any more"));
        k.add(new Kind("operation-key-kind-added", SAFE, "keys of more kinds may call it"));
        k.add(new Kind("operation-writes-more", RISKY, "the operation changes more of a stream"));
        k.add(new Kind("operation-writes-less", RISKY, "the operation changes less of a stream"));
        k.add(new Kind("parameter-removed", RISKY, "the parameter is gone, whoever sends it is ignored"));
        k.add(new Kind("parameter-added", SAFE, "a new parameter that may be left out"));
        k.add(new Kind("parameter-added-required", BREAKING, "a new parameter that has to be sent"));
        k.add(new Kind("parameter-required", BREAKING, "the parameter has to be sent now"));
        k.add(new Kind("parameter-optional", SAFE, "the parameter may be left out now"));
        k.add(new Kind("parameter-default-changed", RISKY, "what a parameter that is left out counts as has changed"));
        k.add(new Kind("request-body-added", SAFE, "the operation takes a body now, which may be left out"));
        k.add(new Kind("request-body-added-required", BREAKING, "the operation needs a body now"));
        k.add(new Kind("request-body-removed", RISKY, "the operation reads no body any more"));
        k.add(new Kind("request-body-required", BREAKING, "the body has to be sent now"));
        k.add(new Kind("request-body-optional", SAFE, "the body may be left out now"));
        k.add(new Kind("request-media-type-removed", BREAKING, "the body is not taken in this content type any more"));
        k.add(new Kind("request-media-type-added", SAFE, "the body is taken in another content type too"));
    }

    private static void answers(List<Kind> k) {
        k.add(new Kind("responses-declared", SAFE, "the answers are told of now"));
        k.add(new Kind("responses-undeclared", RISKY, "nothing is told of the answers any more"));
        k.add(new Kind("success-status-removed", BREAKING, "a success is not answered with this status any more"));
        k.add(new Kind("success-status-added", RISKY, "a success is answered with this status too"));
        k.add(new Kind("error-status-removed", SAFE, "a refusal is not answered with this status any more"));
        k.add(new Kind("error-status-added", RISKY, "a refusal is answered with this status too"));
        k.add(new Kind(
                "response-media-type-removed", BREAKING, "the answer does not come in this content type any more"));
        k.add(new Kind("response-media-type-added", RISKY, "the answer comes in another content type too"));
        k.add(new Kind("response-header-removed", BREAKING, "the answer lacks a header"));
        k.add(new Kind("response-header-added", SAFE, "the answer has a new header"));
    }

    /** What is taken from a consumer and what is given to it: the same change, the opposite impact. */
    private static void schemas(List<Kind> k) {
        for (Flow flow : Flow.values()) {
            boolean in = flow == Flow.REQUEST;
            String p = flow.prefix();
            String who = flow.what();
            k.add(new Kind(p + "-property-added", SAFE, "a new property in " + who));
            k.add(new Kind(p + "-property-removed", in ? RISKY : BREAKING, "a property is gone from " + who));
            k.add(new Kind(p + "-property-refused", in ? BREAKING : RISKY, "a property is not allowed now in " + who));
            k.add(new Kind(p + "-property-added-required", in ? BREAKING : SAFE, "a new required property in " + who));
            k.add(new Kind(p + "-optional-property-removed", RISKY, "an optional property is gone from " + who));
            k.add(new Kind(p + "-property-required", in ? BREAKING : SAFE, "a property is required now in " + who));
            k.add(new Kind(p + "-property-optional", in ? SAFE : BREAKING, "a property may be absent now in " + who));
            k.add(new Kind(p + "-type-narrowed", in ? BREAKING : SAFE, "fewer types than before in " + who));
            k.add(new Kind(p + "-type-widened", in ? SAFE : BREAKING, "more types than before in " + who));
            k.add(new Kind(p + "-type-changed", BREAKING, "another type in " + who));
            k.add(new Kind(p + "-word-removed", in ? BREAKING : SAFE, "a word is not used any more in " + who));
            k.add(new Kind(p + "-word-added", in ? SAFE : RISKY, "a new word in " + who));
            k.add(new Kind(p + "-words-fixed", in ? BREAKING : SAFE, "only certain words from now on in " + who));
            k.add(new Kind(p + "-words-freed", in ? SAFE : RISKY, "any word from now on in " + who));
            k.add(new Kind(p + "-bound-tightened", in ? BREAKING : SAFE, "a narrower bound in " + who));
            k.add(new Kind(p + "-bound-loosened", in ? SAFE : RISKY, "a wider bound in " + who));
            k.add(new Kind(p + "-form-fixed", in ? BREAKING : SAFE, "a stricter form in " + who));
            k.add(new Kind(p + "-form-freed", in ? SAFE : RISKY, "a freer form in " + who));
            k.add(new Kind(p + "-form-changed", in ? BREAKING : RISKY, "another form in " + who));
            k.add(new Kind(p + "-shape-removed", in ? BREAKING : SAFE, "one of several shapes is gone from " + who));
            k.add(new Kind(p + "-shape-added", in ? SAFE : BREAKING, "one more shape in " + who));
            k.add(new Kind(p + "-closed", in ? BREAKING : SAFE, "unknown properties are not allowed now in " + who));
            k.add(new Kind(p + "-opened", in ? SAFE : RISKY, "unknown properties are allowed now in " + who));
            k.add(new Kind(p + "-default-changed", RISKY, "another default in " + who));
            k.add(new Kind(p + "-schema-changed", RISKY, "a keyword that is not weighed has changed in " + who));
        }
    }

    private static void lifecycle(List<Kind> k) {
        k.add(new Kind("state-added", RISKY, "a new state"));
        k.add(new Kind("state-removed", RISKY, "a state is gone"));
        k.add(new Kind("state-became-terminal", BREAKING, "there is no way out of the state any more"));
        k.add(new Kind("state-became-passable", RISKY, "the state is not the end any more"));
        k.add(new Kind("initial-state-changed", BREAKING, "a stream begins in another state"));
        k.add(new Kind("transition-added", SAFE, "an operation is allowed in one more state"));
        k.add(new Kind("transition-removed", BREAKING, "an operation is refused in a state that allowed it"));
        k.add(new Kind("transition-target-changed", BREAKING, "an operation leads to another state"));
        k.add(new Kind("transition-effects-changed", RISKY, "an operation has other effects"));
        k.add(new Kind("transition-event-added", SAFE, "a transition is published now"));
        k.add(new Kind("transition-event-removed", BREAKING, "a transition is not published any more"));
        k.add(new Kind("transition-event-changed", BREAKING, "a transition is published as another event"));
        k.add(new Kind("time-limit-added", BREAKING, "time ends a state from now on"));
        k.add(new Kind("time-limit-removed", RISKY, "time does not end a state any more"));
        k.add(new Kind("time-limit-shortened", BREAKING, "time ends a state sooner"));
        k.add(new Kind("time-limit-lengthened", RISKY, "time ends a state later"));
        k.add(new Kind("time-limit-restarted", RISKY, "time counts from another instant"));
        k.add(new Kind("effect-changed", RISKY, "an effect does something else"));
    }

    private static void parts(List<Kind> k) {
        k.add(new Kind("server-removed", BREAKING, "an environment is gone"));
        k.add(new Kind("server-added", SAFE, "a new environment"));
        k.add(new Kind("server-moved", BREAKING, "an environment has another address"));
        k.add(new Kind("key-header-changed", BREAKING, "the key goes into another header"));
        k.add(new Kind("key-kind-removed", BREAKING, "a kind of key is gone"));
        k.add(new Kind("key-kind-added", SAFE, "a new kind of key"));
        k.add(new Kind("refusal-added", RISKY, "a new way to be refused"));
        k.add(new Kind("refusal-removed", SAFE, "a way to be refused is gone"));
        k.add(new Kind("refusal-status-changed", BREAKING, "refused with another status"));
        k.add(new Kind("refusal-code-changed", BREAKING, "refused with another code"));
        k.add(new Kind("rule-added", SAFE, "a new promise"));
        k.add(new Kind("rule-removed", RISKY, "a promise is gone"));
        k.add(new Kind("rule-changed", RISKY, "a promise says something else"));
        k.add(new Kind("body-limit-lowered", BREAKING, "bodies have to be smaller"));
        k.add(new Kind("body-limit-raised", SAFE, "bodies may be larger"));
        k.add(new Kind("answer-time-raised", RISKY, "an answer may take longer"));
        k.add(new Kind("answer-time-lowered", SAFE, "an answer comes sooner"));
        k.add(new Kind("reading-changed", RISKY, "what the docs leave open is read otherwise"));
        k.add(new Kind("ambiguity-added", SAFE, "a question is asked that the docs leave open"));
        k.add(new Kind("ambiguity-removed", SAFE, "a question that the docs left open is settled"));
        k.add(new Kind("part-removed", RISKY, "the contract says nothing about this any more"));
        k.add(new Kind("part-added", SAFE, "the contract says something about this now"));
        k.add(new Kind("trust-lowered", RISKY, "the rule can be trusted less"));
        k.add(new Kind("trust-raised", SAFE, "the rule can be trusted more"));
    }

    private static void realtime(List<Kind> k) {
        k.add(new Kind("channel-removed", BREAKING, "a realtime channel is gone"));
        k.add(new Kind("channel-added", SAFE, "a new realtime channel"));
        k.add(new Kind("channel-renamed", BREAKING, "a realtime channel has another name"));
        k.add(new Kind("channel-prefix-removed", BREAKING, "a kind of realtime channel is gone"));
        k.add(new Kind("channel-prefix-added", SAFE, "a new kind of realtime channel"));
        k.add(new Kind("channel-key-kind-removed", BREAKING, "keys of a kind may not join any more"));
        k.add(new Kind("channel-key-kind-added", SAFE, "keys of more kinds may join"));
        k.add(new Kind("event-removed", BREAKING, "an event is not published any more"));
        k.add(new Kind("event-added", SAFE, "a new event"));
        k.add(new Kind("event-left-channel", BREAKING, "an event is not published on this channel any more"));
        k.add(new Kind("event-joined-channel", SAFE, "an event is published on this channel too"));
        k.add(new Kind("realtime-removed", BREAKING, "nothing is told of the realtime side any more"));
        k.add(new Kind("realtime-added", SAFE, "the realtime side is told of"));
    }
}
