package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.model.Step;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls with something wrong that is refused whatever the state of the stream. */
final class Flaws {
    private Flaws() {}

    /** Sends the call with its flaw and expects its refusal; a flaw that a call cannot have becomes a missing key. */
    static Bench.Sent refused(Bench bench, Call call, Step.Flaw flaw, Live live) {
        boolean reads = call.operation().flatMap(operation -> operation.body()).isPresent();
        return switch (flaw) {
            case UNKNOWN_KEY ->
                sent(bench, call.key(bench.session().unknownKey()), "key-unknown", "key-unknown-refused");
            case INVALID_BODY ->
                reads
                        ? invalid(bench, call.json(JsonNodeFactory.instance.arrayNode()))
                        : sent(bench, call.withoutKey(), "key-missing", "key-required");
            case WRONG_METHOD -> {
                Call wrong = call.method("PUT");
                yield new Bench.Sent(wrong, bench.refused(wrong, "method-not-allowed"));
            }
            default -> sent(bench, call.withoutKey(), "key-missing", "key-required");
        };
    }

    private static Bench.Sent sent(Bench bench, Call call, String refusal, String never) {
        Answer answer = bench.refused(call, refusal, never);
        return new Bench.Sent(call, answer);
    }

    private static Bench.Sent invalid(Bench bench, Call call) {
        return new Bench.Sent(call, bench.refused(call, "invalid"));
    }
}
