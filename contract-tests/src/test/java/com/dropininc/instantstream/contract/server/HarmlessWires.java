package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;
import static com.dropininc.instantstream.contract.server.HarmlessServer.weather;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Servers behind busy, distant or restarting machines. */
final class HarmlessWires {
    private static final String GATEWAY = "a 5xx that the same act does not meet again is weather";
    private static final String RATE = "429 with Retry-After asks for patience and judges nothing";

    private HarmlessWires() {}

    static List<HarmlessServer> all() {
        return List.of(
                of(
                        "cuts-off-what-is-too-large",
                        "a hung-up connection is no success",
                        habits -> habits.wire(new Habits.Wire(false, true))),
                weather("one-503", GATEWAY, () -> once(700, 503)),
                weather("maintenance-for-a-second", "reads fail at the same time", () -> maintenance(900, 1000)),
                weather("maintenance-without-retry-after", "reads fail at the same time", () -> maintenance(1500, 400)),
                weather("a-502-in-700", GATEWAY, () -> each(700, 502)),
                weather("one-504-after-half", GATEWAY, () -> once(2500, 504)),
                weather("one-reset-in-500", "the same act succeeds on a fresh stream", () -> each(500, 0)),
                weather("one-answer-lost-in-600", "the same act succeeds on a fresh stream", () -> lost(600)),
                weather("twenty-a-second", RATE, () -> limited(20, "1")),
                weather("a-hundred-a-second", RATE, () -> limited(100, "1")),
                weather("a-rate-told-as-a-date", RATE, () -> limited(250, "date")),
                weather("a-rate-without-retry-after", RATE, () -> limited(300, "")),
                before("slow-when-cold", "5 s is the longest answer, and that is assumed", HarmlessWires::cold),
                before(
                        "a-node-that-is-slower",
                        "5 s is the longest answer, and that is assumed",
                        () -> (ask, server) -> {
                            Client.pause(ask.path().hashCode() % 2 == 0 ? 25 : 0);
                            return server.send(ask);
                        }));
    }

    private static Reply gateway(int status) {
        return status == 0
                ? new Reply(IndependentServer.HANG_UP, Map.of(), new byte[0])
                : new Reply(
                        status,
                        Map.of("Content-Type", "text/html"),
                        "<html>upstream</html>".getBytes(StandardCharsets.UTF_8));
    }

    private static Fault once(int call, int status) {
        AtomicInteger calls = new AtomicInteger();
        return (ask, server) -> calls.incrementAndGet() == call ? gateway(status) : server.send(ask);
    }

    private static Fault each(int call, int status) {
        AtomicInteger calls = new AtomicInteger();
        return (ask, server) -> calls.incrementAndGet() % call == 0 ? gateway(status) : server.send(ask);
    }

    /** Makes the call and loses the answer. */
    private static Fault lost(int call) {
        AtomicInteger calls = new AtomicInteger();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            return calls.incrementAndGet() % call == 0 ? gateway(0) : reply;
        };
    }

    /** Is closed for a while, once; says for how long if that is a second or more. */
    private static Fault maintenance(int call, int millis) {
        AtomicInteger calls = new AtomicInteger();
        AtomicLong until = new AtomicLong(Long.MAX_VALUE);
        return (ask, server) -> {
            if (calls.incrementAndGet() == call) {
                until.set(System.nanoTime() + millis * 1_000_000L);
            }
            boolean closed = calls.get() >= call && System.nanoTime() < until.get();
            Reply reply = closed ? gateway(503) : server.send(ask);
            return closed && millis >= 1000 ? reply.header("Retry-After", "1") : reply;
        };
    }

    private static Fault limited(int perSecond, String after) {
        AtomicLong second = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        return (ask, server) -> {
            long now = System.nanoTime() / 1_000_000_000L;
            if (second.getAndSet(now) != now) {
                calls.set(0);
            }
            if (calls.incrementAndGet() <= perSecond) {
                return server.send(ask);
            }
            Reply reply = Reply.of(429, "[{\"code\":\"E_RATE\",\"message\":\"slow down\"}]");
            return after.isEmpty() ? reply : reply.header("Retry-After", after.equals("date") ? soon() : after);
        };
    }

    private static String soon() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1));
    }

    private static Fault cold() {
        AtomicInteger calls = new AtomicInteger();
        return (Ask ask, Fault.Server server) -> {
            if (calls.incrementAndGet() <= 2) {
                Client.pause(2500);
            }
            return server.send(ask);
        };
    }
}
