package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.fixtures.Fixtures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chat of a stream. */
final class ChatChecks {
    private static final String SAVE = "saveChat";
    private static final String GET = "getChat";
    private static final int MANY = 120;
    /** Above 64 KiB, where a text column of a database ends. */
    private static final int LONG = 70_000;

    @Check(
            id = "message-comes-back-verbatim",
            rules = {"message-verbatim", "chat-loses-nothing"})
    void every_saved_message_comes_back_to_the_letter(Bench bench) {
        List<String> messages = new ArrayList<>();
        Fixtures.valid(SAVE)
                .forEach(payload ->
                        messages.add(payload.body().path(Field.MESSAGE).asString()));
        messages.addAll(List.of(
                "  blanks around  ",
                "null",
                "0",
                "true",
                "[]",
                "{\"message\":\"nested\"}",
                "%00%20${7*7}{{7*7}}<%= 7 %>",
                "tab\tnew\nline\r\nbell\u0007",
                "\u202eright to left\u202c \u0000 zero",
                "\uD83D\uDC69\u200D\uD83D\uDE80 \uFEFF\u2028\u2029",
                "\uFEFFbegins with a byte order mark",
                "non\u00A0breaking",
                "a+b=c, 50%25 off, a%20b",
                "see https://www.example.com/?a=1&b=2#c &amp; &lt;",
                bench.identities().word("long") + "x".repeat(LONG)));
        Live live = streaming(bench);
        messages.removeIf(message -> !taken(bench, call(bench, live, 0, message), debatable(message)));
        Call get = bench.call(GET, live);
        Answer chat = bench.works(get);
        for (String message : messages) {
            occurs(bench, new Bench.Sent(get, chat), message);
        }
    }

    /** Texts that a server may refuse without breaking a promise; if it takes them, they come back like all others. */
    private static boolean debatable(String message) {
        return message.isBlank()
                || message.length() >= LONG
                || message.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t');
    }

    private static boolean taken(Bench bench, Call call, boolean debatable) {
        if (!debatable) {
            return bench.works(call).success();
        }
        Answer answer = bench.anything(call);
        Bench.Sent sent = new Bench.Sent(call, answer);
        return bench.holds("lifecycle-allowed", sent, answer.success(), "an unusual text is taken", answer.status());
    }

    private static void occurs(Bench bench, Bench.Sent chat, String message) {
        long times = chat.answer().items().stream()
                .filter(item -> holds(item, message))
                .count();
        bench.holds("message-verbatim", chat, times > 0, shown(message), "not in the chat");
        bench.holds("chat-loses-nothing", chat, times <= 1, "once: " + shown(message), times + " times");
    }

    private static String shown(String message) {
        return message.length() > 80 ? message.substring(0, 80) + "..." : message;
    }

    static boolean holds(JsonNode item, String message) {
        if (item.isString()) {
            return item.asString().equals(message);
        }
        for (JsonNode child : item) {
            if (holds(child, message)) {
                return true;
            }
        }
        return false;
    }

    @Check(
            id = "chat-is-oldest-first",
            rules = {"chat-order", "chat-loses-nothing"})
    void a_long_chat_is_whole_and_oldest_first(Bench bench) {
        Live live = joined(bench);
        List<String> said = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            said.add(bench.identities().word("message"));
            bench.setUp(call(bench, live, i % 3 % 2, said.get(i)));
        }
        Call get = bench.call(GET, live);
        Answer chat = bench.reread(get, read -> texts(read, said).size() >= MANY);
        Bench.Sent sent = new Bench.Sent(get, chat);
        List<String> seen = texts(chat, said);
        bench.holds(
                "chat-loses-nothing",
                sent,
                seen.size() == MANY && seen.containsAll(said),
                MANY + " messages",
                seen.size() + " of them");
        if (seen.size() == MANY) {
            bench.holds("chat-order", sent, seen.equals(said), "as they were saved", seen.subList(0, 3) + " first");
        }
        stable(bench, live, said, seen);
    }

    private static void stable(Bench bench, Live live, List<String> said, List<String> seen) {
        bench.works(bench.call("stopStream", live));
        Call again = bench.call(GET, live);
        Answer chat = bench.works(again);
        bench.holds(
                "chat-loses-nothing",
                new Bench.Sent(again, chat),
                texts(chat, said).equals(seen),
                "the same chat after the end",
                chat.items().size() + " messages");
    }

    @Check(
            id = "equal-messages-are-two",
            rules = {"chat-loses-nothing"})
    void a_message_that_is_said_twice_comes_back_twice(Bench bench) {
        Live live = streaming(bench);
        String message = bench.identities().word("again");
        bench.works(call(bench, live, 0, message));
        bench.works(call(bench, live, 0, message));
        Call get = bench.call(GET, live);
        Answer chat = bench.works(get);
        long times = chat.items().stream().filter(item -> holds(item, message)).count();
        bench.holds("chat-loses-nothing", new Bench.Sent(get, chat), times == 2, "twice: " + message, times + " times");
    }

    @Check(
            id = "message-keeps-its-role",
            rules = {"message-role", "message-verbatim"})
    void a_message_keeps_the_role_that_said_it(Bench bench) {
        Live live = joined(bench);
        for (int side : new int[] {1, 0, 0, 1}) {
            String message = bench.identities().word("said");
            Call save = call(bench, live, side, message);
            Answer saved = bench.works(save);
            role(bench, new Bench.Sent(save, saved), saved.body(), side);
            Call get = bench.call(GET, live);
            Answer chat = bench.works(get);
            chat.items().stream()
                    .filter(item -> holds(item, message))
                    .forEach(item -> role(bench, new Bench.Sent(get, chat), item, side));
            Answer.text(saved.body(), Field.MESSAGE)
                    .ifPresent(text -> bench.holds(
                            "message-verbatim", new Bench.Sent(save, saved), text.equals(message), message, text));
        }
    }

    private static void role(Bench bench, Bench.Sent sent, JsonNode message, int side) {
        Answer.text(message, Field.ROLE)
                .filter(bench.roles()::contains)
                .ifPresent(seen -> bench.holds(
                        "message-role",
                        sent,
                        seen.equals(bench.roles().get(side)),
                        bench.roles().get(side),
                        seen));
    }

    @Check(
            id = "chat-is-of-its-stream",
            rules = {"chat-of-its-stream"})
    void a_chat_holds_the_messages_of_its_own_stream_only(Bench bench) {
        Live one = streaming(bench);
        Live two = bench.requestLike(one);
        bench.works(bench.call("startStream", two));
        String first = bench.identities().word("one");
        String second = bench.identities().word("two");
        bench.works(call(bench, one, 0, first));
        bench.works(call(bench, two, 0, second));
        only(bench, one, first, second);
        only(bench, two, second, first);
        Live fresh = bench.request();
        Call get = bench.call(GET, fresh);
        Answer chat = bench.works(get);
        bench.holds(
                "chat-of-its-stream",
                new Bench.Sent(get, chat),
                chat.items().stream().noneMatch(item -> bench.identities().made(item.toString())),
                "no message of this run in a new stream",
                chat.items().size() + " messages");
    }

    private static void only(Bench bench, Live live, String own, String foreign) {
        Call get = bench.call(GET, live);
        Answer chat = bench.works(get);
        Bench.Sent sent = new Bench.Sent(get, chat);
        bench.holds("message-verbatim", sent, chat.items().stream().anyMatch(item -> holds(item, own)), own, "absent");
        bench.holds(
                "chat-of-its-stream",
                sent,
                chat.items().stream().noneMatch(item -> holds(item, foreign)),
                "no message of another stream",
                foreign);
        for (JsonNode item : chat.items()) {
            Optional<String> token = Answer.token(item);
            token.ifPresent(seen -> bench.holds("fields-kept", sent, seen.equals(live.token()), live.token(), seen));
        }
    }

    static Live streaming(Bench bench) {
        Live live = bench.request();
        bench.setUp(bench.call("startStream", live));
        return live;
    }

    /** A stream that both sides have joined: one that has not may have nothing to say. */
    static Live joined(Bench bench) {
        Live live = bench.request();
        for (int side = 0; side < bench.roles().size(); side++) {
            bench.setUp(bench.call("startStream", live).json(StartChecks.body(bench, side)));
        }
        return live;
    }

    static Call call(Bench bench, Live live, int side, String message) {
        Call call = bench.call(SAVE, live);
        ObjectNode body = bench.session().bodies().full(bench.contract().operation(SAVE));
        body.put(Field.ROLE, bench.roles().get(side)).put(Field.MESSAGE, message);
        return call.json(body);
    }

    /**
     * The messages of a chat as they come, told by what was said: the docs do not name the property they are in. What
     * nobody said, such as a note of the server's, is none.
     */
    static List<String> texts(Answer chat, List<String> said) {
        Set<String> known = new HashSet<>(said);
        return chat.items().stream()
                .flatMap(item -> known(item, known).stream())
                .collect(Collectors.toList());
    }

    private static Optional<String> known(JsonNode item, Set<String> said) {
        if (item.isString()) {
            return Optional.of(item.asString()).filter(said::contains);
        }
        return item.valueStream().flatMap(child -> known(child, said).stream()).findFirst();
    }
}
