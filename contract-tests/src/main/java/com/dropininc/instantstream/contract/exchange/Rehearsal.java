package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends nothing: tells of each call, and answers it as the spec says that a target would, by its lifecycle, its refusals
 * and its examples. What a check sends next may depend on an answer, so a plan can be had no other way; a target that
 * answers otherwise is sent less, since a check ends early then. Safe to share between threads.
 */
public final class Rehearsal implements Line {
    private static final int CREATED_LENGTH = 22;

    private final Contract contract;
    private final Keys keys;
    private final Consumer<Call> told;
    private final Map<String, ObjectNode> streams = new LinkedHashMap<>();
    private final Map<String, ArrayNode> chats = new LinkedHashMap<>();

    /** @param told is told of each call, in order */
    public Rehearsal(Contract contract, Keys keys, Consumer<Call> told) {
        this.contract = contract;
        this.keys = keys;
        this.told = told;
    }

    @Override
    public synchronized Answer send(Safety.Clearance<Call> cleared) {
        Call call = cleared.request();
        told.accept(call);
        Router.Match match = contract.router().match(call.method(), call.path());
        if (call.method().equals("OPTIONS")) {
            return answer(204, Optional.empty(), call);
        }
        if (match instanceof Router.Found found) {
            return answered(call, found.operation(), found.parameters());
        }
        return refused(match instanceof Router.WrongMethod ? "method-not-allowed" : "route-unknown", call);
    }

    /** How many streams it was asked for and would have made. */
    public synchronized int made() {
        return streams.size();
    }

    @Override
    public int sendUnreadable(Safety.Clearance<String> cleared) {
        return contract.refusal("http-unreadable").status();
    }

    private Answer answered(Call call, Operation operation, Map<String, String> parameters) {
        Optional<String> refusal = refusal(call, operation);
        if (refusal.isPresent()) {
            return refused(refusal.get(), call);
        }
        if (contract.lifecycle().creation(operation.id()).isPresent()) {
            return success(operation, created(body(call)), call);
        }
        if (!operation.namesStream()) {
            return success(operation, others(operation, parameters), call);
        }
        ObjectNode stream = streams.get(parameters.get(Field.TOKEN));
        if (stream == null) {
            return refused("token-unknown", call);
        }
        Optional<Lifecycle.Transition> row =
                contract.lifecycle().row(stream.path(Field.STATUS).asString(), operation.id());
        if (row.isEmpty()) {
            return refused("state", call);
        }
        return success(operation, acted(stream, operation, row.get(), body(call)), call);
    }

    private Optional<String> refusal(Call call, Operation operation) {
        if (call.key().filter(key -> !key.reveal().isEmpty()).isEmpty()) {
            return Optional.of("key-missing");
        }
        Optional<String> kind = keys.byKind().entrySet().stream()
                .filter(key -> key.getValue().sameAs(call.key().get()))
                .map(Map.Entry::getKey)
                .findFirst();
        if (kind.isEmpty()) {
            return Optional.of("key-unknown");
        }
        if (!operation.keyKinds().isEmpty() && !operation.keyKinds().contains(kind.get())) {
            return Optional.of("key-kind");
        }
        return Wrong.with(contract, call).map(Wrong::refusal);
    }

    private static JsonNode body(Call call) {
        return Wrong.parsed(call).orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private ObjectNode created(JsonNode body) {
        Operation read = contract.operation("getStream");
        ObjectNode stream = (ObjectNode) example(read).deepCopy();
        String token = String.format(java.util.Locale.ROOT, "planned_%0" + CREATED_LENGTH + "d", streams.size() + 1);
        String now = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        body.properties().forEach(field -> stream.set(field.getKey(), field.getValue()));
        stream.put(Field.TOKEN, token)
                .put(Field.STATUS, contract.lifecycle().initial())
                .put(
                        Field.ACCOUNT,
                        "account-of-" + body.path(Field.PHONE).asString("").replaceAll("\\W", ""))
                .put(Field.CREATED_AT, now)
                .put(Field.UPDATED_AT, now);
        streams.put(token, stream);
        chats.put(token, JsonNodeFactory.instance.arrayNode());
        return stream;
    }

    private JsonNode acted(ObjectNode stream, Operation operation, Lifecycle.Transition row, JsonNode body) {
        String token = stream.path(Field.TOKEN).asString();
        stream.put(Field.STATUS, row.target(stream.path(Field.STATUS).asString()));
        if (!operation.method().equals("GET")) {
            for (String place : List.of(Field.LONGITUDE, Field.LATITUDE)) {
                Answer.text(body, place).ifPresent(text -> stream.put(place, text));
            }
        }
        JsonNode example = example(operation);
        if (example.isArray()) {
            return chats.get(token);
        }
        if (body.has(Field.MESSAGE)) {
            ObjectNode message = (ObjectNode) example.deepCopy();
            message.put(Field.TOKEN, token).put(Field.ID, "m" + chats.get(token).size());
            message.set(Field.MESSAGE, body.get(Field.MESSAGE));
            message.set(Field.ROLE, body.path(Field.ROLE));
            chats.get(token).add(message);
            return message;
        }
        return example.has(Field.STATUS) && example.has(Field.TOKEN) ? stream : example;
    }

    /** What an operation answers that names no stream: a list of those of an account, or its example. */
    private JsonNode others(Operation operation, Map<String, String> parameters) {
        JsonNode example = example(operation);
        if (!example.isArray()) {
            return example;
        }
        ArrayNode pending = JsonNodeFactory.instance.arrayNode();
        streams.values().stream()
                .filter(stream -> stream.path(Field.STATUS)
                        .asString()
                        .equals(contract.lifecycle().initial()))
                .filter(stream -> parameters.containsValue(
                        Call.encode(stream.path(Field.ACCOUNT).asString(""))))
                .forEach(pending::add);
        return pending;
    }

    private JsonNode example(Operation operation) {
        return contract.examples().answer(operation.success()).values().stream()
                .findFirst()
                .orElseGet(JsonNodeFactory.instance::objectNode);
    }

    private Answer success(Operation operation, JsonNode body, Call call) {
        return answer(operation.success().status(), Optional.of(body.deepCopy()), call);
    }

    private Answer refused(String refusal, Call call) {
        ArrayNode errors = JsonNodeFactory.instance.arrayNode();
        errors.addObject()
                .put(Field.CODE, contract.refusal(refusal).code())
                .put(Field.MESSAGE, "refused")
                .put("log", refusal);
        return answer(contract.refusal(refusal).status(), Optional.of(errors), call);
    }

    private static Answer answer(int status, Optional<JsonNode> body, Call call) {
        byte[] bytes = call.method().equals("HEAD")
                ? new byte[0]
                : body.map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("content-type", "application/json", "allow", "GET, POST");
        return Answer.of(status, headers, bytes, Duration.ofMillis(1));
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
