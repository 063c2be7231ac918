package com.dropininc.instantstream.contract.mutant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Faults of the lifecycle, and of what a call may write. */
final class LifecycleMutants {
    private static final String VIEWER_KEY = "demo-viewer-key";

    private LifecycleMutants() {}

    static List<Mutant> all() {
        return List.of(
                startLeavesPending(),
                stopAllowedWhilePending(),
                pingWhilePending(),
                refusedStopCancels(),
                badKeyStillStops(),
                secondCancelRefused(),
                secondStartRefused(),
                deviceUpdateStarts());
    }

    private static Mutant startLeavesPending() {
        return Mutant.ofAnswer(
                "start-leaves-pending",
                "lifecycle-allowed",
                "cell-pending-*",
                ask -> true,
                reply -> reply.text(text -> text.replace("\"streaming\"", "\"pending\"")));
    }

    private static Mutant stopAllowedWhilePending() {
        return Mutant.of(
                "stop-allowed-while-pending", "lifecycle-refused", "cell-pending-stop-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.posts("stop") && reply.status() == 409
                            ? server.send(ask.path(ask.path().replace("/stop/", "/cancel/")))
                            : reply;
                });
    }

    private static Mutant pingWhilePending() {
        return Mutant.of("ping-while-pending", "ping-while-streaming", "ping-*", (ask, server) -> {
            Reply reply = server.send(ask);
            return ask.posts("ping") && reply.status() == 409
                    ? server.send(new Ask("GET", ask.path().replace("/ping/", "/get/"), "", ask.headers(), new byte[0]))
                    : reply;
        });
    }

    private static Mutant refusedStopCancels() {
        return Mutant.of(
                "refused-stop-cancels", "refusal-changes-nothing", "cell-pending-stop-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    if (ask.posts("stop") && reply.status() == 409) {
                        server.send(ask.path(ask.path().replace("/stop/", "/cancel/")));
                    }
                    return reply;
                });
    }

    private static Mutant badKeyStillStops() {
        return Mutant.of("bad-key-still-stops", "refusal-changes-nothing", "keys-stop-stream", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("stop") && reply.status() == 401) {
                server.send(ask.header("apikey", VIEWER_KEY));
            }
            return reply;
        });
    }

    private static Mutant secondCancelRefused() {
        return Mutant.of(
                "second-cancel-refused", "lifecycle-allowed", "cell-cancelled-cancel-stream", secondRefused("cancel"));
    }

    private static Mutant secondStartRefused() {
        return Mutant.of(
                "second-start-refused", "lifecycle-allowed", "cell-streaming-start-stream", secondRefused("start"));
    }

    private static Mutant deviceUpdateStarts() {
        return Mutant.of("device-update-starts", "writes-only-its-own", "device-update-*", (ask, server) -> {
            if (ask.posts("updatedealerdevice") && ask.body().length > 2) {
                server.send(new Ask(
                                "POST",
                                ask.path().replace("updatedealerdevice", "start"),
                                "",
                                ask.headers(),
                                new byte[0])
                        .body("{\"longitude\":\"1\",\"latitude\":\"2\"}"));
            }
            return server.send(ask);
        });
    }

    private static Fault secondRefused(String operation) {
        Map<String, AtomicInteger> times = new ConcurrentHashMap<>();
        return (ask, server) -> {
            boolean counted = ask.posts(operation + "/");
            if (counted
                    && times.computeIfAbsent(ask.token(), token -> new AtomicInteger())
                                    .get()
                            > 0) {
                return Reply.of(409, "[{\"code\":\"E_STATE\",\"message\":\"again\"}]");
            }
            Reply reply = server.send(ask);
            if (counted && reply.ok()) {
                times.get(ask.token()).incrementAndGet();
            }
            return reply;
        };
    }
}
