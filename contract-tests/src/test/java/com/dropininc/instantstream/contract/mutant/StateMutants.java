package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/** Cells of the lifecycle that a server gets wrong, one at a time. */
final class StateMutants {
    private StateMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>(allowed());
        all.addAll(refused());
        all.add(words("stop-leads-to-cancelled", "stopped", "cancelled"));
        all.add(words("cancel-leads-to-expired", "cancelled", "expired"));
        all.add(stopByDealerCancels());
        all.add(connected());
        all.add(third("third-start-refused", "start"));
        all.add(third("third-stop-refused", "stop"));
        all.add(recordToggles());
        all.add(readingByADealerStarts());
        all.add(Mutant.of(
                "ping-does-not-move",
                "instants-of-state",
                "walk-*",
                Faults.answering(ask -> true, reply -> reply.each(stream -> stream.remove("lastPingAt")))));
        return all;
    }

    private static List<Mutant> allowed() {
        List<Mutant> all = new ArrayList<>();
        for (List<String> cell : List.of(
                List.of("savechat", "pending"),
                List.of("savechat", "stopped"),
                List.of("record", "pending"),
                List.of("record", "stopped"),
                List.of("cancel", "streaming"),
                List.of("cancel", "stopped"),
                List.of("start", "cancelled"),
                List.of("start", "stopped"),
                List.of("updatedealerdevice", "cancelled"),
                List.of("stop", "cancelled"),
                List.of("stop", "pending"),
                List.of("ping", "stopped"),
                List.of("ping", "cancelled"))) {
            String operation = cell.get(0);
            all.add(Mutant.of(
                    operation + "-allowed-while-" + cell.get(1) + "-but-does-nothing",
                    operation.equals("ping") ? "ping-while-streaming" : "lifecycle-refused",
                    "cell-" + cell.get(1) + "-*",
                    Faults.pretending(operation, cell.get(1))));
        }
        return all;
    }

    private static List<Mutant> refused() {
        List<Mutant> all = new ArrayList<>();
        for (List<String> cell : List.of(
                List.of("getchat", "stopped"),
                List.of("getchat", "pending"),
                List.of("updatedealerdevice", "streaming"),
                List.of("start", "streaming"),
                List.of("stop", "stopped"),
                List.of("get", "cancelled"))) {
            String operation = cell.get(0);
            all.add(Mutant.of(
                    operation + "-refused-while-" + cell.get(1),
                    "lifecycle-allowed",
                    "cell-" + cell.get(1) + "-*",
                    Faults.refusing(operation, cell.get(1), 409)));
        }
        return all;
    }

    private static Mutant words(String name, String word, String other) {
        return Mutant.of(name, "lifecycle-allowed", "cell-*", Faults.streams(stream -> renamed(stream, word, other)));
    }

    private static void renamed(ObjectNode stream, String word, String other) {
        if (stream.path("status").asString("").equals(word)) {
            stream.put("status", other);
        }
    }

    private static Mutant stopByDealerCancels() {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        return Mutant.of("stop-by-dealer-cancels", "lifecycle-allowed", "either-side-ends-a-stream", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("stop/") && reply.ok() && ask.text().contains("dealer")) {
                tokens.add(ask.token());
            }
            return tokens.contains(ask.token()) && reply.ok()
                    ? reply.each(stream -> renamed(stream, "stopped", "cancelled"))
                    : reply;
        });
    }

    private static Mutant connected() {
        return Mutant.of(
                "a-state-of-its-own-once-both-joined",
                "answer-schema",
                "start-joins-its-role",
                Faults.streams(stream -> {
                    boolean both = stream.path("viewer").has("joinedAt")
                            && stream.path("dealer").has("joinedAt");
                    if (both && stream.has("stream")) {
                        stream.put("status", "connected");
                    }
                }));
    }

    private static Mutant third(String name, String operation) {
        Map<String, AtomicInteger> times = Faults.map();
        return Mutant.of(name, "idempotent-repeat", "third-time-is-like-the-second", (ask, server) -> {
            Reply reply = server.send(ask);
            boolean counts = ask.posts(operation + "/") && reply.ok();
            return counts
                            && times.computeIfAbsent(ask.token(), token -> new AtomicInteger())
                                            .incrementAndGet()
                                    > 2
                    ? Faults.refusal(409)
                    : reply;
        });
    }

    private static Mutant readingByADealerStarts() {
        return Mutant.of("reading-by-a-dealer-starts", "writes-only-its-own", "reading-by-any-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.is("GET", "get/") && ask.header("apikey").contains("dealer") && reply.ok()) {
                server.send(new Ask("POST", ask.path().replace("/get/", "/start/"), "", ask.headers(), new byte[0])
                        .header("Content-Type", "application/json")
                        .body("{\"longitude\":\"1\",\"latitude\":\"2\"}"));
            }
            return reply;
        });
    }

    private static Mutant recordToggles() {
        Set<String> tokens = ConcurrentHashMap.newKeySet();
        return Mutant.of("record-toggles", "idempotent-repeat", "record-again-is-the-same-recording", (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts("record/") && reply.ok() && !tokens.add(ask.token())
                    ? reply.each(recording -> recording.put("status", "stopped"))
                    : reply;
        });
    }
}
