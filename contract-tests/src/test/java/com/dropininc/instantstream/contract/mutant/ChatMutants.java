package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults of the chat. */
final class ChatMutants {

    private ChatMutants() {}

    static List<Mutant> all() {
        return List.of(
                everyNinthMessageLost(),
                newestFirst(),
                onlyAHundredMessages(),
                messageDoubled(),
                equalMessagesMerged(),
                messageTrimmed(),
                everyoneIsTheViewer(),
                oneChatForAll());
    }

    private static Mutant equalMessagesMerged() {
        return Mutant.ofAnswer(
                "equal-messages-merged",
                "chat-loses-nothing",
                "equal-messages-are-two",
                ask -> ask.path().contains("/getchat/"),
                reply -> {
                    ArrayNode merged = JsonMapper.shared().createArrayNode();
                    Set<String> seen = new HashSet<>();
                    reply.json().forEach(message -> {
                        if (seen.add(message.path("message").asString())) {
                            merged.add(message);
                        }
                    });
                    return reply.json(merged);
                });
    }

    private static Mutant everyNinthMessageLost() {
        AtomicInteger saved = new AtomicInteger();
        return Mutant.of(
                "every-ninth-message-lost",
                "chat-loses-nothing",
                "chat-is-oldest-first",
                (ask, server) -> ask.posts("savechat") && saved.incrementAndGet() % 9 == 0
                        ? lost(ask, server)
                        : server.send(ask));
    }

    private static Mutant newestFirst() {
        return Mutant.ofAnswer(
                "newest-first",
                "chat-order",
                "chat-is-oldest-first",
                ask -> ask.is("GET", "getchat"),
                reply -> reply.ok() ? reply.json(reversed(reply.json())) : reply);
    }

    private static Mutant onlyAHundredMessages() {
        return Mutant.ofAnswer(
                "only-a-hundred-messages",
                "chat-loses-nothing",
                "chat-is-oldest-first",
                ask -> ask.is("GET", "getchat"),
                reply -> reply.ok() ? reply.json(first(reply.json(), 100)) : reply);
    }

    private static Mutant messageDoubled() {
        return Mutant.of("message-doubled", "chat-loses-nothing", "message-comes-back-verbatim", (ask, server) -> {
            if (ask.posts("savechat") && ask.text().contains("Hello")) {
                server.send(ask);
            }
            return server.send(ask);
        });
    }

    private static Mutant messageTrimmed() {
        return Mutant.of(
                "message-trimmed",
                "message-verbatim",
                "message-comes-back-verbatim",
                (ask, server) -> server.send(
                        ask.posts("savechat") ? ask.body(ask.text().replaceAll("\":\" +(\\w)", "\":\"$1")) : ask));
    }

    private static Mutant everyoneIsTheViewer() {
        return Mutant.ofAnswer(
                "everyone-is-the-viewer",
                "message-role",
                "message-keeps-its-role",
                ask -> ask.path().contains("chat/"),
                reply -> reply.each(message -> message.put("role", "viewer")));
    }

    private static Mutant oneChatForAll() {
        return Mutant.of("one-chat-for-all", "chat-of-its-stream", "chat-is-of-its-stream", oneChat());
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
}
