package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults that show only after some other act, in some other state, or with some other choice. */
final class WalkMutants {
    private WalkMutants() {}

    static List<Mutant> all() {
        return List.of(
                cancelAfterRecord(),
                secondPingStops(),
                deviceMakesTheViewerStart(),
                invalidBodyCancels(),
                notifyForgottenWithADevice(),
                mediaAfterTheEnd(),
                expiresAMinuteLate(),
                answersTheStateBefore(),
                neverExpires());
    }

    private static Mutant cancelAfterRecord() {
        Map<String, Boolean> recorded = new ConcurrentHashMap<>();
        return Mutant.of("cancel-after-record", "lifecycle-refused", "walk-every-pair-of-acts", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("record/") && reply.ok()) {
                recorded.put(ask.token(), true);
            }
            return ask.posts("cancel/") && reply.status() == 409 && recorded.containsKey(ask.token())
                    ? read(ask, server)
                    : reply;
        });
    }

    private static Mutant secondPingStops() {
        Map<String, AtomicInteger> pings = new ConcurrentHashMap<>();
        return Mutant.of("second-ping-stops", "operation-works", "walk-every-pair-of-acts", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("ping/")
                    && reply.ok()
                    && pings.computeIfAbsent(ask.token(), token -> new AtomicInteger())
                                    .incrementAndGet()
                            == 2) {
                server.send(ask.path(ask.path().replace("/ping/", "/stop/"))
                        .body("{\"role\":\"viewer\"}")
                        .header("Content-Type", "application/json"));
            }
            return reply;
        });
    }

    private static Mutant deviceMakesTheViewerStart() {
        return Mutant.of(
                "a-device-makes-the-viewer-start",
                "role-of-start",
                "walk-pairs-of-choices",
                (ask, server) -> server.send(
                        ask.posts("start/") && ask.text().contains("bundleId")
                                ? ask.body(ask.text().replace("\"role\":\"dealer\"", "\"role\":\"viewer\""))
                                : ask));
    }

    private static Mutant invalidBodyCancels() {
        return Mutant.of(
                "an-invalid-body-cancels", "refusal-changes-nothing", "walk-refused-in-every-state", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("start/") && reply.status() == 400) {
                        server.send(ask.path(ask.path().replace("/start/", "/cancel/"))
                                .body("{}")
                                .header("Content-Type", "application/json"));
                    }
                    return reply;
                });
    }

    private static Mutant notifyForgottenWithADevice() {
        return Mutant.of(
                "notify-forgotten-with-a-device",
                "notify-effect",
                "walk-pairs-of-choices",
                (ask, server) -> server.send(
                        ask.posts("request") && ask.text().contains("\"deviceType\"")
                                ? ask.query("notify=false")
                                : ask));
    }

    private static Mutant mediaAfterTheEnd() {
        return Mutant.ofAnswer(
                "media-after-the-end",
                "media-while-streaming",
                "walk-every-pair-of-acts",
                ask -> true,
                reply -> reply.each(stream -> {
                    if (stream.path("status").asString("").equals("stopped") && stream.has("phone")) {
                        stream.putObject("stream")
                                .put("id", "m")
                                .put("sessionId", "s")
                                .put("token", "t")
                                .put("key", "k");
                    }
                }));
    }

    private static Mutant expiresAMinuteLate() {
        return Mutant.ofAnswer(
                "expires-a-minute-late",
                "instants-of-state",
                "walk-by-chance",
                ask -> true,
                reply -> reply.each(stream -> {
                    if (stream.has("expiresOn")) {
                        stream.put(
                                "expiresOn",
                                java.time.Instant.parse(stream.path("expiresOn").asString())
                                        .plusSeconds(60)
                                        .toString());
                    }
                }));
    }

    private static Mutant answersTheStateBefore() {
        return Mutant.ofAnswer(
                "answers-the-state-before",
                "answer-is-current",
                "walk-pairs-of-choices",
                ask -> ask.posts("stop/"),
                reply -> reply.each(stream -> stream.put("status", "streaming")));
    }

    private static Mutant neverExpires() {
        return Mutant.ofAnswer(
                "never-expires",
                "expires-by-time",
                "time-ends-what-is-pinged-no-more",
                ask -> true,
                reply -> reply.text(text -> text.replace("\"expired\"", "\"streaming\"")));
    }

    private static Reply read(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        return server.send(new Ask("GET", ask.path().replace("/cancel/", "/get/"), "", ask.headers(), new byte[0]));
    }
}
