package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Harmless;
import java.util.List;
import java.util.Map;

/** The harmless proxies of the other tests, before the independent server, each with its reason. */
final class EarlierHarmless {
    private static final String SHAPES = "no answer is documented but $.token of a request";
    private static final String NAMES = "every name but token is assumed";
    private static final String CODES = "exact codes are assumptions";
    private static final String ERRORS = "the body of a refusal is only observed";
    private static final String ROWS = "every row of the lifecycle but ping's is assumed";
    private static final String WIRE = "HTTP leaves it to the server";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("created", "ambiguity success-status: 201 is a reading of it"),
            Map.entry("unprocessable", CODES),
            Map.entry("other-codes", CODES),
            Map.entry("errors-as-objects", ERRORS),
            Map.entry("extra-fields", SHAPES),
            Map.entry("other-key-order", "JSON objects have no order"),
            Map.entry("slow", "5 s is the longest answer, and that is assumed"),
            Map.entry("other-names", NAMES),
            Map.entry("bare-errors", ERRORS),
            Map.entry("gzip", WIRE),
            Map.entry("vendor-json", "content types of answers are assumed"),
            Map.entry("wrapped-chat", SHAPES),
            Map.entry("other-states", "states are assumed"),
            Map.entry("other-channels", "channel names are assumed; others may be refused"),
            Map.entry("nothing-pending-is-404", "an empty list is assumed"),
            Map.entry("chat-keyed-by-id", SHAPES),
            Map.entry("lists-in-pages", SHAPES),
            Map.entry("numbers-as-ids", "the form of ids is assumed"),
            Map.entry("whole-seconds", "the form of instants is assumed"),
            Map.entry("strict-texts", "limits on texts are a server's own business"),
            Map.entry("charset", WIRE),
            Map.entry("token-only", SHAPES),
            Map.entry("no-content", SHAPES),
            Map.entry("states-as-numbers", "states are assumed"),
            Map.entry("phone-as-a-number", "a server may normalise a phone"),
            Map.entry("fields-of-its-own-that-change", SHAPES),
            Map.entry("nothing-about-people", NAMES),
            Map.entry("null-for-absent", "that absent properties are absent is assumed"),
            Map.entry("times-without-millis", "the form of instants is assumed"),
            Map.entry("times-with-offset", "the form of instants is assumed"),
            Map.entry("no-key-is-a-bad-request", CODES),
            Map.entry("other-method-is-not-found", CODES),
            Map.entry("ping-by-viewer-is-not-found", CODES),
            Map.entry("large-body-is-a-bad-request", CODES),
            Map.entry("problem-details", ERRORS),
            Map.entry("errors-in-plain-text", ERRORS),
            Map.entry("pending-of-nobody-is-not-found", "an empty list is assumed"),
            Map.entry("finished-is-gone", "that an ended stream is readable is assumed"),
            Map.entry("lists-in-data", SHAPES),
            Map.entry("chat-by-id", SHAPES),
            Map.entry("chat-as-texts", SHAPES),
            Map.entry("newest-first", "orders are assumed"),
            Map.entry("record-toggles", "ambiguity record-twice: a toggle is a reading of it"),
            Map.entry("dealers-may-not-chat", "that a key of any kind acts for either role is assumed"),
            Map.entry("notified-by-default", "ambiguity notify-default: yes is a reading of it"),
            Map.entry("notify-takes-anything", "ambiguity notify-form: lenient is a reading of it"),
            Map.entry("repeated-end-refused", ROWS),
            Map.entry("repeated-start-refused", ROWS),
            Map.entry("chat-while-pending", ROWS),
            Map.entry("cancel-while-streaming", "ambiguity cancel-while-streaming: yes is a reading of it"),
            Map.entry("roles-as-arrays-refused", "ambiguity role-form: one word is a reading of it"),
            Map.entry("roles-as-arrays-without-warning", "ambiguity role-form: a warning is ours"),
            Map.entry("late-now-and-then", "5 s is the longest answer, and that is assumed"),
            Map.entry("rate-limited", "429 with Retry-After asks for patience and judges nothing"),
            Map.entry("cookies-and-headers", WIRE),
            Map.entry("connection-closed-each-time", WIRE),
            Map.entry("indented", "JSON allows blanks"),
            Map.entry("options-needs-a-key", "OPTIONS calls no operation"),
            Map.entry("no-head", "HEAD calls no operation"),
            Map.entry("form-without-body-refused", "which content types are taken is assumed"));

    private EarlierHarmless() {}

    static List<HarmlessServer> all() {
        return com.dropininc.instantstream.contract.mutant.HarmlessServers.all().stream()
                .map(EarlierHarmless::behind)
                .toList();
    }

    private static HarmlessServer behind(Harmless proxy) {
        String why = WHY.get(proxy.name());
        if (why == null) {
            throw new IllegalStateException("say here why " + proxy.name() + " is harmless");
        }
        boolean limited = proxy.name().equals("rate-limited");
        return new HarmlessServer(proxy.name(), why, Habits.plain(), proxy::way, limited);
    }
}
