package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.model.Step;
import com.dropininc.instantstream.contract.model.StreamModel;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the steps of one walk and holds what is answered and read after each of them against the model. */
final class Walker {
    private static final String REQUEST = "requestStream";

    private final Bench bench;
    private final Live live;
    private final ObjectNode request;
    private StreamModel model;

    private Walker(Bench bench, Live live, ObjectNode request, StreamModel model) {
        this.bench = bench;
        this.live = live;
        this.request = request;
        this.model = model;
    }

    /**
     * A walk from a new stream on; ends with the first finding, since all that follows would follow from it.
     *
     * @param taken is told of each step before it is taken
     */
    static void walk(Bench bench, Step first, List<Step> steps, Consumer<Step> taken) {
        Walker walker = begun(bench, first);
        for (Step step : steps) {
            if (!bench.sightings().own().isEmpty()) {
                return;
            }
            taken.accept(step);
            walker.take(step);
        }
        if (bench.sightings().own().isEmpty()) {
            walker.pending();
            walker.chat();
        }
    }

    /** The beginning of a walk: a new stream, requested and read. */
    static Walker begun(Bench bench, Step first) {
        ObjectNode body = body(bench, first);
        Call call = keyed(bench, bench.call(bench.contract().operation(REQUEST)).json(body), first)
                .query(Field.NOTIFY, String.valueOf(first.notifies()));
        Answer answer = bench.works(call);
        Live live = bench.made(answer, body);
        Walker walker = new Walker(
                bench,
                live,
                body,
                StreamModel.requested(bench.contract().lifecycle(), bench.roles(), body, first.notifies()));
        live.keep(bench.frame().take(live));
        walker.read(new Bench.Sent(call, answer));
        walker.pending();
        return walker;
    }

    /** The state that the stream is in by the model. */
    String state() {
        return model.state();
    }

    /** Time has passed and has done nothing. */
    void still() {
        Optional<Snapshot> before = live.snapshot();
        Bench.Sent sent = reread();
        inTime(sent, model.state());
        read(sent);
        before.ifPresent(old -> live.snapshot().ifPresent(now -> {
            List<String> changes = old.changes(now, Set.of());
            bench.holds("expires-by-time", sent, changes.isEmpty(), "nothing changed by time alone", changes);
        }));
        pending();
    }

    /** Time has passed and has ended the stream, by the row of its state. */
    void over() {
        Lifecycle lifecycle = bench.contract().lifecycle();
        Lifecycle.Transition row = lifecycle.timeRow(model.state()).orElseThrow();
        Optional<Snapshot> before = live.snapshot();
        model = model.after(lifecycle, row, MissingNode.getInstance(), "");
        live.moveTo(model.state());
        Bench.Sent sent = reread();
        if (inTime(sent, model.state())) {
            read(sent);
            pending();
            before.ifPresent(old -> bench.holds(
                    "chat-loses-nothing",
                    sent,
                    live.snapshot().orElseThrow().chat().containsAll(old.chat()),
                    "as many messages after the end",
                    live.snapshot().orElseThrow().chat().size() + " of "
                            + old.chat().size()));
        }
    }

    private Bench.Sent reread() {
        Call get = bench.call("getStream", live);
        Answer answer = bench.works(get);
        live.keep(bench.frame().take(live));
        return new Bench.Sent(get, answer);
    }

    private boolean inTime(Bench.Sent sent, String state) {
        Optional<String> shown = sent.answer().textAt(Field.STATUS);
        boolean known =
                shown.filter(bench.contract().lifecycle().states()::containsKey).isPresent();
        return !known || bench.holds("expires-by-time", sent, shown.get().equals(state), state, shown.get());
    }

    /** Takes one step. */
    void take(Step step) {
        Operation operation = bench.contract().operation(step.operation());
        ObjectNode body = body(bench, step);
        Call call = keyed(bench, filled(operation, body), step);
        Optional<Lifecycle.Transition> row = bench.contract().lifecycle().row(model.state(), operation.id());
        if (step.flaw() != Step.Flaw.NONE) {
            read(Flaws.refused(bench, call, step.flaw(), live));
        } else if (row.isEmpty()) {
            read(new Bench.Sent(call, refused(call, operation)));
        } else {
            works(call, row.get(), body, step.role().orElse(bench.roles().get(0)));
        }
    }

    private void works(Call call, Lifecycle.Transition row, ObjectNode body, String role) {
        String before = model.state();
        Optional<Snapshot> old = live.snapshot();
        Lifecycle lifecycle = bench.contract().lifecycle();
        boolean settled = model.settled(lifecycle, row, body, role);
        boolean joined = model.party(role).joined();
        model = model.after(lifecycle, row, body, role);
        // Who has not joined may have no right to act yet: that he has is our reading.
        boolean mayHave = body.has(Field.ROLE) && !joined && !row.effects().contains("join");
        Answer answer = mayHave ? bench.works(call, "lifecycle-allowed") : bench.works(call);
        Bench.Sent sent = new Bench.Sent(call, answer);
        if (settled && old.isPresent() && live.snapshot().isPresent()) {
            List<String> changes = old.get().changes(live.snapshot().get(), Set.of());
            bench.holds("idempotent-repeat", sent, changes.isEmpty(), "nothing changes", changes);
        }
        read(sent);
        answered(sent);
        if (!before.equals(model.state())) {
            pending();
        }
    }

    private Answer refused(Call call, Operation operation) {
        Lifecycle lifecycle = bench.contract().lifecycle();
        String never = LifecycleChecks.never(bench.session(), operation);
        return bench.refused(call, "state", never, lifecycle.refusal(operation.id()));
    }

    private Call filled(Operation operation, ObjectNode body) {
        Call call = bench.call(operation.id(), live);
        if (operation.body().isEmpty()) {
            return call;
        }
        boolean leftOut = body.isEmpty() && !operation.body().get().required();
        return leftOut ? call.withoutBody() : call.json(body);
    }

    /** What was read after a call is what the model says. */
    private void read(Bench.Sent sent) {
        live.snapshot().ifPresent(now -> {
            new Forecast(bench, sent, model, now.properties()).hold(request, live.token());
            if (sent.call()
                    .operation()
                    .filter(o -> o.writes().contains(Snapshot.CHAT))
                    .isPresent()) {
                new Conversation(bench, sent).hold(model.chat(), now.chat(), live.token());
            }
        });
    }

    /** An answer that is a stream tells what is read afterwards, a recording what shows on the stream. */
    private void answered(Bench.Sent sent) {
        JsonNode body = sent.answer().body();
        Optional<Snapshot> now = live.snapshot();
        boolean stream = body.has(Field.STATUS)
                && Answer.token(body).filter(live.token()::equals).isPresent();
        if (stream && now.isPresent()) {
            List<String> differences =
                    new Snapshot(Known.stream(bench.contract(), body), now.get().chat()).changes(now.get(), Set.of());
            bench.holds("answer-is-current", sent, differences.isEmpty(), "what is read afterwards", differences);
        }
        boolean recording = body.has("archiveId") && now.isPresent();
        if (recording && now.get().properties().containsKey(Field.RECORDING)) {
            JsonNode shown = now.get().properties().get(Field.RECORDING);
            bench.holds("record-kept", sent, shown.equals(Known.of(bench.contract(), sent)), body, shown);
        }
    }

    /** The stream is listed as pending, as it is read, exactly while it is. */
    private void pending() {
        if (live.account().isEmpty()) {
            return;
        }
        boolean wanted = model.state().equals(bench.contract().lifecycle().initial());
        Call call = bench.call("getPending", live);
        // What an account with nothing pending is answered is not documented, so any answer without the stream will do.
        Answer[] list = {wanted ? bench.setUp(call) : bench.anything(call)};
        if (listed(list[0]).size() != (wanted ? 1 : 0)) {
            bench.session().lag().shows(() -> {
                list[0] = wanted ? bench.setUp(call) : bench.anything(call);
                return listed(list[0]).size() == (wanted ? 1 : 0);
            });
        }
        List<JsonNode> listed = listed(list[0]);
        Bench.Sent sent = new Bench.Sent(call, list[0]);
        bench.holds(
                "pending-exact",
                sent,
                listed.size() == (wanted ? 1 : 0),
                wanted ? "listed once" : "not listed while " + model.state(),
                listed.size() + " times");
        live.snapshot()
                .filter(now -> listed.size() == 1)
                .map(now ->
                        new Snapshot(Known.stream(bench.contract(), listed.get(0)), now.chat()).changes(now, Set.of()))
                .ifPresent(differences ->
                        bench.holds("pending-exact", sent, differences.isEmpty(), "the stream as read", differences));
    }

    private List<JsonNode> listed(Answer list) {
        return list.items().stream()
                .filter(item -> Answer.token(item).filter(live.token()::equals).isPresent())
                .toList();
    }

    private void chat() {
        Call call = bench.call("getChat", live);
        Answer answer = bench.setUp(call);
        new Conversation(bench, new Bench.Sent(call, answer)).hold(model.chat(), answer.items(), live.token());
    }

    private static Call keyed(Bench bench, Call call, Step step) {
        Optional<Secret> key = step.kind().map(bench.keys().byKind()::get);
        return key.map(call::key).orElse(call);
    }

    /** A body that says what the step says, with values of its own. */
    private static ObjectNode body(Bench bench, Step step) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation(step.operation()));
        if (body.has(Field.ROLE)) {
            body.remove(Field.ROLE);
            step.role().ifPresent(role -> body.put(Field.ROLE, role));
        }
        StreamModel.DEVICE.stream()
                .filter(name -> !step.fields().contains(name))
                .forEach(body::remove);
        if (body.has(Field.DEVICE_TYPE)) {
            List<String> words = bench.contract().schemas().words("DeviceType");
            body.put(Field.DEVICE_TYPE, words.get(step.deviceType() % words.size()));
        }
        return body;
    }
}
