package com.dropininc.instantstream.contract.doctor;

import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults that break what the docs promise, each a different part of it; where and which is left to a seed. */
final class Faults {
    private static final String CHAT = "getChat";

    private final Contract contract;
    private final Random random;

    Faults(Contract contract, long seed) {
        this.contract = contract;
        this.random = new Random(seed);
    }

    /** All there are, in an order by the seed. */
    List<Fault> all() {
        List<Fault> all = new ArrayList<>(List.of(
                missing(any(true)),
                failing(any(true)),
                withoutKey(),
                withoutField(contract.operation("saveChat")),
                withoutToken(),
                anybodyPings(),
                chat("loses the last message of a chat", "chat-loses-nothing", "equal-messages-*", Faults::shorter),
                chat("spoils what was said", "message-verbatim", "message-*", Faults::spoiled)));
        Collections.shuffle(all, random);
        return all;
    }

    private Operation any(boolean namesStream) {
        List<Operation> some = contract.operations().values().stream()
                .filter(operation -> operation.namesStream() == namesStream)
                .toList();
        return some.get(random.nextInt(some.size()));
    }

    private static Fault missing(Operation operation) {
        return new Fault(
                "knows no " + operation.id(),
                "operation-works",
                List.of("*-" + kebab(operation)),
                (ask, behind) -> ask.isFor(operation) ? refusal(404) : behind.send(ask));
    }

    private static Fault failing(Operation operation) {
        return new Fault(
                "fails at " + operation.id(), "no-server-error", List.of("*-" + kebab(operation)), (ask, behind) -> {
                    Passing.Reply reply = behind.send(ask);
                    return ask.isFor(operation) && reply.ok() ? refusal(500) : reply;
                });
    }

    /** Lends to whoever comes without a key the one of the caller before. */
    private Fault withoutKey() {
        AtomicReference<String> lent = new AtomicReference<>();
        String header = contract.keyHeader().toLowerCase(Locale.ROOT);
        return new Fault("asks for no key", "key-required", List.of("keys-*"), (ask, behind) -> {
            if (ask.header(header).isEmpty() && lent.get() != null) {
                return behind.send(ask.header(header, lent.get()));
            }
            Passing.Reply reply = behind.send(ask);
            ask.header(header).filter(key -> reply.ok()).ifPresent(lent::set);
            return reply;
        });
    }

    /** Takes for an invalid body the last one that was valid. */
    private static Fault withoutField(Operation operation) {
        AtomicReference<byte[]> valid = new AtomicReference<>();
        String name = "takes " + operation.id() + " without what it requires";
        return new Fault(name, "required-field", List.of("invalid-body-" + kebab(operation)), (ask, behind) -> {
            Passing.Reply reply = behind.send(ask);
            if (ask.isFor(operation) && reply.ok()) {
                valid.set(ask.body());
            }
            boolean invalid = ask.isFor(operation) && reply.status() == 400 && valid.get() != null;
            return invalid ? behind.send(ask.body(valid.get())) : reply;
        });
    }

    private Fault withoutToken() {
        Operation request = contract.operation("requestStream");
        return new Fault("hands out no token", "request-returns-token", List.of("request-*"), (ask, behind) -> {
            Passing.Reply reply = behind.send(ask);
            return ask.isFor(request) && reply.ok() ? changed(reply, Faults::tokenless) : reply;
        });
    }

    private static JsonNode tokenless(JsonNode stream) {
        return stream instanceof ObjectNode object ? object.without(Field.TOKEN) : stream;
    }

    private Fault anybodyPings() {
        Operation ping = contract.operation("pingStream");
        Operation read = contract.operation("getStream");
        String refused = contract.refusal("key-kind").code();
        return new Fault("lets anybody ping", "ping-operator-only", List.of("ping-*"), (ask, behind) -> {
            Passing.Reply reply = behind.send(ask);
            boolean lets = ask.isFor(ping) && new String(reply.body(), StandardCharsets.UTF_8).contains(refused);
            return lets ? behind.send(ask.as(read)) : reply;
        });
    }

    private Fault chat(String name, String rule, String checks, UnaryOperator<JsonNode> change) {
        Operation read = contract.operation(CHAT);
        return new Fault(name, rule, List.of(checks), (ask, behind) -> {
            Passing.Reply reply = behind.send(ask);
            return ask.isFor(read) && reply.ok() ? changed(reply, change) : reply;
        });
    }

    private static JsonNode shorter(JsonNode chat) {
        if (chat instanceof ArrayNode list && list.size() > 1) {
            list.remove(list.size() - 1);
        }
        return chat;
    }

    private static JsonNode spoiled(JsonNode chat) {
        chat.forEach(item -> {
            if (item instanceof ObjectNode message
                    && message.path(Field.MESSAGE).isString()) {
                message.put(
                        Field.MESSAGE, message.path(Field.MESSAGE).asString().concat("."));
            }
        });
        return chat;
    }

    private static Passing.Reply changed(Passing.Reply reply, UnaryOperator<JsonNode> change) {
        JsonNode body = JsonMapper.shared().readTree(reply.body());
        return reply.body(change.apply(body).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Passing.Reply refusal(int status) {
        return new Passing.Reply(
                status, Map.of("Content-Type", "application/json"), "[]".getBytes(StandardCharsets.UTF_8));
    }

    private static String kebab(Operation operation) {
        return operation.id().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
