package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Paths, methods and what a browser asks beforehand. */
final class RouteChecks {
    private static final String ORIGIN = "https://app.example.com";
    private static final int LONG = 10_000;
    private static final int HTTP_VERSION_NOT_SUPPORTED = 505;

    @Checks
    Stream<DynamicTest> an_unknown_token_is_refused(Session session) {
        return session.contract().operations().values().stream()
                .filter(Operation::namesStream)
                .map(operation -> session.check(
                        new CheckInfo(
                                "unknown-token-" + Session.kebab(operation.id()),
                                "route",
                                operation.id() + " refuses a token that no stream has",
                                List.of("unknown-token-404", "no-server-error-on-bad-input")),
                        bench -> unknownToken(bench, operation)));
    }

    private static void unknownToken(Bench bench, Operation operation) {
        Call call = bench.call(operation);
        for (String token : List.of(
                bench.identities().word("st"),
                "x",
                "0",
                "null",
                bench.identities().word("a".repeat(100)))) {
            bench.refused(call.token(bench.session().safety().invented(token)), "token-unknown");
        }
        for (String raw : List.of("%2e%2e", "%2F", "%00", "%F0%9F%9A%80", "a".repeat(LONG), "..", "a%20b")) {
            String path = operation.path().replaceAll("\\{[^}]*}", raw);
            bench.anything(call.path(path).token(bench.session().safety().invented(raw)));
        }
    }

    @Check(
            id = "similar-tokens-are-unknown",
            rules = {"unknown-token-404"})
    void a_token_that_is_only_similar_names_no_stream(Bench bench) {
        String token = bench.request().token();
        Set<String> similar = new LinkedHashSet<>(List.of(
                token.substring(0, token.length() - 1),
                token.substring(1),
                token + "0",
                token + "x",
                token + " ",
                token + ".",
                token.toUpperCase(Locale.ROOT),
                token.toLowerCase(Locale.ROOT),
                otherCase(token),
                new StringBuilder(token).reverse().toString(),
                token + "*",
                "%"));
        similar.remove(token);
        for (String other : similar) {
            if (!bench.session().safety().made().contains(other) && !other.isEmpty()) {
                String invented = bench.session().safety().invented(other);
                bench.refused(
                        bench.call(bench.contract().operation("getStream")).token(invented), "token-unknown");
                bench.refused(bench.call(bench.contract().operation("getChat")).token(invented), "token-unknown");
            }
        }
    }

    private static String otherCase(String token) {
        StringBuilder other = new StringBuilder();
        token.chars()
                .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
                .forEach(c -> other.append((char) c));
        return other.toString();
    }

    @Checks
    Stream<DynamicTest> a_wrong_method_is_refused(Session session) {
        return session.contract().operations().values().stream()
                .map(operation -> session.check(
                        new CheckInfo(
                                "wrong-method-" + Session.kebab(operation.id()),
                                "route",
                                "the path of " + operation.id() + " refuses methods that it does not take",
                                List.of("wrong-method-405", "key-required")),
                        bench -> wrongMethods(bench, operation)));
    }

    private static void wrongMethods(Bench bench, Operation operation) {
        Live live = bench.readyFor(operation);
        Call call = Calls.keyed(bench, operation, live);
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            if (!(bench.contract().router().match(method, call.path()) instanceof Router.WrongMethod)) {
                continue;
            }
            Call wrong = method.equals("GET") ? call.withoutBody().method(method) : call.method(method);
            Answer keyless = bench.anything(wrong.withoutKey());
            bench.holds(
                    "key-required",
                    new Bench.Sent(wrong.withoutKey(), keyless),
                    !OddWays.calls(keyless, live.token()),
                    "a refusal, since there is no key",
                    keyless.shown());
            Answer answer = bench.refused(wrong, "method-not-allowed");
            if (answer.status()
                    == bench.contract().refusal("method-not-allowed").status()) {
                String allow = answer.header("Allow").orElse("");
                bench.holds(
                        "wrong-method-405",
                        new Bench.Sent(wrong, answer),
                        List.of(allow.split("\\s*,\\s*")).contains(operation.method()),
                        "Allow with " + operation.method(),
                        "Allow: " + allow);
            }
        }
    }

    @Check(
            id = "unknown-path-is-refused",
            rules = {"unknown-route-404"})
    void an_unknown_path_is_refused(Bench bench) {
        Operation create = bench.contract().operation("requestStream");
        Operation read = bench.contract().operation("getStream");
        String token = bench.request().token();
        String word = bench.identities().word("nothing");
        List<String> places = new ArrayList<>(inOtherLetters(read));
        places.addAll(inOtherLetters(bench.contract().operation("getChat")));
        places.addAll(List.of(create.path() + "x", create.path() + "/{word}/b", "/{word}", "/"));
        places.add(read.path().replace("{token}", "a/{token}/b"));
        for (String place : places) {
            Call call = Call.elsewhere(read.method(), place).key(bench.keys().main());
            bench.refused(call.parameter("token", token).parameter("word", word), "route-unknown");
        }
    }

    /** The path of a stream with each of its words in capitals, with all of them, and with a capital letter. */
    private static List<String> inOtherLetters(Operation operation) {
        int end = operation.path().indexOf('{');
        String words = operation.path().substring(0, end);
        Set<String> others = new LinkedHashSet<>(List.of(words.toUpperCase(Locale.ROOT)));
        for (String word : words.substring(1).split("/")) {
            String capital = word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
            others.add(words.replace("/" + word + "/", "/" + word.toUpperCase(Locale.ROOT) + "/"));
            others.add(words.replace("/" + word + "/", "/" + capital + "/"));
        }
        return others.stream()
                .map(path -> path + operation.path().substring(end))
                .toList();
    }

    @Check(
            id = "unreadable-request-is-refused",
            rules = {"readable-http"})
    void a_request_that_is_no_readable_http_is_refused(Bench bench) {
        String path = bench.contract().operation("requestStream").path();
        for (String head : List.of(
                "GET " + path + "/%zz HTTP/1.1\r\nHost: target",
                "GET " + path + " HTTP/1.1\r\nHost: target\r\nno colon in this line",
                "GET " + path + " HTTP/1.1\r\nHost: target\r\nContent-Length: many",
                "GET " + path + " HTTP/9.9\r\nHost: target")) {
            int status = bench.session().exchange().statusOfUnreadable(head);
            // Closing the connection is a refusal too, for a server that takes the caller for no HTTP client.
            bench.holds(
                    "readable-http",
                    head.lines()
                            .skip(head.lines().count() > 2 ? 2 : 0)
                            .findFirst()
                            .orElse(head),
                    status == 0 || status / 100 == 4 || status == HTTP_VERSION_NOT_SUPPORTED,
                    "a status of class 4",
                    status);
        }
    }

    @Check(
            id = "literal-segment-wins",
            rules = {"literal-segments-win"})
    void a_literal_segment_wins_over_a_parameter(Bench bench) {
        String pending = bench.contract().lifecycle().initial();
        for (String id : List.of("getStream", "getChat")) {
            Operation operation = bench.contract().operation(id);
            Call call = bench.call(operation).token(bench.session().safety().invented(pending));
            boolean taken = bench.contract().router().match(call.method(), call.path()) instanceof Router.Found found
                    && !found.operation().id().equals(id);
            if (taken) {
                bench.works(call, "literal-segments-win");
                continue;
            }
            Answer answer = bench.refused(call, "token-unknown", "literal-segments-win");
            bench.holds("literal-segments-win", new Bench.Sent(call, answer), !answer.success(), 404, answer.status());
        }
    }

    @Checks
    Stream<DynamicTest> a_preflight_passes(Session session) {
        return session.contract().operations().values().stream()
                .map(operation -> session.check(
                        new CheckInfo(
                                "preflight-" + Session.kebab(operation.id()),
                                "route",
                                "a browser may call " + operation.id() + " from another origin",
                                List.of("cors-preflight")),
                        bench -> preflight(bench, operation)));
    }

    private static void preflight(Bench bench, Operation operation) {
        Live live = bench.request();
        String header = bench.contract().keyHeader();
        Call valid = Calls.keyed(bench, operation, live);
        Call ask = valid.withoutKey()
                .withoutBody()
                .method("OPTIONS")
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", operation.method())
                .header("Access-Control-Request-Headers", header + ",content-type");
        Answer answer = bench.anything(ask);
        Bench.Sent sent = new Bench.Sent(ask, answer);
        bench.holds("cors-preflight", sent, answer.success(), "a success without a key", answer.status());
        listed(bench, sent, "Access-Control-Allow-Origin", ORIGIN);
        listed(bench, sent, "Access-Control-Allow-Methods", operation.method());
        listed(bench, sent, "Access-Control-Allow-Headers", header);
        Call refused = valid.withoutKey().header("Origin", ORIGIN);
        listed(bench, new Bench.Sent(refused, bench.anything(refused)), "Access-Control-Allow-Origin", ORIGIN);
    }

    private static void listed(Bench bench, Bench.Sent sent, String header, String word) {
        String value = sent.answer().header(header).orElse("");
        boolean listed =
                Stream.of(value.split("\\s*,\\s*")).anyMatch(item -> item.equals("*") || item.equalsIgnoreCase(word));
        bench.holds("cors-preflight", sent, listed, header + " with " + word, value);
    }

    @Check(
            id = "head-is-like-get",
            rules = {"head-like-get"})
    void head_answers_as_get_does_without_a_body(Bench bench) {
        Live live = bench.request();
        for (String id : List.of("getStream", "getChat", "getPending")) {
            Call get = bench.call(id, live);
            Answer read = bench.works(get);
            Call head = get.method("HEAD");
            Answer answer = bench.anything(head);
            Bench.Sent sent = new Bench.Sent(head, answer);
            bench.holds("head-like-get", sent, answer.status() == read.status(), read.status(), answer.status());
            bench.holds("head-like-get", sent, answer.text().isEmpty(), "no body", answer.text());
        }
    }
}
