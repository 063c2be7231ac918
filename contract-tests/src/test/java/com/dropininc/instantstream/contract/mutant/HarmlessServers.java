package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Servers that depart from what is only assumed: none of them may be blocked. */
public final class HarmlessServers {
    private HarmlessServers() {}

    public static List<Harmless> all() {
        List<Harmless> all = new ArrayList<>();
        Arrays.stream(VariantsTest.Variant.values())
                .map(variant ->
                        new Harmless(variant.name().toLowerCase(Locale.ROOT).replace('_', '-'), variant::answer))
                .forEach(all::add);
        all.addAll(answers());
        all.addAll(refusals());
        all.addAll(lists());
        all.addAll(readings());
        all.addAll(HarmlessRoles.all());
        all.addAll(wires());
        all.addAll(methods());
        return all;
    }

    private static List<Harmless> answers() {
        return List.of(
                new Harmless("token-only", Faults.streams(stream -> {
                    String token = stream.path("token").asString("");
                    stream.removeAll();
                    stream.put("token", token);
                })),
                new Harmless(
                        "no-content",
                        Faults.answering(
                                ask -> ask.posts("start/")
                                        || ask.posts("stop/")
                                        || ask.posts("cancel/")
                                        || ask.posts("ping/")
                                        || ask.posts("updatedealerdevice/"),
                                reply -> reply.ok() ? new Reply(204, Map.of(), new byte[0]) : reply)),
                new Harmless(
                        "states-as-numbers",
                        Faults.streams(stream -> stream.put(
                                "status", stream.path("status").asString("").length()))),
                new Harmless("phone-as-a-number", Faults.streams(HarmlessServers::numbered)),
                new Harmless("fields-of-its-own-that-change", Faults.answering(ask -> true, HarmlessServers::counted)),
                new Harmless("nothing-about-people", Faults.streams(stream -> {
                    stream.remove(List.of("viewer", "dealer", "account", "notified", "channel"));
                })),
                new Harmless("null-for-absent", Faults.streams(stream -> {
                    for (String name : List.of("stream", "startedAt", "endedAt", "lastPingAt", "expiresOn")) {
                        stream.putIfAbsent(name, stream.nullNode());
                    }
                })),
                new Harmless(
                        "times-without-millis",
                        Faults.answering(ask -> true, reply -> reply.text(text -> text.replaceAll("\\.\\d{3}Z", "Z")))),
                new Harmless(
                        "times-with-offset",
                        Faults.answering(
                                ask -> true,
                                reply -> reply.text(
                                        text -> text.replaceAll("(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+)Z", "$1+00:00")))));
    }

    private static void numbered(ObjectNode stream) {
        if (stream.path("phone").isString()) {
            stream.put("phone", Long.parseLong(stream.path("phone").asString().replaceAll("\\D", "")));
        }
    }

    /** Each object, however deep, says something else at every read. */
    private static Reply counted(Reply reply) {
        String now = String.valueOf(System.nanoTime());
        return reply.ok() ? reply.text(text -> text.replaceAll("\\{(?=\")", "{\"readAt\":" + now + ",")) : reply;
    }

    private static List<Harmless> refusals() {
        return List.of(
                status("no-key-is-a-bad-request", 401, 400),
                status("other-method-is-not-found", 405, 404),
                status("ping-by-viewer-is-not-found", 403, 404),
                status("large-body-is-a-bad-request", 413, 400),
                new Harmless(
                        "problem-details",
                        Faults.answering(
                                ask -> true,
                                reply -> reply.refused()
                                        ? reply.text(text -> "{\"title\":\"No\"}")
                                                .header("Content-Type", "application/problem+json")
                                        : reply)),
                new Harmless(
                        "errors-in-plain-text",
                        Faults.answering(
                                ask -> true,
                                reply -> reply.refused()
                                        ? reply.text(text -> "no").header("Content-Type", "text/plain")
                                        : reply)),
                new Harmless(
                        "pending-of-nobody-is-not-found",
                        Faults.answering(
                                ask -> ask.path().endsWith("/pending"),
                                reply -> reply.ok() && reply.json().isEmpty() ? Faults.refusal(404) : reply)),
                new Harmless("finished-is-gone", (ask, server) -> {
                    Reply reply = server.send(ask);
                    boolean over =
                            ask.is("GET", "get/") && reply.ok() && reply.json().has("endedAt");
                    return over ? Faults.refusal(404) : reply;
                }));
    }

    private static Harmless status(String name, int status, int other) {
        return new Harmless(
                name, Faults.answering(ask -> true, reply -> reply.status() == status ? reply.status(other) : reply));
    }

    private static List<Harmless> lists() {
        Predicate<Ask> chat = ask -> ask.path().contains("/getchat/");
        Predicate<Ask> list = chat.or(ask -> ask.path().endsWith("/pending"));
        return List.of(
                new Harmless(
                        "lists-in-data",
                        Faults.answering(
                                list, reply -> reply.ok() ? reply.text(text -> "{\"data\":" + text + "}") : reply)),
                new Harmless("chat-by-id", Faults.answering(chat, HarmlessServers::byId)),
                new Harmless("chat-as-texts", Faults.answering(chat, HarmlessServers::texts)),
                new Harmless("newest-first", Faults.answering(list, HarmlessServers::backwards)));
    }

    private static Reply byId(Reply reply) {
        if (!reply.ok()) {
            return reply;
        }
        ObjectNode byId = JsonMapper.shared().createObjectNode();
        reply.json().forEach(message -> byId.set(message.path("id").asString(), message));
        return reply.json(byId);
    }

    private static Reply texts(Reply reply) {
        if (!reply.ok()) {
            return reply;
        }
        ArrayNode texts = JsonMapper.shared().createArrayNode();
        reply.json().forEach(message -> texts.add(message.path("message")));
        return reply.json(texts);
    }

    private static Reply backwards(Reply reply) {
        if (!reply.ok()) {
            return reply;
        }
        ArrayNode list = JsonMapper.shared().createArrayNode();
        reply.json().forEach(item -> list.insert(0, item));
        return reply.json(list);
    }

    private static List<Harmless> readings() {
        return List.of(
                new Harmless("record-toggles", toggling()),
                new Harmless(
                        "dealers-may-not-chat",
                        (ask, server) ->
                                ask.posts("savechat") && ask.header("apikey").contains("dealer")
                                        ? Faults.refusal(403)
                                        : server.send(ask)),
                new Harmless(
                        "notified-by-default",
                        Faults.asking(
                                ask -> ask.posts("request") && ask.query().isEmpty(), ask -> ask.query("notify=true"))),
                new Harmless(
                        "notify-takes-anything",
                        Faults.asking(
                                ask -> ask.posts("request") && !ask.query().matches("(notify=(true|false))?"),
                                ask -> ask.query("notify=false"))),
                new Harmless("repeated-end-refused", repeated(Set.of("cancel", "stop"))),
                new Harmless("repeated-start-refused", repeated(Set.of("start"))),
                new Harmless("chat-while-pending", Faults.pretending("savechat", "pending")),
                new Harmless("cancel-while-streaming", (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.posts("cancel/")
                                    && reply.status() == 409
                                    && Faults.state(ask, server).equals("streaming")
                            ? server.send(ask.path(ask.path().replace("/cancel/", "/stop/"))
                                    .body("{\"role\":\"viewer\"}")
                                    .header("Content-Type", "application/json"))
                            : reply;
                }));
    }

    private static Fault toggling() {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts("record/") && reply.ok() && !tokens.add(ask.token())
                    ? reply.each(recording -> recording.put("status", "stopped"))
                    : reply;
        };
    }

    private static Fault repeated(Set<String> operations) {
        Set<String> done = ConcurrentHashMap.newKeySet();
        return (ask, server) -> {
            String operation = operations.stream()
                    .filter(name -> ask.posts(name + "/"))
                    .findFirst()
                    .orElse("");
            String once = operation + ask.token() + ask.text().contains("\"dealer\"");
            if (operation.isEmpty() || !done.contains(once)) {
                Reply reply = server.send(ask);
                if (!operation.isEmpty() && reply.ok()) {
                    done.add(once);
                }
                return reply;
            }
            Reply reply = server.send(ask);
            return reply.ok() ? Faults.refusal(409) : reply;
        };
    }

    private static List<Harmless> wires() {
        Predicate<Ask> sometimes = Faults.everyNth(60, ask -> true);
        return List.of(
                new Harmless("late-now-and-then", (ask, server) -> {
                    if (sometimes.test(ask)) {
                        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
                    }
                    return server.send(ask);
                }),
                new Harmless("rate-limited", limited(300)),
                new Harmless(
                        "cookies-and-headers",
                        Faults.answering(
                                ask -> true,
                                reply -> reply.header("Set-Cookie", "sid=1; Path=/; HttpOnly")
                                        .header("Server", "other/1.0")
                                        .header("ETag", "\"1\""))),
                new Harmless(
                        "connection-closed-each-time",
                        Faults.answering(ask -> true, reply -> reply.header("Connection", "close"))),
                new Harmless(
                        "indented",
                        Faults.answering(
                                ask -> true,
                                reply -> reply.text(text ->
                                        JsonMapper.shared().readTree(text).toPrettyString()))));
    }

    private static List<Harmless> methods() {
        return List.of(
                new Harmless(
                        "options-needs-a-key",
                        (ask, server) -> ask.method().equals("OPTIONS") ? Faults.refusal(401) : server.send(ask)),
                new Harmless(
                        "no-head",
                        (ask, server) -> ask.method().equals("HEAD")
                                ? new Reply(405, Map.of("Allow", "GET"), new byte[0])
                                : server.send(ask)),
                new Harmless(
                        "form-without-body-refused",
                        (ask, server) -> ask.header("Content-Type").contains("form")
                                        && !ask.posts("authchannel")
                                        && !ask.header("apikey").isEmpty()
                                ? Faults.refusal(415)
                                : server.send(ask)));
    }

    /** Takes so many calls in a second, and asks for patience then. */
    private static Fault limited(int calls) {
        Map<Long, AtomicInteger> seconds = new ConcurrentHashMap<>();
        return (ask, server) -> {
            long second = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
            int now =
                    seconds.computeIfAbsent(second, key -> new AtomicInteger()).incrementAndGet();
            return now > calls
                    ? Reply.of(429, "[{\"code\":\"E_RATE\",\"message\":\"wait\",\"log\":\"wait\"}]")
                            .header("Retry-After", "1")
                    : server.send(ask);
        };
    }
}
