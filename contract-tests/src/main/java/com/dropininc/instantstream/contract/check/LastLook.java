package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A short second pass over the documented rules when all checks are over: on fresh streams, shuffled, by an ordinary
 * client's name, and in the ways by which a call might slip past the key. A server that breaks a promise only later, or
 * only to others than the suite, breaks it.
 */
final class LastLook {
    static final CheckInfo INFO = new CheckInfo(
            "last-look",
            "last-look",
            "what the docs promise holds at the end too, for an ordinary client and on odd ways",
            List.of(
                    "key-required",
                    "key-unknown-refused",
                    "key-in-header",
                    "pending-of-account",
                    "authchannel-signature",
                    "authchannel-presence",
                    "authchannel-encrypted",
                    "ping-operator-only",
                    "ping-while-streaming",
                    "message-verbatim",
                    "required-field",
                    "known-words"));

    /** An app on a phone and a browser: some servers ask one of them for a key, and not the other. */
    static final List<String> AGENTS = List.of(
            "okhttp/4.12.0", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0");

    private static final int LONG = 300;
    private static final String READ = "getStream";
    private static final String SAVE = "saveChat";

    private final Bench bench;
    private final Live live;

    private LastLook(Bench bench, Live live) {
        this.bench = bench;
        this.live = live;
    }

    static void look(Bench bench) {
        LastLook look = new LastLook(bench, ChatChecks.joined(bench));
        List<Runnable> looks = new ArrayList<>();
        bench.contract().operations().values().forEach(operation -> looks.add(() -> look.keys(operation)));
        looks.add(() -> OddWays.look(bench, look.live));
        looks.add(look::keyElsewhere);
        looks.add(look::waiting);
        looks.add(look::bodies);
        looks.add(look::message);
        Collections.shuffle(looks, new Random(bench.identities().seed()));
        looks.forEach(Runnable::run);
        look.pings();
    }

    private Call agent(Call call) {
        return call.header("User-Agent", AGENTS.get(0));
    }

    /** Right after the same URL was asked with a good key, where that changes nothing: without one, and an unknown one twice. */
    private void keys(Operation operation) {
        Call good = agent(Calls.keyed(bench, operation, live));
        boolean stays = bench.contract()
                .lifecycle()
                .row(live.state(), operation.id())
                .map(row -> row.target(live.state()).equals(live.state()))
                .orElse(!operation.namesStream() && !bench.session().safety().creates(operation));
        if (stays && operation.keyKinds().isEmpty()) {
            bench.plain(good);
        }
        if (!operation.needsKey()) {
            return;
        }
        for (String agent : AGENTS) {
            bench.plainlyRefused(good.withoutKey().header("User-Agent", agent), "key-missing", "key-required");
        }
        ObjectNode least = bench.session().bodies().least(operation);
        if (least.size() < bench.session().bodies().full(operation).size()) {
            bench.plainlyRefused(good.json(least).withoutKey(), "key-missing", "key-required");
        }
        Secret unknown = bench.session().unknownKey();
        for (int times = 0; times < 2; times++) {
            bench.plainlyRefused(good.key(unknown), "key-unknown", "key-unknown-refused");
        }
    }

    /** A good key counts in its header only; in a query it would end up in the logs of the server. */
    private void keyElsewhere() {
        Secret key = bench.keys().main();
        for (String id : List.of(READ, SAVE)) {
            bench.plainlyRefused(
                    key.on(call(id).withoutKey(), "Authorization", "Bearer "), "key-missing", "key-in-header");
        }
    }

    /** The list of one account while another one waits too. */
    private void waiting() {
        Live one = bench.request();
        bench.request();
        Call call = agent(bench.call("getPending", one));
        Answer list = bench.plain(call);
        for (JsonNode item : list.items()) {
            Answer.text(item, Field.ACCOUNT)
                    .ifPresent(of -> bench.holds(
                            "pending-of-account",
                            new Bench.Sent(call, list),
                            of.equals(one.account().orElse(of)),
                            one.account().orElse(""),
                            of));
        }
    }

    private Call call(String id) {
        return agent(bench.call(id, live));
    }

    /** What the docs require, and the words that they name. */
    private void bodies() {
        Call start = call("startStream");
        changed(start, body -> body.remove(Field.LONGITUDE), "required-field");
        changed(start, body -> body.put(Field.ROLE, bench.identities().word("role")), "known-words");
        changed(call(SAVE), body -> body.remove(Field.MESSAGE), "required-field");
        Call request = agent(bench.call(bench.contract().operation("requestStream")));
        changed(request, body -> body.remove(Field.PHONE), "required-field");
    }

    private void changed(Call call, Consumer<ObjectNode> change, String rule) {
        Operation operation = call.operation().orElseThrow();
        ObjectNode body = bench.session().bodies().full(operation);
        change.accept(body);
        bench.plainlyRefused(call.json(body), "invalid", rule);
    }

    /** What a server may cut, strip or escape. One that takes no such text says nothing. */
    private void message() {
        String word = bench.identities().word("last");
        List<String> said = List.of(
                word,
                word + "x".repeat(LONG),
                "  " + word + "  ",
                word + " <b>&amp;</b> \"'\\",
                word + " \u00e9\u2713\ud83c\udfa5");
        List<String> taken = said.stream()
                .filter(text -> bench.plain(agent(ChatChecks.call(bench, live, 0, text)))
                        .success())
                .toList();
        Call get = call("getChat");
        Answer chat = bench.reread(get, read -> ChatChecks.texts(read, taken).containsAll(taken));
        List<String> there = ChatChecks.texts(chat, taken);
        for (String text : taken) {
            bench.holds("message-verbatim", new Bench.Sent(get, chat), there.contains(text), text, "not in the chat");
        }
    }

    /** Pings at last, since the stream is stopped for them. */
    private void pings() {
        Operation ping = bench.contract().operation("pingStream");
        for (Secret key : bench.keys().besides(ping.keyKinds())) {
            bench.plain(call(ping.id()));
            for (int times = 0; times < 2; times++) {
                bench.plainlyRefused(call(ping.id()).key(key), "key-kind", "ping-operator-only");
            }
        }
        channels();
        bench.setUp(call("stopStream"));
        for (String id : List.of(READ, "getChat")) {
            bench.plainlyRefused(call(id).withoutKey(), "key-missing", "key-required");
        }
        if (bench.keys().has(ping.keyKinds())) {
            bench.refused(call(ping.id()), "state", "ping-while-streaming");
        }
    }

    /** One channel of each kind, as an SDK asks and as the docs write it. */
    private void channels() {
        Set<String> secrets = new HashSet<>();
        List<String> encrypted = List.of(live.token(), bench.request().token());
        for (String token : encrypted) {
            Optional<Answer> answer = channel("private-encrypted-", token, true);
            answer.flatMap(shown -> shown.textAt(Field.SHARED_SECRET)).ifPresent(secrets::add);
        }
        if (!secrets.isEmpty()) {
            bench.holds(
                    "authchannel-encrypted",
                    "authorizeChannel",
                    secrets.size() == encrypted.size(),
                    "a secret for each channel",
                    "one for all");
        }
        channel("private-", live.token(), false);
        for (boolean form : List.of(true, false)) {
            channel("presence-", live.token(), form);
        }
    }

    private Optional<Answer> channel(String prefix, String token, boolean form) {
        Operation operation = bench.contract().operation("authorizeChannel");
        ObjectNode fields = bench.session()
                .bodies()
                .full(operation)
                .put(
                        Field.CHANNEL_NAME,
                        prefix + bench.contract().channel(Field.STREAM).stem() + token);
        Call bare = agent(bench.call(operation));
        Call call = form ? bare.form(fields) : bare.json(fields);
        Answer answer = bench.plain(call);
        if (!answer.success()) {
            return Optional.empty();
        }
        if (prefix.startsWith("presence")) {
            bench.holds(
                    "authchannel-presence",
                    new Bench.Sent(call, answer),
                    answer.textAt(Field.CHANNEL_DATA).isPresent(),
                    "channel_data",
                    "absent");
        }
        if (bench.keys().pusherSecret().isPresent()) {
            bench.session().signatures().hold(bench, new Bench.Sent(call, answer), fields);
        }
        return Optional.of(answer);
    }
}
