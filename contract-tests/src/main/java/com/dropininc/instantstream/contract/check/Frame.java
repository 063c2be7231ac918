package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Everything that a call may not write has to be as it was. */
final class Frame {
    /** The rules that every framed call is held to. */
    static final List<String> RULES =
            List.of("refusal-changes-nothing", "writes-only-its-own", "idempotent-repeat", "token-names-stream");

    /** Groups of checks in which nearly every call is refused, one like the other. */
    private static final Set<String> SPARING = Set.of("invalid-request", "key", "route", "order");

    private static final int A_FEW = 4;

    private final Bench bench;
    private final Contract contract;

    Frame(Bench bench, Contract contract) {
        this.bench = bench;
        this.contract = contract;
    }

    /**
     * Sends a call between two snapshots of its stream. What was read after one call is the "before" of the next, and
     * where calls are refused by the hundred, a few of them share one.
     */
    Answer around(Live live, Call call, boolean toBeRefused, Supplier<Answer> send) {
        if (!toBeRefused) {
            settle(live);
        }
        String state = live.state();
        Snapshot before = live.snapshot().orElseGet(() -> take(live));
        live.keep(before);
        Answer answer = send.get();
        if (answer.success()) {
            live.unread().clear();
            Operation operation = call.operation().orElseThrow();
            Set<String> writes = writes(operation, state);
            Snapshot after = shown(live, before, call, writes);
            List<String> changes = before.changes(after, writes);
            if (!changes.isEmpty()) {
                Rule rule = contract.rule(writes.isEmpty() ? "idempotent-repeat" : "writes-only-its-own");
                bench.found(unchanged(rule, call.name(), changes, bench.evidence(call, answer)));
            }
            return answer;
        }
        live.unread().add(new Bench.Sent(call, answer));
        if (live.unread().size()
                >= (toBeRefused && SPARING.contains(bench.info().group()) ? A_FEW : 1)) {
            settle(live);
        }
        return answer;
    }

    /** Reads what refused calls have left, which has to be what was there before them. */
    void settle(Live live) {
        List<Bench.Sent> unread = List.copyOf(live.unread());
        live.unread().clear();
        if (unread.isEmpty()) {
            return;
        }
        List<String> changes = changes(live, unread);
        if (!changes.isEmpty()) {
            Bench.Sent cause = unread.size() == 1 ? unread.get(0) : cause(live, unread);
            Rule rule = contract.rule("refusal-changes-nothing");
            Optional<Evidence> evidence = bench.evidence(cause.call(), cause.answer());
            bench.found(unchanged(rule, cause.call().name(), changes, evidence));
        }
    }

    /** Which of a few refused calls it was: the one that does it again; the last, if none does. */
    private Bench.Sent cause(Live live, List<Bench.Sent> unread) {
        for (Bench.Sent sent : unread) {
            Bench.Sent again = new Bench.Sent(sent.call(), bench.raw(sent.call()));
            if (!changes(live, List.of(again)).isEmpty()) {
                return again;
            }
        }
        return unread.get(unread.size() - 1);
    }

    private List<String> changes(Live live, List<Bench.Sent> refused) {
        Snapshot before = live.snapshot().orElseThrow();
        List<Call> calls = refused.stream().map(Bench.Sent::call).toList();
        return before.changes(after(live, before, calls), Set.of());
    }

    /** Other chats are read once, when the check is over: half the calls for the same certainty. */
    private Snapshot after(Live live, Snapshot before, List<Call> calls) {
        boolean chats = calls.stream()
                .flatMap(call -> call.operation().stream())
                .anyMatch(operation -> operation.writes().contains(Snapshot.CHAT));
        Snapshot after = chats ? take(live) : stream(live, before.chat());
        live.keep(after);
        return after;
    }

    /** What is read after a success, once what it has to show is shown or the target's lag is over. */
    private Snapshot shown(Live live, Snapshot before, Call call, Set<String> writes) {
        Operation operation = call.operation().orElseThrow();
        Optional<String> target =
                contract.lifecycle().row(live.state(), operation.id()).map(row -> row.target(live.state()));
        Snapshot[] after = {after(live, before, List.of(call))};
        boolean due = writes.contains(Snapshot.CHAT)
                || bench.session().lag().known() && !writes.isEmpty()
                || target.filter(state -> shows(after[0], state)).isEmpty();
        if (due && !visible(before, after[0], writes, target)) {
            bench.session().lag().shows(() -> {
                after[0] = after(live, before, List.of(call));
                return visible(before, after[0], writes, target);
            });
        }
        return after[0];
    }

    private boolean visible(Snapshot before, Snapshot after, Set<String> writes, Optional<String> target) {
        boolean state = target.filter(wanted -> !shows(after, wanted)).isEmpty();
        boolean chat = !writes.contains(Snapshot.CHAT)
                || after.chat().size() > before.chat().size();
        boolean rest = writes.isEmpty()
                || !bench.session().lag().known()
                || !before.changes(after, Set.of()).isEmpty();
        return state && chat && rest;
    }

    /** Whether a state is shown, or none that the contract knows is. */
    private boolean shows(Snapshot snapshot, String state) {
        JsonNode shown = snapshot.properties().get(Field.STATUS);
        String word = shown == null ? "" : shown.asString("");
        return word.equals(state) || !contract.lifecycle().states().containsKey(word);
    }

    /**
     * Waits until the target itself shows the state that a stream is in by the lifecycle: before it does, nothing that
     * it does shows what it does in that state.
     *
     * @throws NotJudged if it does not within the target's lag
     */
    void stateShows(Live live) {
        Snapshot[] now = {live.snapshot().orElseGet(() -> take(live))};
        boolean shown = shows(now[0], live.state());
        if (!shown) {
            shown = bench.session().lag().shows(() -> {
                now[0] = take(live);
                return shows(now[0], live.state());
            });
        }
        live.keep(now[0]);
        if (!shown) {
            throw new NotJudged(
                    NotJudged.Cause.FINDING,
                    "getStream shows no stream as " + live.state() + " after it was led there");
        }
    }

    static Finding unchanged(Rule rule, String subject, List<String> changes, Optional<Evidence> evidence) {
        return new Finding(
                rule,
                rule.provenance(),
                subject,
                Finding.Kind.CHANGED,
                "everything else unchanged",
                String.join("; ", changes),
                evidence);
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
        settle(live);
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
        return bench.setUp(bench.call("getChat", live)).items().stream()
                .map(item -> Known.message(contract, item))
                .toList();
    }

    private Snapshot stream(Live live, List<JsonNode> chat) {
        Call get = bench.call("getStream", live);
        Answer stream = bench.setUp(get);
        stream.token().filter(token -> !token.equals(live.token())).ifPresent(token -> {
            Rule rule = contract.rule("token-names-stream");
            bench.found(
                    new Finding(rule, rule.provenance(), get.name(), live.token(), token, bench.evidence(get, stream)));
        });
        return new Snapshot(Known.stream(contract, stream.body()), chat);
    }
}
