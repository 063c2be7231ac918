package com.dropininc.instantstream.contract.server;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Habits of a server whose makers read the docs and nothing else: all that is only assumed is otherwise. */
final class OtherHabits {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OtherHabits() {}

    static Habits all() {
        Habits plain = Habits.plain();
        return plain.order(List.of(
                        Habits.Step.KEY,
                        Habits.Step.ROUTE,
                        Habits.Step.SIZE,
                        Habits.Step.TYPE,
                        Habits.Step.TOKEN,
                        Habits.Step.RIGHT,
                        Habits.Step.BODY,
                        Habits.Step.STATE))
                .errors(errors -> errors.statuses(statuses())
                        .words(words())
                        .form("application/problem+json", OtherHabits::wrapped))
                .shapes(OtherHabits::shapes)
                .life(life -> life.lag(30));
    }

    private static Map<Cause, Integer> statuses() {
        return Map.of(
                Cause.KEY_MISSING, 403,
                Cause.KEY_UNKNOWN, 403,
                Cause.WRONG_METHOD, 404,
                Cause.TOO_LARGE, 400,
                Cause.CONTENT_TYPE, 400,
                Cause.INVALID, 422,
                Cause.UNKNOWN_TOKEN, 410,
                Cause.STATE, 423);
    }

    private static Map<Cause, String> words() {
        return Map.ofEntries(
                Map.entry(Cause.NO_ROUTE, "NO_SUCH_RESOURCE"),
                Map.entry(Cause.WRONG_METHOD, "VERB_NOT_TAKEN"),
                Map.entry(Cause.KEY_MISSING, "CREDENTIALS"),
                Map.entry(Cause.KEY_UNKNOWN, "CREDENTIALS"),
                Map.entry(Cause.KEY_KIND, "NOT_YOURS"),
                Map.entry(Cause.CHANNEL, "CHANNEL_CLOSED"),
                Map.entry(Cause.TOO_LARGE, "ENTITY"),
                Map.entry(Cause.CONTENT_TYPE, "ENTITY"),
                Map.entry(Cause.MALFORMED, "UNPARSABLE"),
                Map.entry(Cause.INVALID, "VALIDATION"),
                Map.entry(Cause.UNKNOWN_TOKEN, "NO_SUCH_SESSION"),
                Map.entry(Cause.STATE, "WRONG_PHASE"));
    }

    private static String wrapped(String word, List<String> messages) {
        ObjectNode body = JsonMapper.shared().createObjectNode();
        ObjectNode error = body.putObject("error").put("code", word).put("message", messages.get(0));
        error.put("traceId", Secrets.token());
        ArrayNode details = error.putArray("details");
        messages.forEach(details::add);
        return body.toString();
    }

    private static Habits.Shapes shapes(Habits.Shapes plain) {
        return plain.names(names())
                .tokens(() -> JSON.stringNode(Secrets.uuid()))
                .ids(id -> JSON.numberNode(Long.parseLong(id.replaceAll("\\D", ""))))
                .instants(instant -> JSON.numberNode(instant.toEpochMilli()))
                .lists(list -> JsonMapper.shared()
                        .createObjectNode()
                        .put("total", list.size())
                        .set("items", list))
                .successes(Map.of(Operation.REQUEST, 201, Operation.SAVE_CHAT, 201));
    }

    private static Map<String, String> names() {
        return Map.ofEntries(
                Map.entry("status", "phase"),
                Map.entry("account", "viewerAccount"),
                Map.entry("notified", "dealerTold"),
                Map.entry("viewer", "caller"),
                Map.entry("dealer", "agent"),
                Map.entry("stream", "rtc"),
                Map.entry("recording", "archive"),
                Map.entry("channel", "room"),
                Map.entry("createdAt", "created"),
                Map.entry("updatedAt", "modified"),
                Map.entry("startedAt", "begun"),
                Map.entry("endedAt", "over"),
                Map.entry("expiresOn", "deadline"),
                Map.entry("lastPingAt", "seen"),
                Map.entry("joinedAt", "entered"),
                Map.entry("role", "from"),
                Map.entry("message", "text"));
    }
}
