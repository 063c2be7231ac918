package com.dropininc.instantstream.contract.mutant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults of stores and caches: what was written is not what is read. */
final class StoreMutants {
    private StoreMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of("chat-cached", "chat-loses-nothing", "*chat*", cached("/getchat/", 2000)),
                Mutant.of("stream-cached", "lifecycle-allowed", "cell-*", cached("/get/", 2000)),
                Mutant.of("pending-cached", "pending-exact", "pending-list-*", cached("/pending", 3000)),
                dealersMessagesLost(),
                chatClearedByTheOther(),
                Mutant.of(
                        "notified-forgotten",
                        "notify-effect",
                        "notified-stays-*",
                        Faults.answering(
                                ask -> ask.path().contains("/get/"),
                                reply -> reply.text(text -> text.replace("\"notified\":true", "\"notified\":false")))),
                Mutant.of(
                        "created-moves-with-updated",
                        "writes-only-its-own",
                        "start-*",
                        Faults.streams(stream -> stream.set("createdAt", stream.path("updatedAt")))),
                Mutant.of(
                        "recording-lost-at-the-end",
                        "record-kept",
                        "recording-*",
                        Faults.streams(stream -> ended(stream, "recording"))),
                Mutant.of(
                        "coordinates-lost-at-the-end",
                        "writes-only-its-own",
                        "either-side-*",
                        Faults.streams(stream -> {
                            if (stream.has("endedAt")) {
                                stream.remove(List.of("longitude", "latitude"));
                            }
                        })),
                deviceReplaced(),
                secondStartMoves());
    }

    private static void ended(ObjectNode stream, String name) {
        if (stream.has("endedAt")) {
            stream.putNull(name);
        }
    }

    private static Fault cached(String path, long millis) {
        record Entry(Reply reply, long until) {}
        Map<String, Entry> entries = Faults.map();
        Predicate<Ask> reads = ask -> ask.method().equals("GET") && ask.path().contains(path);
        return (ask, server) -> {
            if (!reads.test(ask)) {
                return server.send(ask);
            }
            String key = ask.path() + ask.header("apikey");
            Entry entry = entries.get(key);
            long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            if (entry == null || entry.until() < now) {
                entry = new Entry(server.send(ask), now + millis);
                entries.put(key, entry);
            }
            return entry.reply();
        };
    }

    private static Mutant dealersMessagesLost() {
        return Mutant.of("dealers-messages-lost", "chat-loses-nothing", "chat-is-oldest-first", (ask, server) -> {
            boolean lost = ask.posts("savechat/")
                    && ask.json() instanceof ObjectNode body
                    && body.path("role").asString("").equals("dealer")
                    && body.path("message").asString("").length() > 2
                    && Faults.state(ask, server).equals("streaming")
                    && ask.header("apikey").startsWith("demo-");
            return lost ? saved(ask) : server.send(ask);
        });
    }

    static Reply saved(Ask ask) {
        ObjectNode message = (ObjectNode) ask.json();
        message.put("id", "msg_" + System.nanoTime()).put("token", ask.token());
        return Reply.of(
                200, message.put("createdAt", "2026-11-24T01:40:04.140Z").toString());
    }

    private static Mutant chatClearedByTheOther() {
        Map<String, Integer> gone = Faults.map();
        return Mutant.of("chat-cleared-when-the-other-joins", "chat-loses-nothing", "what-is-said-*", (ask, server) -> {
            if (ask.posts("start/") && Faults.state(ask, server).equals("streaming")) {
                gone.put(ask.token(), size(Faults.get("getchat", ask, server)));
            }
            Reply reply = server.send(ask);
            Integer before = gone.get(ask.token());
            boolean reads = ask.is("GET", "getchat") && reply.ok();
            return reads && before != null ? reply.json(from(reply.json(), before)) : reply;
        });
    }

    private static int size(Reply reply) {
        return reply.ok() ? reply.json().size() : 0;
    }

    private static JsonNode from(JsonNode list, int first) {
        var rest = tools.jackson.databind.json.JsonMapper.shared().createArrayNode();
        for (int i = first; i < list.size(); i++) {
            rest.add(list.get(i));
        }
        return rest;
    }

    private static Mutant deviceReplaced() {
        Map<String, JsonNode> last = Faults.map();
        return Mutant.of("device-replaced-not-merged", "fields-kept", "device-update-is-merged-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("updatedealerdevice/") && reply.ok() && ask.body().length > 2) {
                last.put(ask.token(), ask.json());
            }
            return reply.each(stream -> replace(stream, last));
        });
    }

    private static void replace(ObjectNode stream, Map<String, JsonNode> last) {
        JsonNode device = last.get(stream.path("token").asString(""));
        if (device != null && stream.path("dealer") instanceof ObjectNode dealer) {
            for (String name : List.of("deviceToken", "deviceType", "bundleId")) {
                if (!device.has(name)) {
                    dealer.remove(name);
                }
            }
        }
    }

    private static Mutant secondStartMoves() {
        Map<String, JsonNode> last = Faults.map();
        return Mutant.of("last-coordinates-win", "coordinates-kept", "start-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("start/") && reply.ok()) {
                last.put(ask.token(), ask.json());
            }
            return reply.each(
                    stream -> moved(stream, last.get(stream.path("token").asString(""))));
        });
    }

    private static void moved(ObjectNode stream, JsonNode to) {
        if (to != null && stream.has("longitude")) {
            stream.set("longitude", to.path("longitude"));
            stream.set("latitude", to.path("latitude"));
        }
    }
}
