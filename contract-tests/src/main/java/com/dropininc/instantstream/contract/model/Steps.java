package com.dropininc.instantstream.contract.model;

import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Makes steps that differ in all that may be said: in turns by state and operation, so that each of them is taken by
 * each role, or by chance. Deterministic by its seed. For one thread.
 */
public final class Steps {
    private static final double FLAWED = 0.25;

    private final Contract contract;
    private final List<String> kinds;
    private final Random random;
    private final Map<String, Integer> turns = new HashMap<>();

    /** @param kinds the kinds of key at hand */
    public Steps(Contract contract, Iterable<String> kinds, long seed) {
        this.contract = contract;
        this.kinds = new ArrayList<>();
        kinds.forEach(this.kinds::add);
        this.random = new Random(seed);
    }

    /** The next call of an operation in a state: another role than last time, and any device and key. */
    public Step next(String state, String operationId) {
        Operation operation = contract.operation(operationId);
        List<Optional<String>> roles = roles(operation);
        int turn = turns.merge(state + " " + operationId, 1, Integer::sum);
        return new Step(
                operationId,
                roles.get(turn % roles.size()),
                fields(operation),
                random.nextInt(2),
                kind(operation),
                false,
                Step.Flaw.NONE);
    }

    /** A request by chance; {@code notifies} allows to notify the dealer. */
    public Step request(String operationId, boolean notifies) {
        Step step = next("", operationId);
        return new Step(
                operationId,
                step.role(),
                step.fields(),
                step.deviceType(),
                step.kind(),
                notifies && random.nextBoolean(),
                Step.Flaw.NONE);
    }

    /** A walk by chance: acts that the state allows are likelier, those that end the stream are rare. */
    public List<Step> walk(int length) {
        Lifecycle lifecycle = contract.lifecycle();
        List<Step> walk = new ArrayList<>();
        String state = lifecycle.initial();
        while (walk.size() < length) {
            String act = pick(acts());
            String target = state(state, act);
            boolean unlikely = lifecycle.row(state, act).isEmpty()
                    || lifecycle.states().get(target).terminal();
            if (unlikely && random.nextInt(3) > 0) {
                continue;
            }
            Step step = next(state, act);
            Step.Flaw flaw = Step.Flaw.values()[1 + random.nextInt(Step.Flaw.values().length - 1)];
            boolean flawed = random.nextDouble() < FLAWED;
            walk.add(flawed ? step.flawed(flaw) : step);
            state = flawed ? state : target;
        }
        return walk;
    }

    /** The operations that change a stream and that a key at hand may call. */
    public List<String> acts() {
        return operations(true).map(Operation::id).toList();
    }

    /** Those that change a stream and need a kind of key that is not at hand: no step calls them. */
    public List<Operation> leftOut() {
        return operations(false).toList();
    }

    private Stream<Operation> operations(boolean possible) {
        return contract.operations().values().stream()
                .filter(operation ->
                        operation.namesStream() && !operation.method().equals("GET"))
                .filter(operation -> possible
                        == (operation.keyKinds().isEmpty()
                                || operation.keyKinds().stream().anyMatch(kinds::contains)));
    }

    private String state(String state, String act) {
        return contract.lifecycle()
                .row(state, act)
                .map(row -> row.target(state))
                .orElse(state);
    }

    /** Who may act: each of the two, and nobody named where that is allowed. */
    public List<Optional<String>> roles(Operation operation) {
        JsonNode schema = schema(operation);
        List<Optional<String>> roles = new ArrayList<>();
        if (schema.path("properties").has(Field.ROLE)) {
            contract.schemas().words("Role").forEach(role -> roles.add(Optional.of(role)));
        }
        if (roles.isEmpty() || required(schema).noneMatch(Field.ROLE::equals)) {
            roles.add(Optional.empty());
        }
        return roles;
    }

    private static Stream<String> required(JsonNode schema) {
        return schema.path("required").valueStream().map(JsonNode::asString);
    }

    private JsonNode schema(Operation operation) {
        return operation
                .body()
                .map(body ->
                        contract.schemas().at(body.schemas().values().iterator().next()))
                .orElseGet(tools.jackson.databind.node.JsonNodeFactory.instance::objectNode);
    }

    private Set<String> fields(Operation operation) {
        Set<String> fields = new LinkedHashSet<>();
        StreamModel.DEVICE.stream()
                .filter(schema(operation).path("properties")::has)
                .filter(name -> random.nextInt(3) > 0)
                .forEach(fields::add);
        return fields;
    }

    private Optional<String> kind(Operation operation) {
        return operation.keyKinds().isEmpty() && !kinds.isEmpty() ? Optional.of(pick(kinds)) : Optional.empty();
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
