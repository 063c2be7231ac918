package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a target was learnt to let which key do, and what it takes: a key that is bound to one side does not act for the
 * other. Safe to share between threads.
 */
final class Rights {
    private final Map<String, Optional<String>> byAct = new ConcurrentHashMap<>();
    private volatile boolean unknownFieldsRefused;

    /** An act that the main key has no right to, and the kind of key that has, if it is at hand; {@code ""} for any role. */
    void bound(String operation, String role, Optional<String> kind) {
        byAct.put(role.isEmpty() ? operation : role, kind);
    }

    void refusesUnknownFields() {
        unknownFieldsRefused = true;
    }

    boolean unknownFieldsRefused() {
        return unknownFieldsRefused;
    }

    /**
     * A call by the key that has the right to it, where it carries the main one.
     *
     * @throws NotJudged if it has to succeed and no key at hand has the right
     */
    Call keyed(Call call, Expectation expectation, Keys keys) {
        boolean aboutKeys = expectation instanceof Expectation.Refused refused
                && refused.refusal().id().startsWith("key");
        boolean main = call.key().filter(keys.main()::sameAs).isPresent();
        Optional<String> act = byAct.isEmpty() || aboutKeys || !main ? Optional.empty() : act(call);
        Optional<String> kind = act.flatMap(byAct::get);
        if (act.isPresent() && kind.isEmpty() && expectation instanceof Expectation.Success) {
            throw new NotJudged(NotJudged.Cause.MEANS, "the key has no right to " + act.get() + ": give one that has");
        }
        return kind.map(keys.byKind()::get).map(call::key).orElse(call);
    }

    private Optional<String> act(Call call) {
        return Optional.of(call.name())
                .filter(byAct::containsKey)
                .or(() -> call.body().flatMap(body -> role(body.bytes())).filter(byAct::containsKey));
    }

    private static Optional<String> role(byte[] body) {
        try {
            return Answer.text(Json.parse(body), Field.ROLE);
        } catch (MalformedJson e) {
            return Optional.empty();
        }
    }
}
