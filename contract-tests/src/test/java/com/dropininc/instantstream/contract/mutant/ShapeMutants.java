package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults of the form of answers. */
final class ShapeMutants {
    private ShapeMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        for (String name : List.of("account", "channel", "createdAt", "viewer", "recording", "status")) {
            all.add(schema(
                    "no-" + name.toLowerCase(Locale.ROOT), "request-*", Faults.streams(stream -> stream.remove(name))));
        }
        all.add(schema("states-in-capitals", "request-*", Faults.streams(ShapeMutants::capitals)));
        all.add(schema(
                "absent-as-null",
                "request-*",
                Faults.streams(stream -> stream.putIfAbsent("endedAt", stream.nullNode()))));
        all.add(schema("chat-as-texts", "chat-*", Faults.answering(chat(), ShapeMutants::texts)));
        all.add(schema("chat-without-ids", "chat-*", Faults.answering(chat(), ShapeMutants::bare)));
        all.add(Mutant.of(
                "token-inside-data",
                "request-returns-token",
                "request-returns-token",
                Faults.answering(
                        ask -> ask.posts("request"),
                        reply -> reply.ok() ? reply.text(text -> "{\"data\":" + text + "}") : reply)));
        all.add(Mutant.of(
                "errors-are-pages",
                "error-shape",
                "unknown-token-*",
                Faults.answering(
                        ask -> true,
                        reply -> reply.refused()
                                ? reply.text(text -> "<h1>Error</h1>").header("Content-Type", "text/html")
                                : reply)));
        all.add(Mutant.of(
                "first-error-only",
                "invalid-request-400",
                "invalid-body-*",
                Faults.answering(ask -> true, ShapeMutants::firstOnly)));
        return all;
    }

    private static Mutant schema(String name, String checks, Fault fault) {
        return Mutant.of(name, "answer-schema", checks, fault);
    }

    private static java.util.function.Predicate<Ask> chat() {
        return ask -> ask.path().contains("/getchat/");
    }

    private static void capitals(ObjectNode stream) {
        stream.put("status", stream.path("status").asString("").toUpperCase(Locale.ROOT));
    }

    private static Reply texts(Reply reply) {
        if (!reply.ok()) {
            return reply;
        }
        ArrayNode texts = JsonMapper.shared().createArrayNode();
        reply.json().forEach(message -> texts.add(message.path("message")));
        return reply.json(texts);
    }

    private static Reply bare(Reply reply) {
        return reply.each(message -> message.remove("id"));
    }

    private static Reply firstOnly(Reply reply) {
        if (reply.status() != 400) {
            return reply;
        }
        return reply.json(JsonMapper.shared().createArrayNode().add(reply.json().path(0)));
    }
}
