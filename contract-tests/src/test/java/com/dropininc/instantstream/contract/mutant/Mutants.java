package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The single faults that the suite has to catch, each with the rule that has to be named. */
final class Mutants {
    /** A fault, the rule that it breaks, and the checks that are there for it. */
    record Mutant(String name, String rule, String checks, Fault fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String VIEWER_KEY = "demo-viewer-key";
    private static final String OPERATOR_KEY = "demo-operator-key";

    private Mutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.addAll(keys());
        all.addAll(statuses());
        all.addAll(shapes());
        all.addAll(lifecycle());
        all.addAll(chat());
        all.addAll(lists());
        all.addAll(fields());
        all.addAll(channels());
        all.addAll(protocol());
        return all;
    }

    private static List<Mutant> keys() {
        return List.of(
                mutant(
                        "missing-key-accepted",
                        "key-required",
                        "keys-save-chat",
                        (ask, server) -> server.send(
                                ask.posts("savechat") && ask.header("apikey").isEmpty()
                                        ? ask.header("apikey", VIEWER_KEY)
                                        : ask)),
                mutant(
                        "unknown-key-accepted",
                        "key-unknown-refused",
                        "keys-get-stream",
                        (ask, server) -> server.send(
                                ask.path().contains("/get/")
                                                && !ask.header("apikey").isEmpty()
                                        ? ask.header("apikey", VIEWER_KEY)
                                        : ask)),
                mutant(
                        "key-in-the-query-accepted",
                        "key-in-header",
                        "keys-cancel-stream",
                        (ask, server) ->
                                server.send(ask.query().contains("apikey=") ? ask.header("apikey", VIEWER_KEY) : ask)),
                mutant(
                        "ping-by-viewer-accepted",
                        "ping-operator-only",
                        "ping-is-for-operators-only",
                        (ask, server) -> server.send(
                                ask.posts("ping") && ask.header("apikey").equals(VIEWER_KEY)
                                        ? ask.header("apikey", OPERATOR_KEY)
                                        : ask)),
                mutant(
                        "dealers-may-not-chat",
                        "any-kind-acts",
                        "any-kind-of-key-acts",
                        (ask, server) ->
                                ask.posts("savechat") && ask.header("apikey").contains("dealer")
                                        ? Reply.of(403, "[{\"code\":\"E_KEY_KIND\",\"message\":\"no\"}]")
                                        : server.send(ask)));
    }

    private static List<Mutant> statuses() {
        return List.of(
                mutant(
                        "server-error-on-record",
                        "no-server-error",
                        "recording-*",
                        (ask, server) -> ask.posts("record") ? Reply.of(500, "{}") : server.send(ask)),
                answer(
                        "created-on-authchannel",
                        "authchannel-200",
                        "channel-is-*",
                        ask -> ask.posts("authchannel"),
                        reply -> reply.ok() ? reply.status(201) : reply),
                answer(
                        "server-error-on-bad-body",
                        "no-server-error-on-bad-input",
                        "malformed-body-start-stream",
                        ask -> ask.posts("start"),
                        reply -> reply.status() == 400 ? Reply.of(500, "[]") : reply),
                answer(
                        "teapot-for-unknown-token",
                        "unknown-token-404",
                        "unknown-token-*",
                        ask -> true,
                        reply -> reply.status() == 404 ? reply.status(418) : reply),
                answer(
                        "forbidden-for-unknown-key",
                        "key-refusal-401",
                        "keys-stop-stream",
                        ask -> true,
                        reply -> reply.status() == 401 ? reply.status(403) : reply));
    }

    private static List<Mutant> shapes() {
        return List.of(
                answer(
                        "no-token",
                        "request-returns-token",
                        "request-*",
                        ask -> ask.posts("request"),
                        reply -> reply.each(stream -> stream.remove("token"))),
                answer(
                        "notified-is-a-text",
                        "answer-schema",
                        "request-*",
                        ask -> true,
                        reply -> reply.each(thing -> thing.replace("notified", thing.stringNode("no")))),
                answer(
                        "instants-without-millis",
                        "answer-schema",
                        "request-*",
                        ask -> true,
                        reply -> reply.text(text -> text.replaceAll("\\.\\d{3}Z", "Z"))),
                answer(
                        "errors-as-an-object",
                        "error-shape",
                        "unknown-token-*",
                        ask -> true,
                        reply -> reply.refused() ? reply.json(reply.json().path(0)) : reply),
                answer(
                        "answers-as-text",
                        "answer-schema",
                        "request-*",
                        ask -> true,
                        reply -> reply.header("Content-Type", "text/plain")),
                answer(
                        "key-in-the-answer",
                        "no-secret-in-answer",
                        "request-*",
                        ask -> true,
                        reply -> reply.each(thing -> thing.put("debug", VIEWER_KEY))),
                answer(
                        "stack-trace",
                        "no-secret-in-answer",
                        "unknown-token-*",
                        ask -> true,
                        reply -> reply.text(text -> text.replace("\"log\"", "\"trace\":\"at x(X.java:12)\",\"log\""))));
    }

    private static List<Mutant> lifecycle() {
        return List.of(
                answer(
                        "start-leaves-pending",
                        "lifecycle-allowed",
                        "cell-pending-*",
                        ask -> true,
                        reply -> reply.text(text -> text.replace("\"streaming\"", "\"pending\""))),
                mutant("stop-allowed-while-pending", "lifecycle-refused", "cell-pending-stop-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.posts("stop") && reply.status() == 409
                            ? server.send(ask.path(ask.path().replace("/stop/", "/cancel/")))
                            : reply;
                }),
                mutant("ping-while-pending", "ping-while-streaming", "ping-*", (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.posts("ping") && reply.status() == 409
                            ? server.send(new Ask(
                                    "GET", ask.path().replace("/ping/", "/get/"), "", ask.headers(), new byte[0]))
                            : reply;
                }),
                mutant("refused-stop-cancels", "refusal-changes-nothing", "cell-pending-stop-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("stop") && reply.status() == 409) {
                        server.send(ask.path(ask.path().replace("/stop/", "/cancel/")));
                    }
                    return reply;
                }),
                mutant("bad-key-still-stops", "refusal-changes-nothing", "keys-stop-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("stop") && reply.status() == 401) {
                        server.send(ask.header("apikey", VIEWER_KEY));
                    }
                    return reply;
                }),
                mutant(
                        "second-cancel-refused",
                        "lifecycle-allowed",
                        "cell-cancelled-cancel-stream",
                        secondRefused("cancel")),
                mutant("second-start-refused", "idempotent-repeat", "start-again-*", secondRefused("start")),
                mutant("device-update-starts", "writes-only-its-own", "device-update-*", (ask, server) -> {
                    if (ask.posts("updatedealerdevice") && ask.body().length > 2) {
                        server.send(new Ask(
                                        "POST",
                                        ask.path().replace("updatedealerdevice", "start"),
                                        "",
                                        ask.headers(),
                                        new byte[0])
                                .body("{\"longitude\":\"1\",\"latitude\":\"2\"}"));
                    }
                    return server.send(ask);
                }));
    }

    private static Fault secondRefused(String operation) {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        return (ask, server) -> {
            Reply reply = null;
            boolean counted = ask.posts(operation + "/");
            if (counted
                    && times.computeIfAbsent(ask.token(), token -> new AtomicInteger())
                                    .get()
                            > 0) {
                return Reply.of(409, "[{\"code\":\"E_STATE\",\"message\":\"again\"}]");
            }
            reply = server.send(ask);
            if (counted && reply.ok()) {
                times.get(ask.token()).incrementAndGet();
            }
            return reply;
        };
    }

    private static List<Mutant> chat() {
        AtomicInteger saved = new AtomicInteger();
        return List.of(
                mutant(
                        "every-ninth-message-lost",
                        "chat-loses-nothing",
                        "chat-is-oldest-first",
                        (ask, server) -> ask.posts("savechat") && saved.incrementAndGet() % 9 == 0
                                ? lost(ask, server)
                                : server.send(ask)),
                answer(
                        "newest-first",
                        "chat-order",
                        "chat-is-oldest-first",
                        ask -> ask.is("GET", "getchat"),
                        reply -> reply.ok() ? reply.json(reversed(reply.json())) : reply),
                answer(
                        "only-a-hundred-messages",
                        "chat-loses-nothing",
                        "chat-is-oldest-first",
                        ask -> ask.is("GET", "getchat"),
                        reply -> reply.ok() ? reply.json(first(reply.json(), 100)) : reply),
                mutant("message-doubled", "chat-loses-nothing", "message-comes-back-verbatim", (ask, server) -> {
                    if (ask.posts("savechat") && ask.text().contains("Hello")) {
                        server.send(ask);
                    }
                    return server.send(ask);
                }),
                mutant(
                        "message-trimmed",
                        "message-verbatim",
                        "message-comes-back-verbatim",
                        (ask, server) -> server.send(
                                ask.posts("savechat")
                                        ? ask.body(ask.text().replaceAll("\":\" +(\\w)", "\":\"$1"))
                                        : ask)),
                answer(
                        "everyone-is-the-viewer",
                        "message-role",
                        "message-keeps-its-role",
                        ask -> ask.path().contains("chat/"),
                        reply -> reply.each(message -> message.put("role", "viewer"))),
                mutant("one-chat-for-all", "chat-of-its-stream", "chat-is-of-its-stream", oneChat()));
    }

    private static Reply lost(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        Reply stream =
                server.send(new Ask("GET", ask.path().replace("savechat", "get"), "", ask.headers(), new byte[0]));
        if (!stream.json().path("status").asString("").equals("streaming")) {
            return server.send(ask);
        }
        ObjectNode message = (ObjectNode) ask.json();
        message.put("id", "lost").put("token", ask.token()).put("createdAt", "2026-11-24T01:40:04.140Z");
        return Reply.of(200, message.toString());
    }

    private static Fault oneChat() {
        Map<String, String> phones = new ConcurrentHashMap<>();
        Map<String, String> firstOfPhone = new ConcurrentHashMap<>();
        return (ask, server) -> {
            if (ask.is("GET", "getchat")) {
                String phone = phones.getOrDefault(ask.token(), ask.token());
                String shared = firstOfPhone.getOrDefault(phone, ask.token());
                return server.send(ask.path(ask.path().replace(ask.token(), shared)));
            }
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                String token = reply.json().path("token").asString();
                String phone = reply.json().path("phone").asString();
                phones.put(token, phone);
                firstOfPhone.putIfAbsent(phone, token);
            }
            return reply;
        };
    }

    private static List<Mutant> lists() {
        List<JsonNode> cancelled = Collections.synchronizedList(new ArrayList<>());
        return List.of(
                answer(
                        "pending-newest-first",
                        "pending-exact",
                        "pending-list-*",
                        ask -> ask.path().endsWith("/pending"),
                        reply -> reply.ok() && reply.json().isArray() ? reply.json(reversed(reply.json())) : reply),
                answer(
                        "pending-is-short",
                        "pending-exact",
                        "pending-list-is-exact",
                        ask -> ask.path().endsWith("/pending"),
                        reply -> reply.ok() && reply.json().isArray() ? reply.json(first(reply.json(), 3)) : reply),
                mutant("cancelled-stays-pending", "pending-exact", "pending-list-is-exact", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("cancel/") && reply.ok()) {
                        cancelled.add(reply.json());
                    }
                    if (!ask.path().endsWith("/pending") || !reply.ok()) {
                        return reply;
                    }
                    ArrayNode list = (ArrayNode) reply.json();
                    cancelled.stream()
                            .filter(stream ->
                                    ask.path().contains(stream.path("account").asString()))
                            .forEach(list::add);
                    return reply.json(list);
                }),
                mutant("pending-of-everyone", "pending-of-account", "pending-list-is-exact", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("request") && reply.ok()) {
                        cancelled.add(reply.json());
                    }
                    if (!ask.path().endsWith("/pending") || !reply.ok()) {
                        return reply;
                    }
                    ArrayNode list = (ArrayNode) reply.json();
                    cancelled.stream().limit(1).forEach(list::add);
                    return reply.json(list);
                }));
    }

    private static List<Mutant> fields() {
        return List.of(
                mutant(
                        "notify-ignored",
                        "notify-effect",
                        "notify-shows",
                        (ask, server) -> server.send(ask.posts("request") ? ask.query("") : ask)),
                mutant(
                        "notified-by-default",
                        "notify-default",
                        "notify-default",
                        (ask, server) -> server.send(
                                ask.posts("request") && ask.query().isEmpty() ? ask.query("notify=true") : ask)),
                answer(
                        "device-with-the-other-side",
                        "device-of-role",
                        "device-of-request-*",
                        ask -> true,
                        reply -> reply.each(Mutants::swapSides)),
                answer(
                        "coordinates-swapped",
                        "coordinates-kept",
                        "start-keeps-coordinates",
                        ask -> true,
                        reply -> reply.text(text -> text.replace("\"longitude\"", "\"l\"")
                                .replace("\"latitude\"", "\"longitude\"")
                                .replace("\"l\"", "\"latitude\""))),
                mutant(
                        "dealer-by-default",
                        "role-default-viewer",
                        "start-defaults-to-viewer",
                        (ask, server) -> server.send(
                                ask.posts("start/") && !ask.text().contains("\"role\"")
                                        ? ask.body(ask.text().replaceFirst("\\{", "{\"role\":\"dealer\","))
                                        : ask)),
                mutant(
                        "email-in-small-letters",
                        "fields-kept",
                        "request-keeps-fields",
                        (ask, server) -> server.send(
                                ask.posts("request") ? ask.body(ask.text().replace("mail-", "Mail-")) : ask)),
                answer("guessable-tokens", "token-unguessable", "tokens-*", ask -> ask.posts("request"), counted()),
                answer(
                        "recording-never-stops",
                        "record-kept",
                        "recording-*",
                        ask -> ask.path().contains("/get/"),
                        reply -> reply.each(stream -> {
                            if (stream.path("recording") instanceof ObjectNode recording) {
                                recording.put("status", "started");
                            }
                        })),
                answer(
                        "ends-before-it-starts",
                        "instants-in-order",
                        "instants-*",
                        ask -> true,
                        reply -> reply.each(stream -> stream.replace(
                                "startedAt",
                                stream.has("startedAt") ? stream.stringNode("2999-01-01T00:00:00.000Z") : null))));
    }

    private static UnaryOperator<Reply> counted() {
        AtomicInteger next = new AtomicInteger(100);
        return reply -> reply.each(stream ->
                stream.put("token", String.format(Locale.ROOT, "st_0000000000000%d", next.incrementAndGet())));
    }

    private static void swapSides(ObjectNode stream) {
        if (stream.has("viewer")) {
            JsonNode viewer = stream.get("viewer");
            stream.set("viewer", stream.get("dealer"));
            stream.set("dealer", viewer);
        }
    }

    private static List<Mutant> channels() {
        return List.of(
                answer(
                        "wrong-signature",
                        "authchannel-signature",
                        "channel-is-*",
                        ask -> ask.posts("authchannel"),
                        reply -> reply.text(
                                text -> text.replaceAll("[0-9a-f]\"", "0\"").replaceAll(":[0-9a-f]{4}", ":0000"))),
                mutant(
                        "form-refused",
                        "authchannel-form",
                        "channel-is-authorised-by-form",
                        (ask, server) -> ask.header("Content-Type").contains("form")
                                ? Reply.of(415, "[{\"code\":\"E_CONTENT_TYPE\",\"message\":\"no\"}]")
                                : server.send(ask)),
                mutant(
                        "json-refused",
                        "authchannel-json",
                        "channel-is-authorised-by-json",
                        (ask, server) -> ask.posts("authchannel")
                                        && ask.header("Content-Type").contains("json")
                                ? Reply.of(415, "[{\"code\":\"E_CONTENT_TYPE\",\"message\":\"no\"}]")
                                : server.send(ask)),
                answer(
                        "presence-without-data",
                        "authchannel-presence",
                        "presence-*",
                        ask -> ask.posts("authchannel"),
                        reply -> reply.each(auth -> auth.remove("channel_data"))),
                answer(
                        "signs-anything",
                        "authchannel-malformed-refused",
                        "malformed-channel-*",
                        ask -> ask.posts("authchannel"),
                        reply -> reply.status() == 400
                                ? Reply.of(200, "{\"auth\":\"k:" + "0".repeat(64) + "\"}")
                                : reply),
                answer(
                        "signs-unknown-channels",
                        "channel-of-unknown-403",
                        "channel-of-the-unknown-*",
                        ask -> ask.posts("authchannel"),
                        reply -> reply.status() == 403
                                ? Reply.of(200, "{\"auth\":\"k:" + "0".repeat(64) + "\"}")
                                : reply));
    }

    private static List<Mutant> protocol() {
        return List.of(
                mutant(
                        "no-preflight",
                        "cors-preflight",
                        "preflight-*",
                        (ask, server) -> ask.method().equals("OPTIONS") ? Reply.of(401, "[]") : server.send(ask)),
                answer(
                        "no-cors-on-refusals",
                        "cors-preflight",
                        "preflight-*",
                        ask -> true,
                        reply -> reply.refused() ? reply.without("Access-Control-Allow-Origin") : reply),
                answer("no-allow", "wrong-method-405", "wrong-method-*", ask -> true, reply -> reply.without("Allow")),
                mutant(
                        "no-head",
                        "head-like-get",
                        "head-*",
                        (ask, server) -> ask.method().equals("HEAD") ? Reply.of(405, "") : server.send(ask)),
                mutant(
                        "text-is-taken",
                        "content-type-415",
                        "body-type-start-stream",
                        (ask, server) -> server.send(
                                ask.header("Content-Type").contains("text")
                                        ? ask.header("Content-Type", "application/json")
                                        : ask)),
                mutant("lists-any-path", "unknown-route-404", "unknown-path-*", (ask, server) -> {
                    Reply reply = server.send(ask);
                    return reply.status() == 404
                                    && new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8)
                                            .contains("E_ROUTE")
                            ? Reply.of(200, "[]")
                            : reply;
                }),
                mutant(
                        "words-in-any-case",
                        "known-words",
                        "invalid-body-stop-stream",
                        (ask, server) -> server.send(
                                ask.posts("stop/") ? ask.body(ask.text().replace("VIEWER", "viewer")) : ask)),
                mutant(
                        "longitude-is-optional",
                        "required-field",
                        "invalid-body-start-stream",
                        (ask, server) -> server.send(
                                ask.posts("start/")
                                                && ask.text().startsWith("{")
                                                && !ask.text().contains("longitude")
                                        ? ask.body(ask.text().replaceFirst("\\{", "{\"longitude\":\"0\","))
                                        : ask)),
                mutant(
                        "unknown-fields-refused",
                        "unknown-fields-ignored",
                        "unknown-fields-*",
                        (ask, server) -> ask.text().contains("unknownField")
                                ? Reply.of(400, "[{\"code\":\"E_INVALID\",\"message\":\"no\"}]")
                                : server.send(ask)));
    }

    private static JsonNode reversed(JsonNode list) {
        List<JsonNode> items = new ArrayList<>();
        list.forEach(items::add);
        Collections.reverse(items);
        ArrayNode reversed = ((ArrayNode) list).arrayNode();
        items.forEach(reversed::add);
        return reversed;
    }

    private static JsonNode first(JsonNode list, int count) {
        ArrayNode part = ((ArrayNode) list).arrayNode();
        for (int i = 0; i < Math.min(count, list.size()); i++) {
            part.add(list.get(i));
        }
        return part;
    }

    private static Mutant mutant(String name, String rule, String checks, Fault fault) {
        return new Mutant(name, rule, checks, fault);
    }

    private static Mutant answer(
            String name,
            String rule,
            String checks,
            java.util.function.Predicate<Ask> when,
            UnaryOperator<Reply> change) {
        return new Mutant(name, rule, checks, (ask, server) -> {
            Reply reply = server.send(ask);
            boolean changes = when.test(ask) && !ask.method().equals("HEAD");
            return changes && (reply.body().length > 0 || reply.refused()) ? change.apply(reply) : reply;
        });
    }
}
