package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.Habits.Step.BODY;
import static com.dropininc.instantstream.contract.server.Habits.Step.KEY;
import static com.dropininc.instantstream.contract.server.Habits.Step.RIGHT;
import static com.dropininc.instantstream.contract.server.Habits.Step.ROUTE;
import static com.dropininc.instantstream.contract.server.Habits.Step.SIZE;
import static com.dropininc.instantstream.contract.server.Habits.Step.STATE;
import static com.dropininc.instantstream.contract.server.Habits.Step.TOKEN;
import static com.dropininc.instantstream.contract.server.Habits.Step.TYPE;
import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that refuse in their own words, forms and order. */
final class HarmlessRefusals {
    private static final String ORDER = "the order of refusals is assumed";
    private static final String WORDS = "which word it is, is the server's; the same cause has the same word";
    private static final String ODD = "a success is a 2xx to the operation's own method and path";

    private HarmlessRefusals() {}

    static List<HarmlessServer> words() {
        Map<Cause, String> words = new HashMap<>();
        Map<Cause, String> dotted = new HashMap<>();
        Map<Cause, String> numbers = new HashMap<>();
        for (Cause cause : Cause.values()) {
            words.put(cause, "ERR_" + cause.name());
            dotted.put(cause, "streams." + cause.name().toLowerCase(Locale.ROOT));
            numbers.put(cause, String.valueOf(40_000 + cause.ordinal()));
        }
        return List.of(
                of("other-words", WORDS, habits -> habits.errors(errors -> errors.words(words))),
                of(
                        "words-with-dots",
                        "an upper-case word is only observed",
                        habits -> habits.errors(errors -> errors.words(dotted))),
                of(
                        "numbers-for-words",
                        "an upper-case word is only observed",
                        habits -> habits.errors(errors -> errors.words(numbers))),
                of(
                        "one-word-for-all",
                        WORDS,
                        habits -> habits.errors(
                                errors -> errors.words(Habits.with(words, alike(Cause.values(), "DENIED"))))));
    }

    static List<HarmlessServer> bodies() {
        Map<Cause, Integer> bad = new HashMap<>();
        Map<Cause, Integer> hidden = new HashMap<>();
        for (Cause cause : Cause.values()) {
            bad.put(cause, 400);
            hidden.put(cause, cause.name().startsWith("KEY_M") || cause == Cause.KEY_UNKNOWN ? 401 : 404);
        }
        return List.of(
                of(
                        "errors-in-an-object",
                        "an array is only observed",
                        habits -> habits.errors(errors -> errors.form(
                                "application/json",
                                (word, messages) -> "{\"error\":" + Habits.element(word, messages.get(0)) + "}"))),
                of(
                        "errors-with-a-trace",
                        "what else an error carries is open",
                        habits -> habits.errors(errors -> errors.form("application/json", HarmlessRefusals::traced))),
                of(
                        "all-is-400",
                        "exact codes are assumptions",
                        habits -> habits.errors(errors -> errors.statuses(bad))),
                of(
                        "all-is-404-but-the-key",
                        "exact codes are assumptions",
                        habits -> habits.errors(errors -> errors.statuses(hidden))),
                of(
                        "state-is-423",
                        "exact codes are assumptions",
                        habits -> habits.errors(errors -> errors.statuses(Map.of(Cause.STATE, 423)))),
                before("messages-in-two-languages", "a message is for a person", HarmlessRefusals::languages),
                before(
                        "a-proxy-answers-in-html",
                        "the body of a refusal is only observed",
                        () -> Faults.answering(
                                ask -> true,
                                reply -> List.of(404, 405, 413).contains(reply.status()) ? html(reply) : reply)));
    }

    private static Map<Cause, String> alike(Cause[] causes, String word) {
        Map<Cause, String> words = new HashMap<>();
        for (Cause cause : causes) {
            words.put(cause, word);
        }
        return words;
    }

    private static String traced(String word, List<String> messages) {
        return "["
                + Habits.element(word, messages.get(0))
                        .put("requestId", Secrets.uuid())
                        .put("at", Secrets.millis(java.time.Instant.now()))
                + "]";
    }

    private static Reply html(Reply reply) {
        return reply.text(text -> "<html><h1>" + reply.status() + "</h1><hr>nginx</html>")
                .header("Content-Type", "text/html");
    }

    private static Fault languages() {
        AtomicInteger calls = new AtomicInteger();
        return Faults.answering(
                ask -> true,
                reply -> reply.refused() && calls.incrementAndGet() % 2 == 0
                        ? reply.text(
                                text -> text.replaceAll("\"message\":\"[^\"]*\"", "\"message\":\"Das geht nicht\""))
                        : reply);
    }

    static List<HarmlessServer> orders() {
        return List.of(
                of(
                        "key-before-route",
                        ORDER,
                        habits -> habits.order(List.of(KEY, ROUTE, RIGHT, SIZE, TYPE, BODY, TOKEN, STATE))),
                of(
                        "body-before-key",
                        ORDER,
                        habits -> habits.order(List.of(ROUTE, SIZE, TYPE, BODY, KEY, RIGHT, TOKEN, STATE))),
                of(
                        "state-before-body",
                        ORDER,
                        habits -> habits.order(List.of(ROUTE, KEY, TOKEN, STATE, RIGHT, SIZE, TYPE, BODY))),
                before("wrong-keys-are-locked-out", "any 4xx refuses a wrong key", HarmlessRefusals::lockedOut));
    }

    private static Fault lockedOut() {
        AtomicInteger wrong = new AtomicInteger();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            boolean counts = reply.status() == 401 && !ask.header("apikey").isEmpty();
            return counts && wrong.incrementAndGet() > 20 ? Faults.refusal(429) : reply;
        };
    }

    static List<HarmlessServer> ends() {
        return List.of(
                before("ended-acts-are-410", "exact codes are assumptions", () -> ended(false)),
                before("ended-streams-are-410", "that an ended stream is readable is assumed", () -> ended(true)));
    }

    static List<HarmlessServer> paths() {
        return List.of(
                before("hangs-up-on-odd-paths", "a hung-up connection is no success", () -> (ask, server) -> {
                    Reply reply = server.send(ask);
                    String body = new String(reply.body(), StandardCharsets.UTF_8);
                    return body.contains("\"E_ROUTE\"") || body.contains("\"E_METHOD\"") || reply.status() == 405
                            ? new Reply(IndependentServer.HANG_UP, Map.of(), new byte[0])
                            : reply;
                }),
                before(
                        "other-paths-show-a-page",
                        ODD,
                        () -> page(ask -> !ask.path().matches("/(inst|notif).*"))),
                before("all-unknown-paths-show-a-page", ODD, () -> (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.method().equals("GET")
                                    && reply.status() == 404
                                    && text(reply).contains("E_ROUTE")
                            ? page()
                            : reply;
                }),
                before("a-get-of-an-operation-shows-its-docs", ODD, () -> (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.method().equals("GET") && reply.status() == 405 ? page() : reply;
                }),
                before(
                        "a-health-page-without-key",
                        ODD,
                        () -> (ask, server) -> ask.path().matches("/(health|)")
                                ? Reply.of(200, "{\"status\":\"up\"}")
                                : server.send(ask)));
    }

    static List<HarmlessServer> methods() {
        return List.of(
                before(
                        "a-trailing-slash-is-redirected",
                        "a redirect is no success",
                        () -> (ask, server) -> ask.path().matches("/.*[^/]/")
                                ? new Reply(308, Map.of("Location", ask.path().replaceAll("/$", "")), new byte[0])
                                : server.send(ask)),
                before(
                        "options-tells-what-there-is",
                        "OPTIONS calls no operation",
                        () -> (ask, server) -> ask.method().equals("OPTIONS")
                                ? Reply.of(200, "{\"methods\":[\"GET\",\"POST\"]}")
                                        .header("Allow", "GET, POST")
                                : server.send(ask)),
                before(
                        "no-options-at-all",
                        "OPTIONS calls no operation",
                        () -> (ask, server) -> ask.method().equals("OPTIONS") ? Faults.refusal(405) : server.send(ask)),
                before(
                        "head-is-200-for-all",
                        "HEAD calls no operation",
                        () -> (ask, server) -> ask.method().equals("HEAD") ? page() : server.send(ask)));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static Reply page() {
        return new Reply(
                200,
                Map.of("Content-Type", "text/html"),
                "<!doctype html><title>Streams</title>".getBytes(StandardCharsets.UTF_8));
    }

    private static Fault page(java.util.function.Predicate<Ask> when) {
        return (ask, server) -> ask.method().equals("GET") && when.test(ask) ? page() : server.send(ask);
    }

    /** Answers 410 about a stream that is over: to acts that its state forbids, or to everything. */
    private static Fault ended(boolean everything) {
        return (ask, server) -> {
            boolean over = !ask.path().endsWith("/pending")
                    && List.of("stopped", "cancelled", "expired").contains(Faults.state(ask, server));
            Reply reply = server.send(ask);
            return over && (everything || reply.status() == 409) ? Faults.refusal(410) : reply;
        };
    }
}
