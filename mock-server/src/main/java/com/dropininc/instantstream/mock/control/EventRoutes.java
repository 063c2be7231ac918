package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Feed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The route that tells what happens, as server-sent events. */
final class EventRoutes {
    private static final long HEARTBEAT_MILLIS = 10_000;

    private EventRoutes() {}

    static List<Route> routes() {
        return List.of(Route.get(
                        "/events",
                        "What happens, as server-sent events: request, stream, clock, faults, scenario, sandbox,"
                                + " files, lost",
                        EventRoutes::listen)
                .taking(Route.SANDBOX, "id of the sandbox; all when left out"));
    }

    private static Result listen(AdminCall call) {
        Optional<String> sandbox =
                call.asked(Route.SANDBOX).map(id -> call.sandbox(id).id());
        Feed feed = call.sandboxes().standard().feed();
        return new Result.Flowing("text/event-stream", out -> write(feed, sandbox, out));
    }

    private static void write(Feed feed, Optional<String> sandbox, OutputStream out)
            throws IOException, InterruptedException {
        try (Feed.Watcher watcher = feed.watch()) {
            send(out, ": listening\n\n");
            // Ends by an exception when the client has gone.
            while (!watcher.ended()) {
                Feed.News news = watcher.next(HEARTBEAT_MILLIS);
                if (news == null) {
                    send(out, ": still here\n\n");
                } else if (sandbox.isEmpty() || sandbox.get().equals(news.sandbox())) {
                    send(out, event(news.kind(), AdminJson.line(news)));
                }
                long lost = watcher.lost();
                if (lost > 0) {
                    send(out, event("lost", AdminJson.line(Map.of("news", lost))));
                }
            }
        }
    }

    private static String event(String kind, String data) {
        return "event: " + kind + "\ndata: " + data + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
