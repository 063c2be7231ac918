package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The pending list of an account. */
final class PendingChecks {
    private static final String PENDING = "getPending";

    @Check(
            id = "pending-list-is-exact",
            rules = {"pending-exact", "pending-of-account", "operation-works"})
    void a_pending_list_has_exactly_the_pending_streams_of_the_account_oldest_first(Bench bench) {
        Live stranger = bench.request();
        List<Live> waiting = new ArrayList<>(List.of(bench.request()));
        for (int i = 0; i < 4; i++) {
            waiting.add(bench.requestLike(waiting.get(0)));
        }
        exact(bench, waiting);
        bench.works(bench.call("startStream", waiting.get(1)));
        waiting.remove(1);
        exact(bench, waiting);
        bench.works(bench.call("cancelStream", waiting.get(1)));
        waiting.remove(1);
        exact(bench, waiting);
        bench.works(bench.call("updateDealerDevice", waiting.get(1)));
        exact(bench, waiting);
        exact(bench, List.of(stranger));
    }

    private static void exact(Bench bench, List<Live> waiting) {
        Call call = bench.call(PENDING, waiting.get(0));
        Set<String> ours = bench.session().safety().made();
        List<String> wanted = waiting.stream().map(Live::token).toList();
        Answer answer = bench.reread(
                call,
                list -> tokens(list).stream().filter(ours::contains).toList().equals(wanted));
        Bench.Sent sent = new Bench.Sent(call, answer);
        // Earlier runs may have left streams of the same phone number: only what this run made can be counted.
        List<String> seen = tokens(answer).stream().filter(ours::contains).toList();
        bench.holds("pending-exact", sent, seen.equals(wanted), wanted, seen);
        Optional<String> account = waiting.get(0).account();
        for (JsonNode item : answer.items()) {
            Answer.text(item, Field.ACCOUNT)
                    .ifPresent(of -> bench.holds(
                            "pending-of-account", sent, of.equals(account.orElse("")), account.orElse(""), of));
            Answer.text(item, Field.STATUS)
                    .ifPresent(state -> bench.holds(
                            "pending-exact",
                            sent,
                            state.equals(bench.contract().lifecycle().initial()),
                            bench.contract().lifecycle().initial(),
                            state));
        }
    }

    @Check(
            id = "pending-of-nobody-is-empty",
            rules = {"pending-unknown-empty"})
    void an_unknown_account_has_nothing_pending(Bench bench) {
        Operation pending = bench.contract().operation(PENDING);
        Call call = bench.call(pending)
                .parameter(
                        pending.parameters().get(0).name(), bench.identities().word("nobody"));
        Answer answer = bench.works(call, "pending-unknown-empty");
        bench.holds(
                "pending-unknown-empty",
                new Bench.Sent(call, answer),
                answer.items().isEmpty(),
                "no stream",
                answer.items().size() + " streams");
    }

    @Check(
            id = "pending-list-shows-whole-streams",
            rules = {"pending-exact"})
    void a_pending_list_shows_a_stream_as_it_is_read(Bench bench) {
        Live live = bench.request();
        bench.setUp(bench.call("updateDealerDevice", live));
        Call call = bench.call(PENDING, live);
        Answer read = bench.works(bench.call("getStream", live));
        Answer list = bench.reread(
                call,
                now -> now.items().stream()
                        .filter(item -> Answer.token(item).equals(Optional.of(live.token())))
                        .anyMatch(item -> same(bench, item, read)));
        list.items().stream()
                .filter(item -> Answer.token(item).equals(Optional.of(live.token())))
                .forEach(item -> bench.holds(
                        "pending-exact", new Bench.Sent(call, list), same(bench, item, read), read.body(), item));
    }

    private static boolean same(Bench bench, JsonNode item, Answer read) {
        return Known.stream(bench.contract(), item).equals(Known.stream(bench.contract(), read.body()));
    }

    private static List<String> tokens(Answer answer) {
        return answer.items().stream()
                .map(item -> Answer.token(item).orElse(""))
                .toList();
    }
}
