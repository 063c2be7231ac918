package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults of order, in lists and in time. */
final class OrderMutants {
    private OrderMutants() {}

    static List<Mutant> all() {
        return List.of(
                sorted("chat-sorted-by-role", "chat-order", "chat-is-oldest-first", "/getchat/", by("role")),
                sorted("chat-sorted-by-text", "chat-order", "chat-is-oldest-first", "/getchat/", backwards("message")),
                sorted("chat-sorted-by-id", "chat-order", "chat-is-oldest-first", "/getchat/", hashed("id")),
                sorted("pending-sorted-by-token", "pending-exact", "pending-list-*", "/pending", hashed("token")),
                sorted("pending-sorted-by-mail", "pending-exact", "pending-list-*", "/pending", backwards("email")),
                Mutant.of(
                        "updated-before-created",
                        "instants-in-order",
                        "instants-*",
                        Faults.streams(stream -> stream.put("updatedAt", "2001-01-01T00:00:00.000Z"))),
                Mutant.of("ended-before-started", "instants-in-order", "instants-*", Faults.streams(stream -> {
                    if (stream.has("endedAt")) {
                        stream.put("endedAt", "2001-01-01T00:00:00.000Z");
                    }
                })));
    }

    private static Mutant sorted(String name, String rule, String checks, String path, Comparator<JsonNode> order) {
        Predicate<Ask> lists = ask -> ask.path().contains(path);
        return Mutant.of(name, rule, checks, Faults.answering(lists, reply -> sort(reply, order)));
    }

    private static Reply sort(Reply reply, Comparator<JsonNode> order) {
        if (!reply.ok() || !reply.json().isArray()) {
            return reply;
        }
        List<JsonNode> items = new ArrayList<>();
        reply.json().forEach(items::add);
        items.sort(order);
        return reply.json(JsonMapper.shared().createArrayNode().addAll(items));
    }

    private static Comparator<JsonNode> by(String name) {
        return Comparator.comparing(item -> item.path(name).asString(""));
    }

    private static Comparator<JsonNode> backwards(String name) {
        return by(name).reversed();
    }

    private static Comparator<JsonNode> hashed(String name) {
        return Comparator.comparing(item -> item.path(name).asString("").hashCode());
    }
}
