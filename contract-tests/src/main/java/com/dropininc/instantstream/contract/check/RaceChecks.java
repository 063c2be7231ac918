package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.Linearization;
import com.dropininc.instantstream.contract.model.Linearization.Act;
import com.dropininc.instantstream.contract.model.StreamModel;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Different acts on one stream at once: some order of them has to explain all that is answered and read. */
final class RaceChecks {
    private static final int ROUNDS = 8;

    /** What is sent at once; the number is the side that acts. */
    private static final List<List<String>> RACES = List.of(
            List.of("startStream 0", "startStream 1", "cancelStream 0", "saveChat 1", "updateDealerDevice 1"),
            List.of("startStream 1", "cancelStream 1", "stopStream 0", "recordStream 0", "saveChat 0"),
            List.of("stopStream 0", "stopStream 1", "saveChat 0", "saveChat 1", "recordStream 0", "cancelStream 0"),
            List.of("recordStream 0", "recordStream 1", "startStream 1", "saveChat 1", "saveChat 0", "stopStream 1"));

    @Check(
            id = "acts-at-once-have-an-order",
            rules = {"concurrent-acts-in-some-order"})
    void what_is_sent_at_once_happens_in_some_order(Bench bench) {
        Random random = new Random(bench.identities().seed());
        for (int round = 0; round < ROUNDS; round++) {
            List<String> race = new ArrayList<>(RACES.get(round % RACES.size()));
            java.util.Collections.shuffle(race, random);
            run(bench, race, round % RACES.size() > 1);
        }
    }

    private static void run(Bench bench, List<String> race, boolean started) {
        ObjectNode request = bench.session().bodies().full(bench.contract().operation("requestStream"));
        Live live = bench.request(request);
        StreamModel model = StreamModel.requested(bench.contract().lifecycle(), bench.roles(), request, false);
        if (started) {
            ObjectNode body = StartChecks.body(bench, 0);
            bench.setUp(bench.call("startStream", live).json(body));
            Lifecycle lifecycle = bench.contract().lifecycle();
            Lifecycle.Transition row =
                    lifecycle.row(model.state(), "startStream").orElseThrow();
            model = model.after(lifecycle, row, body, bench.roles().get(0));
        }
        List<ObjectNode> bodies = race.stream().map(act -> body(bench, act)).toList();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < race.size(); i++) {
            Call call = bench.call(operation(race.get(i)), live);
            calls.add(call.body().isPresent() ? call.json(bodies.get(i)) : call);
        }
        List<ConcurrencyChecks.Timed> answers = ConcurrencyChecks.timed(bench, calls);
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < race.size(); i++) {
            ConcurrencyChecks.Timed timed = answers.get(i);
            String role = bench.roles().get(side(race.get(i)));
            acts.add(new Act(
                    operation(race.get(i)), bodies.get(i), role, timed.answer().success(), timed.begin(), timed.end()));
        }
        explained(bench, live, model, acts);
    }

    private static void explained(Bench bench, Live live, StreamModel before, List<Act> acts) {
        Call get = bench.call("getStream", live);
        Call chats = bench.call("getChat", live);
        Answer[] read = {bench.anything(get), bench.anything(chats)};
        boolean ordered = ordered(bench, read, before, acts)
                || bench.session().lag().shows(() -> {
                    read[0] = bench.anything(get);
                    read[1] = bench.anything(chats);
                    return ordered(bench, read, before, acts);
                });
        bench.holds(
                "concurrent-acts-in-some-order",
                new Bench.Sent(get, read[0]),
                ordered,
                "some order that explains it",
                told(acts) + "; afterwards " + read[0].body().path(Field.STATUS) + " and "
                        + read[1].items().size() + " messages");
    }

    private static boolean ordered(Bench bench, Answer[] read, StreamModel before, List<Act> acts) {
        boolean known = read[0].textAt(Field.STATUS)
                .filter(bench.contract().lifecycle().states()::containsKey)
                .isPresent();
        return new Linearization(
                        bench.contract().lifecycle(),
                        acts,
                        model -> fits(bench, model, read[0], read[1].items(), known))
                .from(before)
                .isPresent();
    }

    /** Only what shows is compared: a state by another name, or a recording that is not shown, contradicts nothing. */
    private static boolean fits(Bench bench, StreamModel model, Answer read, List<JsonNode> chat, boolean known) {
        boolean state = !known || read.textAt(Field.STATUS).orElseThrow().equals(model.state());
        JsonNode recording = read.body().path(Field.RECORDING);
        boolean recorded = recording.isMissingNode() || recording.isObject() == model.has(StreamModel.Fact.RECORDED);
        Set<String> said = model.chat().stream().map(StreamModel.Said::message).collect(Collectors.toSet());
        List<String> all = chat.stream()
                .flatMap(item -> said.stream().filter(text -> ChatChecks.holds(item, text)))
                .toList();
        List<String> order =
                model.chat().stream().map(StreamModel.Said::message).toList();
        return state && recorded && all.equals(order) && chat.size() >= order.size();
    }

    private static String told(List<Act> acts) {
        return acts.stream()
                .sorted(Comparator.comparingLong(Act::begin))
                .map(act -> act.operation() + (act.success() ? " succeeded" : " was refused"))
                .collect(Collectors.joining(", "));
    }

    private static ObjectNode body(Bench bench, String act) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation(operation(act)));
        return body.has(Field.ROLE) ? body.put(Field.ROLE, bench.roles().get(side(act))) : body;
    }

    private static String operation(String act) {
        return act.substring(0, act.indexOf(' '));
    }

    private static int side(String act) {
        return act.charAt(act.length() - 1) - '0';
    }
}
