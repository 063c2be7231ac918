package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Faults that show only when calls come at once. */
final class RaceMutants {
    private static final String PARALLEL = "parallel-*";

    private RaceMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "messages-at-once-are-lost",
                        "chat-loses-nothing",
                        PARALLEL,
                        crowd("savechat/", (ask, server) -> StoreMutants.saved(ask))),
                Mutant.of(
                        "messages-at-once-crash",
                        "no-server-error",
                        PARALLEL,
                        crowd("savechat/", (ask, server) -> Reply.of(503, "[]"))),
                Mutant.of(
                        "messages-at-once-are-refused",
                        "operation-works",
                        PARALLEL,
                        crowd("savechat/", (ask, server) -> Faults.refusal(409))),
                Mutant.of(
                        "messages-at-once-are-doubled",
                        "chat-loses-nothing",
                        PARALLEL,
                        crowd("savechat/", (ask, server) -> {
                            server.send(ask);
                            return server.send(ask);
                        })),
                Mutant.of(
                        "starts-at-once-make-two-sessions",
                        "first-start-wins-once",
                        PARALLEL,
                        crowd("start/", RaceMutants::otherSession)),
                Mutant.of(
                        "starts-at-once-are-refused",
                        "idempotent-repeat",
                        PARALLEL,
                        crowd("start/", (ask, server) -> Faults.refusal(409))),
                sameTokenInOneMilli(),
                pendingMissesTheCrowd(),
                bothWin());
    }

    /** Does something else with a call that comes while another of the same stream is under way. */
    private static Fault crowd(String operation, Fault then) {
        Map<String, AtomicInteger> inside = Faults.map();
        return (ask, server) -> {
            boolean comes = ask.posts(operation)
                    && ask.json() instanceof ObjectNode
                    && !ask.header("apikey").isEmpty();
            if (!comes) {
                return server.send(ask);
            }
            AtomicInteger others = inside.computeIfAbsent(ask.token(), token -> new AtomicInteger());
            boolean crowded = others.getAndIncrement() > 0;
            try {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
                return crowded ? then.answer(ask, server) : server.send(ask);
            } finally {
                others.decrementAndGet();
            }
        };
    }

    private static Reply otherSession(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        return server.send(ask).each(stream -> {
            if (stream.path("stream") instanceof ObjectNode session) {
                session.put("id", "second");
            }
        });
    }

    private static Mutant sameTokenInOneMilli() {
        Map<Long, Reply> made = new ConcurrentHashMap<>();
        return Mutant.of("same-token-in-one-milli", "request-makes-new-stream", PARALLEL, (ask, server) -> {
            Reply reply = server.send(ask);
            if (!ask.posts("request") || !reply.ok()) {
                return reply;
            }
            Reply first = made.putIfAbsent(TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), reply);
            return first == null ? reply : first;
        });
    }

    private static Mutant pendingMissesTheCrowd() {
        AtomicInteger inside = new AtomicInteger();
        Set<String> lost = ConcurrentHashMap.newKeySet();
        return Mutant.of("pending-misses-the-crowd", "pending-exact", PARALLEL, (ask, server) -> {
            if (ask.posts("request")) {
                boolean crowded = inside.getAndIncrement() > 0;
                try {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
                    Reply reply = server.send(ask);
                    if (crowded && reply.ok()) {
                        lost.add(reply.json().path("token").asString());
                    }
                    return reply;
                } finally {
                    inside.decrementAndGet();
                }
            }
            Reply reply = server.send(ask);
            return ask.path().endsWith("/pending") && reply.ok() ? without(reply, lost) : reply;
        });
    }

    private static Reply without(Reply reply, Set<String> lost) {
        var rest = JsonMapper.shared().createArrayNode();
        reply.json().forEach(stream -> {
            if (!lost.contains(stream.path("token").asString())) {
                rest.add(stream);
            }
        });
        return reply.json(rest);
    }

    private static Mutant bothWin() {
        Map<String, Long> started = Faults.map();
        return Mutant.of(
                "start-and-cancel-at-once-both-win", "lifecycle-refused", "start-and-cancel-race", (ask, server) -> {
                    boolean races = ask.posts("start/") || ask.posts("cancel/");
                    Long before = races ? started.putIfAbsent(ask.token(), System.nanoTime()) : null;
                    Reply reply = server.send(ask);
                    boolean at = before != null && System.nanoTime() - before < TimeUnit.MILLISECONDS.toNanos(200);
                    return at && reply.status() == 409 ? Faults.get("get", ask, server) : reply;
                });
    }
}
