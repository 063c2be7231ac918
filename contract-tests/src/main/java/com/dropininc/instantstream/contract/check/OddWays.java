package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Ways by which a call without a key might slip in: odd paths, other methods, headers that are trusted. */
final class OddWays {
    private static final String READ = "getStream";
    private static final String SAVE = "saveChat";

    /** Headers that some servers take for another method, or for a caller that they trust. */
    private static final Map<String, String> TRUSTED = trusted();

    private final Bench bench;
    private final Live live;
    private final List<String> slipped = new ArrayList<>();

    private OddWays(Bench bench, Live live) {
        this.bench = bench;
        this.live = live;
    }

    static void look(Bench bench, Live live) {
        OddWays ways = new OddWays(bench, live);
        ways.oddPaths();
        ways.oddMethods();
        ways.oddHeaders();
        ways.nothingSlipped();
    }

    private static Map<String, String> trusted() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Forwarded-For", "127.0.0.1");
        headers.put("X-Original-Method", "OPTIONS");
        headers.put("X-Forwarded-Method", "OPTIONS");
        headers.put("Authorization", "Bearer 0");
        return headers;
    }

    private Call call(String id) {
        return bench.call(id, live).header("User-Agent", LastLook.AGENTS.get(0));
    }

    /** Paths that a server may take for those of an operation, without a key. */
    private void oddPaths() {
        for (String id : List.of(READ, "getChat", SAVE)) {
            String path = call(id).path();
            String first = path.substring(0, path.indexOf('/', 1));
            for (String odd : List.of(
                    path + "/",
                    "/" + path,
                    path.replaceFirst("/([a-z]+)/([^/]+)$", "/$1//$2"),
                    "/." + path,
                    "/x/.." + path,
                    path + ";x=1",
                    path + ".json",
                    path.replace(first, first.toUpperCase(java.util.Locale.ROOT)),
                    path.replaceFirst("/i", "/%69"),
                    path.replaceFirst("/instant", "/%2e/instant"))) {
                slip(call(id).path(odd));
            }
        }
    }

    private void oddMethods() {
        for (String method : List.of("OPTIONS", "PUT", "PATCH", "HEAD", "DELETE")) {
            slip(call(READ).method(method));
            slip(call(SAVE).method(method));
        }
        slip(call(READ).method("POST"));
        slip(call(SAVE).method("GET"));
    }

    private void oddHeaders() {
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            slip(call(READ).method("POST").header(header, "GET"));
            slip(call(READ).header(header, "GET"));
            slip(call(SAVE).header(header, "POST"));
            slip(call(SAVE).method("PUT").header(header, "POST"));
        }
        TRUSTED.forEach((name, value) -> {
            slip(call(READ).header(name, value));
            slip(call(SAVE).header(name, value));
        });
        slip(call(READ).query("apikey", ""));
    }

    /** Whether a success is that of an operation: it shows this word, or a token, or a signature; a page is none. */
    static boolean calls(Answer answer, String word) {
        return answer.success()
                && !answer.header("Content-Type").orElse("").contains("html")
                && (answer.text().contains(word)
                        || answer.token().isPresent()
                        || answer.textAt(Field.AUTH).isPresent());
    }

    /** A call without a key must show nothing of the stream and say nothing in it; other successes call no operation. */
    private void slip(Call call) {
        Call bare = call.withoutKey();
        String word = bench.identities().word("slips");
        boolean says = call.name().equals(SAVE);
        if (says) {
            ObjectNode body = bench.session().bodies().full(bench.contract().operation(SAVE));
            bare = bare.json(body.put(Field.MESSAGE, word));
            slipped.add(word);
        }
        Answer answer = bench.plain(bare);
        bench.holds(
                "key-required",
                new Bench.Sent(bare, answer),
                !calls(answer, says ? word : live.token()),
                "a refusal, since there is no key",
                answer.shown());
    }

    private void nothingSlipped() {
        Call get = call("getChat");
        Answer chat = bench.plain(get);
        List<String> said = ChatChecks.texts(chat, slipped);
        bench.holds(
                "key-required",
                new Bench.Sent(get, chat),
                said.isEmpty(),
                "no message that was sent without a key",
                said.size() + " of them");
    }
}
