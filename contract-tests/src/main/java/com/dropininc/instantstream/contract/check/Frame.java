package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Everything that a call may not write has to be as it was. */
final class Frame {
    /** The rules that every framed call is held to. */
    static final List<String> RULES =
            List.of("refusal-changes-nothing", "writes-only-its-own", "idempotent-repeat", "token-names-stream");

    private final Bench bench;
    private final Contract contract;

    Frame(Bench bench, Contract contract) {
        this.bench = bench;
        this.contract = contract;
    }

    /** Sends a call between two snapshots of its stream. What was read after one call is the "before" of the next. */
    Answer around(Live live, Call call, Supplier<Answer> send) {
        String state = live.state();
        Snapshot before = live.snapshot().orElseGet(() -> take(live));
        Answer answer = send.get();
        Operation operation = call.operation().orElseThrow();
        // Other chats are read once, when the check is over: half the calls for the same certainty.
        Snapshot after = operation.writes().contains(Snapshot.CHAT) ? take(live) : stream(live, before.chat());
        live.keep(after);
        boolean done = answer.success();
        Set<String> writes = done ? writes(operation, state) : Set.of();
        List<String> changes = before.changes(after, writes);
        if (!changes.isEmpty()) {
            Rule rule = contract.rule(
                    !done ? "refusal-changes-nothing" : writes.isEmpty() ? "idempotent-repeat" : "writes-only-its-own");
            bench.found(unchanged(rule, call.name(), changes, bench.evidence(call, answer)));
        }
        return answer;
    }

    static Finding unchanged(Rule rule, String subject, List<String> changes, Optional<Evidence> evidence) {
        return new Finding(
                rule, rule.provenance(), subject, "everything else unchanged", String.join("; ", changes), evidence);
    }

    /**
     * What the row's effects write, within what the operation may write. A row without effects writes nothing at all:
     * that is what makes a repeat harmless.
     */
    private Set<String> writes(Operation operation, String state) {
        Optional<Lifecycle.Transition> row = contract.lifecycle().row(state, operation.id());
        if (row.isEmpty()) {
            return operation.writes();
        }
        Set<String> writes = new LinkedHashSet<>();
        row.get()
                .effects()
                .forEach(name ->
                        writes.addAll(contract.lifecycle().effects().get(name).writes()));
        if (!writes.isEmpty()) {
            writes.add(Field.UPDATED_AT);
        }
        if (!row.get().target(state).equals(state)) {
            writes.addAll(List.of(Field.STATUS, Field.EXPIRES_ON));
        }
        writes.retainAll(operation.writes());
        return writes;
    }

    /** Reads the chat of a stream once more; it has to be what it was when it was last read. */
    void finish(Live live) {
        live.snapshot().ifPresent(last -> {
            List<String> changes = last.changes(new Snapshot(last.properties(), chat(live)), Set.of());
            if (!changes.isEmpty()) {
                Rule rule = contract.rule(bench.onlyRefused() ? "refusal-changes-nothing" : "writes-only-its-own");
                bench.found(unchanged(rule, bench.subjects(), changes, Optional.empty()));
            }
        });
    }

    /** Reads a stream and its chat; the answers are judged in passing. */
    Snapshot take(Live live) {
        return stream(live, chat(live));
    }

    private List<JsonNode> chat(Live live) {
        return bench.setUp(bench.call("getChat", live)).items();
    }

    private Snapshot stream(Live live, List<JsonNode> chat) {
        Call get = bench.call("getStream", live);
        Answer stream = bench.setUp(get);
        stream.textAt(Field.TOKEN).filter(token -> !token.equals(live.token())).ifPresent(token -> {
            Rule rule = contract.rule("token-names-stream");
            bench.found(
                    new Finding(rule, rule.provenance(), get.name(), live.token(), token, bench.evidence(get, stream)));
        });
        return new Snapshot(known(contract, stream.body()), chat);
    }

    /** The properties of a stream that the spec knows. */
    static Map<String, JsonNode> known(Contract contract, JsonNode stream) {
        Operation.Answer declared = contract.operation("getStream").success();
        JsonNode names = contract.schemas()
                .at(declared.schemas().values().iterator().next())
                .path("properties");
        Map<String, JsonNode> known = new LinkedHashMap<>();
        stream.properties().forEach(property -> {
            if (names.has(property.getKey())) {
                known.put(property.getKey(), property.getValue());
            }
        });
        return known;
    }
}
