package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Identity;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routes that make, show and remove sandboxes. */
final class SandboxRoutes {
    private static final List<String> WORLDS = List.of("seed", "empty");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_SHOWN = 1000;

    private SandboxRoutes() {}

    /** What a client of a sandbox needs. */
    record Shown(
            String id,
            String name,
            Instant created,
            Map<String, String> keys,
            Pusher pusher,
            Instant now,
            boolean frozen,
            int streams,
            int requests,
            int connections,
            long idleSeconds) {}

    /** What a Pusher client, or a server SDK, needs. */
    record Pusher(String id, String key, String secret) {}

    static List<Route> routes() {
        return List.of(
                Route.get("/sandboxes", "All sandboxes, the oldest first", SandboxRoutes::list)
                        .taking("limit", "how many at most"),
                Route.post("/sandboxes", "Makes a sandbox with keys and a Pusher app of its own", SandboxRoutes::open)
                        .reading(
                                Route.field("name", "string", "what people call it"),
                                Route.field("world", "string", "seed: the demo streams; empty: none, the standard")),
                Route.get(
                        "/sandboxes/{id}", "One sandbox", call -> Result.ok(shown(call.sandbox(call.parameter("id"))))),
                Route.delete("/sandboxes/{id}", "Removes a sandbox and closes its connections", SandboxRoutes::remove));
    }

    private static Result list(AdminCall call) {
        int limit = call.number("limit", MOST_SHOWN, Integer.MAX_VALUE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("total", call.sandboxes().size());
        answer.put(
                "sandboxes",
                call.sandboxes().all().stream()
                        .limit(limit)
                        .map(SandboxRoutes::shown)
                        .toList());
        return Result.ok(answer);
    }

    private static Result open(AdminCall call) {
        String name = call.body().text("name").orElse("");
        if (name.length() > LONGEST_NAME) {
            throw Problem.invalid("/name", "a name has at most " + LONGEST_NAME + " characters");
        }
        boolean demo = call.body().word("world", WORLDS).filter("seed"::equals).isPresent();
        return Result.created(shown(call.sandboxes().open(name, demo)));
    }

    private static Result remove(AdminCall call) {
        String id = call.parameter("id");
        if (!call.sandboxes().remove(id)) {
            throw Problem.unknown(
                    "sandbox",
                    "there is no sandbox '" + id + "'; " + call.sandboxes().hint(id));
        }
        return Result.none();
    }

    private static Shown shown(Sandbox sandbox) {
        Identity identity = sandbox.identity();
        Map<String, String> keys = new LinkedHashMap<>();
        for (ApiKey key : identity.keys()) {
            keys.putIfAbsent(key.kind(), key.key());
        }
        return new Shown(
                identity.id(),
                identity.name(),
                identity.created(),
                keys,
                new Pusher(identity.app().id(), identity.app().key(), secret(sandbox)),
                sandbox.clock().instant(),
                sandbox.clock().frozen(),
                sandbox.streams().size(),
                sandbox.journal().size(),
                sandbox.openRealtime().map(open -> open.connectionCount()).orElse(0),
                sandbox.idle().toSeconds());
    }

    /** A sandbox's secret is made up and opens nothing else; that of the default one may be a user's own. */
    private static String secret(Sandbox sandbox) {
        return sandbox.id().equals(Sandboxes.DEFAULT)
                ? "(as configured)"
                : sandbox.identity().app().secret();
    }
}
