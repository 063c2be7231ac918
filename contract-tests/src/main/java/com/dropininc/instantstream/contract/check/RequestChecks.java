package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.Payload;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requesting a stream. */
final class RequestChecks {
    private static final String REQUEST = "requestStream";
    private static final int TOKENS = 50;
    private static final int GUESSABLE_BITS = 40;

    @Check(
            id = "request-returns-token",
            rules = {"request-returns-token", "operation-works", "token-names-stream"})
    void a_request_answers_with_a_token_that_names_the_stream(Bench bench) {
        Call request = bench.call(bench.contract().operation(REQUEST));
        Answer answer = bench.works(request);
        Live live = bench.made(
                answer, bench.session().bodies().full(bench.contract().operation(REQUEST)));
        Call get = bench.call("getStream", live);
        Answer read = bench.works(get, "token-names-stream");
        read.token()
                .ifPresent(token -> bench.holds(
                        "token-names-stream",
                        new Bench.Sent(get, read),
                        token.equals(live.token()),
                        live.token(),
                        token));
    }

    @Check(
            id = "request-keeps-fields",
            rules = {"fields-kept", "operation-works"})
    void a_stream_carries_what_it_was_requested_with(Bench bench) {
        Set<String> known = Set.copyOf(
                bench.contract().operation(REQUEST).body().orElseThrow().fields());
        for (Payload payload : Fixtures.valid(REQUEST)) {
            ObjectNode body = (ObjectNode) payload.body().deepCopy();
            body.put(
                    Field.EMAIL,
                    bench.identities().word("mail") + body.path(Field.EMAIL).asString());
            Call call = bench.call(bench.contract().operation(REQUEST)).json(body);
            // A number in another form than digits is valid, but the docs do not promise to take it.
            boolean plain = body.path(Field.PHONE).asString("").matches("\\+?\\d+")
                    && known.containsAll(body.propertyNames())
                    && bench.identities().usual();
            Live live = bench.made(plain ? bench.works(call) : bench.works(call, "fields-kept"), body);
            Call get = bench.call("getStream", live);
            Answer read = bench.works(get);
            for (String field : List.of(Field.PHONE, Field.EMAIL)) {
                read.textAt(field)
                        .ifPresent(seen -> bench.holds(
                                "fields-kept",
                                new Bench.Sent(get, read),
                                seen.equals(body.path(field).asString()),
                                field + " " + body.path(field),
                                seen));
            }
        }
    }

    @Check(
            id = "each-request-makes-a-stream",
            rules = {"request-makes-new-stream", "account-by-phone"})
    void each_request_makes_a_stream_of_its_own_for_the_account_of_its_phone(Bench bench) {
        Live first = bench.request();
        Live second = bench.requestLike(first);
        Live stranger = bench.request();
        ObjectNode same = bench.session().bodies().full(bench.contract().operation(REQUEST));
        bench.request(same.deepCopy());
        bench.request(same.deepCopy());
        bench.holds(
                "request-makes-new-stream",
                REQUEST,
                !first.token().equals(second.token()),
                "another token",
                second.token());
        if (first.account().isPresent()) {
            bench.holds(
                    "account-by-phone",
                    REQUEST,
                    second.account().equals(first.account()),
                    first.account(),
                    second.account());
            bench.holds(
                    "account-by-phone",
                    REQUEST,
                    !stranger.account().equals(first.account()),
                    "another account for another phone",
                    stranger.account());
        }
    }

    @Check(
            id = "tokens-differ-and-cannot-be-guessed",
            rules = {"token-unguessable", "request-makes-new-stream"})
    void tokens_differ_and_cannot_be_guessed(Bench bench) {
        boolean guarded = bench.session().target().guarded();
        // Whatever the run has made until now does as well, where every stream is one too many.
        List<String> tokens = new ArrayList<>(guarded ? bench.session().safety().made() : Set.of());
        while (tokens.size() < TOKENS) {
            tokens.add(bench.request().token());
        }
        bench.holds(
                "request-makes-new-stream",
                REQUEST,
                new HashSet<>(tokens).size() == tokens.size(),
                "no token twice",
                tokens);
        double bits = bits(tokens);
        bench.holds(
                "token-unguessable",
                REQUEST,
                bits >= GUESSABLE_BITS,
                "tokens that differ in " + GUESSABLE_BITS + " bits or more",
                Math.round(bits) + " bits, as " + tokens.get(0) + ", " + tokens.get(1));
    }

    /** A lower bound of how much the tokens vary: by the number of letters seen at each place. */
    private static double bits(List<String> tokens) {
        int length = tokens.stream().mapToInt(String::length).min().orElse(0);
        double bits = 0;
        for (int i = 0; i < length; i++) {
            int place = i;
            Set<Character> letters = new HashSet<>();
            tokens.forEach(token -> letters.add(token.charAt(place)));
            bits += Math.log(letters.size()) / Math.log(2);
        }
        return bits;
    }

    @Check(
            id = "notify-shows",
            rules = {"notify-effect"})
    void notified_tells_whether_the_request_asked_to_notify_the_dealer(Bench bench) {
        notified(bench, false);
        if (bench.session().target().guarded()) {
            throw new NotJudged(NotJudged.Cause.MEANS, "nobody is notified on a protected environment");
        }
        notified(bench, true);
    }

    private static void notified(Bench bench, boolean asked) {
        Call call = bench.call(bench.contract().operation(REQUEST)).query(Field.NOTIFY, String.valueOf(asked));
        Answer answer = bench.works(call);
        JsonNode seen = answer.body().path(Field.NOTIFIED);
        if (seen.isBoolean()) {
            bench.holds("notify-effect", new Bench.Sent(call, answer), seen.asBoolean() == asked, asked, seen);
        }
    }

    private static Operation.Parameter notify(Bench bench) {
        return bench.contract().operation(REQUEST).parameters().stream()
                .filter(parameter -> parameter.name().equals(Field.NOTIFY))
                .findFirst()
                .orElseThrow();
    }

    @Check(
            id = "notify-default",
            rules = {"notify-default"})
    void without_notify_the_dealer_is_not_notified(Bench bench) {
        Call call = bench.call(bench.contract().operation(REQUEST)).plain();
        Answer answer = bench.works(call, "notify-default");
        JsonNode seen = answer.body().path(Field.NOTIFIED);
        boolean wanted =
                notify(bench).defaultValue().filter(JsonNode::asBoolean).isPresent();
        bench.holds("notify-default", new Bench.Sent(call, answer), seen.asBoolean(false) == wanted, wanted, seen);
    }

    @Check(
            id = "notify-is-true-or-false",
            rules = {"invalid-request-400"})
    void notify_is_true_or_false_and_nothing_else(Bench bench) {
        if (bench.session().target().guarded()) {
            throw new NotJudged(NotJudged.Cause.MEANS, "notify is only ever false on a protected environment");
        }
        if (!notify(bench).type().equals("boolean")) {
            throw new NotJudged(NotJudged.Cause.MEANS, "this contract takes other words for notify too");
        }
        for (String word : List.of("1", "yes", "TRUE", "")) {
            bench.refused(bench.call(bench.contract().operation(REQUEST)).query(Field.NOTIFY, word), "invalid");
        }
    }
}
