package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Faults of the pending list. */
final class ListMutants {

    private ListMutants() {}

    static List<Mutant> all() {
        return List.of(pendingNewestFirst(), pendingIsShort(), cancelledStaysPending(), pendingOfEveryone());
    }

    private static Mutant pendingNewestFirst() {
        return Mutant.ofAnswer(
                "pending-newest-first",
                "pending-exact",
                "pending-list-*",
                ask -> ask.path().endsWith("/pending"),
                reply -> reply.ok() && reply.json().isArray() ? reply.json(reversed(reply.json())) : reply);
    }

    private static Mutant pendingIsShort() {
        return Mutant.ofAnswer(
                "pending-is-short",
                "pending-exact",
                "pending-list-is-exact",
                ask -> ask.path().endsWith("/pending"),
                reply -> reply.ok() && reply.json().isArray() ? reply.json(first(reply.json(), 3)) : reply);
    }

    private static Mutant cancelledStaysPending() {
        List<JsonNode> cancelled = Collections.synchronizedList(new ArrayList<>());
        return Mutant.of("cancelled-stays-pending", "pending-exact", "pending-list-is-exact", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("cancel/") && reply.ok()) {
                cancelled.add(reply.json());
            }
            if (!ask.path().endsWith("/pending") || !reply.ok()) {
                return reply;
            }
            ArrayNode list = (ArrayNode) reply.json();
            cancelled.stream()
                    .filter(stream -> ask.path().contains(stream.path("account").asString()))
                    .forEach(list::add);
            return reply.json(list);
        });
    }

    private static Mutant pendingOfEveryone() {
        List<JsonNode> cancelled = Collections.synchronizedList(new ArrayList<>());
        return Mutant.of("pending-of-everyone", "pending-of-account", "pending-list-is-exact", (ask, server) -> {
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
        });
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
