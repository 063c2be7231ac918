package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Servers that are late, and servers that fail now and then. */
final class FlakyMutants {
    private static final long TOO_LATE = TimeUnit.MILLISECONDS.toNanos(5600);

    private FlakyMutants() {}

    static List<Mutant> timing() {
        return List.of(
                late("request-is-late", "request-*", Faults.everyNth(4, ask -> ask.posts("request"))),
                late("chat-is-late", "chat-*", Faults.everyNth(5, ask -> ask.is("GET", "getchat"))),
                late("stop-is-late", "either-side-*", Faults.everyNth(3, ask -> ask.posts("stop/"))),
                late("signature-is-late", "*channel*", Faults.everyNth(8, ask -> ask.posts("authchannel"))),
                late(
                        "refusal-is-late",
                        "keys-*",
                        Faults.everyNth(20, ask -> ask.header("apikey").isEmpty())));
    }

    static List<Mutant> flakiness() {
        return List.of(
                Mutant.of(
                        "every-50th-crashes",
                        "no-server-error",
                        "chat-*",
                        instead(Faults.everyNth(50, ask -> true), Reply.of(500, "[]"))),
                Mutant.of(
                        "every-60th-is-unavailable",
                        "no-server-error",
                        "chat-*",
                        instead(Faults.everyNth(60, ask -> true), Reply.of(503, "[]"))),
                Mutant.of(
                        "every-20th-read-finds-nothing",
                        "operation-works",
                        "cell-*",
                        instead(Faults.everyNth(20, ask -> ask.is("GET", "get/")), Faults.refusal(404))),
                Mutant.of(
                        "every-4th-chat-is-empty",
                        "chat-loses-nothing",
                        "*chat*",
                        instead(Faults.everyNth(4, ask -> ask.is("GET", "getchat")), Reply.of(200, "[]"))),
                Mutant.of("every-10th-key-is-not-looked-at", "key-unknown-refused", "*key*", anyKey()),
                Mutant.of("every-40th-is-cut-off", "operation-works", "chat-*", cut()));
    }

    private static Mutant late(String name, String checks, Predicate<Ask> when) {
        AtomicInteger times = new AtomicInteger();
        return Mutant.of(name, "answer-in-time", checks, (ask, server) -> {
            Reply reply = server.send(ask);
            if (when.test(ask) && times.incrementAndGet() <= 3) {
                LockSupport.parkNanos(TOO_LATE);
            }
            return reply;
        });
    }

    private static Fault instead(Predicate<Ask> when, Reply other) {
        return (ask, server) -> when.test(ask) ? other : server.send(ask);
    }

    private static Fault anyKey() {
        Predicate<Ask> tenth = Faults.everyNth(10, ask -> !ask.method().equals("OPTIONS"));
        return Faults.asking(
                ask -> tenth.test(ask) && !ask.header("apikey").contains("operator"),
                ask -> ask.header("apikey", Faults.VIEWER_KEY));
    }

    private static Fault cut() {
        Predicate<Ask> some = Faults.everyNth(40, ask -> true);
        return (ask, server) -> {
            if (some.test(ask)) {
                throw new IOException("cut off");
            }
            return server.send(ask);
        };
    }
}
