package com.dropininc.instantstream.contract.compare;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.model.Bodies;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The same way through every operation, in and out of turn, on any target: two lives of a stream, and one of each sort
 * of refusal. Judges nothing. For one thread.
 */
public final class Walk {
    private final Contract contract;
    private final Means means;
    private final Bodies bodies;
    private final List<Seen> seen = new ArrayList<>();

    /** What a walk is made with. */
    public record Means(Exchange exchange, Safety safety, Keys keys, Identities identities) {}

    private Walk(Contract contract, Means means) {
        this.contract = contract;
        this.means = means;
        this.bodies = new Bodies(contract, means.identities());
    }

    /**
     * Walks once.
     *
     * @throws NotJudged if no stream can be requested, or the target answers no more
     */
    public static List<Seen> once(Contract contract, Means means) {
        Walk walk = new Walk(contract, means);
        String token = walk.begin("request");
        walk.life(token);
        walk.withdrawn();
        walk.refusals(token);
        return List.copyOf(walk.seen);
    }

    private String begin(String step) {
        Answer answer = send(step, call("requestStream"))
                .orElseThrow(() -> new NotJudged(NotJudged.Cause.MEANS, "no stream may be requested here"));
        return answer.token()
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.TARGET, "no stream could be requested: answered " + answer.status()));
    }

    private void life(String token) {
        on("read, pending", "getStream", token);
        pending(token);
        on("dealer's device", "updateDealerDevice", token);
        for (String early : List.of("stopStream", "saveChat", "recordStream", "pingStream")) {
            on(early + ", pending", early, token);
        }
        on("start", "startStream", token);
        on("start again", "startStream", token);
        on("read, streaming", "getStream", token);
        on("say", "saveChat", token);
        on("read chat", "getChat", token);
        on("record", "recordStream", token);
        on("record again", "recordStream", token);
        on("read, recorded", "getStream", token);
        on("ping", "pingStream", token);
        otherKey(token);
        join(token);
        on("stop", "stopStream", token);
        on("stop again", "stopStream", token);
        on("read, stopped", "getStream", token);
        on("start, stopped", "startStream", token);
    }

    private void withdrawn() {
        String token = begin("request another");
        on("cancel", "cancelStream", token);
        on("cancel again", "cancelStream", token);
        on("read, cancelled", "getStream", token);
        on("stop, cancelled", "stopStream", token);
    }

    private void pending(String token) {
        Optional<String> account = seen.get(seen.size() - 1).answer().textAt(Field.ACCOUNT);
        Operation operation = contract.operation("getPending");
        account.ifPresent(id -> send(
                "pending list",
                call("getPending").parameter(operation.parameters().get(0).name(), id)));
    }

    private void otherKey(String token) {
        Operation ping = contract.operation("pingStream");
        means.keys().besides(ping.keyKinds()).stream()
                .findFirst()
                .ifPresent(key -> send(
                        "ping with another kind of key",
                        Call.of(ping).token(token).key(key)));
    }

    private void join(String token) {
        Operation operation = contract.operation("authorizeChannel");
        String name = contract.channel(Field.STREAM).name(token);
        JsonNode fields = bodies.full(operation).put(Field.CHANNEL_NAME, name);
        send("join channel by form", call("authorizeChannel").form(fields));
        send("join channel by JSON", call("authorizeChannel").json(fields));
    }

    private void refusals(String token) {
        String nobody = means.safety().invented(means.identities().word("st"));
        Call get = call("getStream").token(token);
        send("unknown token", call("getStream").token(nobody));
        send("no key", get.withoutKey());
        send("unknown key", get.key(new Secret("UNKNOWN", means.identities().word("unknown"))));
        send("empty request", call("requestStream").json(JsonNodeFactory.instance.objectNode()));
        send(
                "malformed request",
                call("requestStream").bytes("{\"phone\":".getBytes(StandardCharsets.UTF_8), "application/json"));
        send("request as text", call("requestStream").bytes("hello".getBytes(StandardCharsets.UTF_8), "text/plain"));
        send("wrong method", get.method("DELETE"));
    }

    private void on(String step, String operation, String token) {
        boolean possible = contract.operation(operation).keyKinds().isEmpty()
                || means.keys().ofKind(contract.operation(operation).keyKinds()).isPresent();
        if (possible) {
            send(step, call(operation).token(token));
        }
    }

    private Call call(String id) {
        Operation operation = contract.operation(id);
        Secret key =
                means.keys().ofKind(operation.keyKinds()).orElse(means.keys().main());
        Call call = Call.of(operation).key(key);
        if (operation.body().isPresent()) {
            call = call.json(bodies.full(operation));
        }
        return means.safety().creates(operation) ? call.query(Field.NOTIFY, String.valueOf(false)) : call;
    }

    /** Empty where the step may not be taken on this target. */
    private Optional<Answer> send(String step, Call call) {
        try {
            Answer answer = means.exchange().call(call, new Expectation.Anything(), finding -> {});
            seen.add(new Seen(step, call, answer));
            return Optional.of(answer);
        } catch (NotJudged e) {
            if (e.why() == NotJudged.Cause.MEANS) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
