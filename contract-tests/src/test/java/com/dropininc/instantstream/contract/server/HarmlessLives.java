package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose streams live in their own way. */
final class HarmlessLives {
    private static final String ROWS = "every row of the lifecycle but ping's is assumed";
    private static final String LAG = "that reads show a write at once is nowhere documented";
    private static final String NEW = "that each request makes a new stream is assumed";
    private static final String SPANS = "how long a stream lives is assumed";
    private static final Set<String> OVER = Set.of(Book.STOPPED, Book.CANCELLED, Book.EXPIRED);

    private HarmlessLives() {}

    static List<HarmlessServer> times() {
        return List.of(
                of("reads-lag-60-ms", LAG, habits -> habits.life(life -> life.lag(60))),
                of("reads-lag-200-ms", LAG, habits -> habits.life(life -> life.lag(200))),
                of("reads-lag-500-ms", LAG, habits -> habits.life(life -> life.lag(500))),
                before("pending-lags-800-ms", LAG, () -> HarmlessLives.indexed(800)),
                of(
                        "a-stop-takes-300-ms",
                        "what stop answers is assumed; it streams until then",
                        habits -> habits.life(life -> life.takes(0, 300))),
                of(
                        "a-start-takes-100-ms",
                        "what start answers is assumed; it is shown as starting",
                        habits -> habits.life(life -> life.takes(100, 0))),
                of("streams-wait-ten-seconds", SPANS, habits -> habits.life(life -> life.lives(10, 60))),
                of("streams-live-ten-seconds-after-a-ping", SPANS, habits -> habits.life(life -> life.lives(900, 10))));
    }

    static List<HarmlessServer> rows() {
        Set<String> all = Set.of(Book.PENDING, Book.STREAMING, Book.STOPPED, Book.CANCELLED, Book.EXPIRED);
        Set<String> open = Set.of(Book.PENDING, Book.STREAMING);
        Set<String> running = Set.of(Book.STREAMING, Book.STOPPED);
        return List.of(
                row("devices-change-after-the-end", Operation.DEALER_DEVICE, all),
                row("chat-goes-on-after-the-end", Operation.SAVE_CHAT, running),
                row("chat-in-any-state", Operation.SAVE_CHAT, all),
                row("recording-before-the-start", Operation.RECORD, open),
                row("stop-while-pending", Operation.STOP, Set.of(Book.PENDING, Book.STREAMING, Book.STOPPED)),
                row("an-end-is-always-fine", Operation.CANCEL, all),
                row(
                        "a-stopped-stream-starts-again",
                        Operation.START,
                        Set.of(Book.PENDING, Book.STREAMING, Book.STOPPED)),
                row("chat-is-read-while-open-only", Operation.GET_CHAT, open),
                row("the-end-is-the-end-of-all", Operation.GET, open),
                before("the-same-viewer-finds-the-stream-again", NEW, HarmlessLives::foundAgain),
                before("a-new-request-ends-the-older", NEW, HarmlessLives::replaced),
                before("cancelled-is-deleted", ROWS, () -> gone("cancelled")),
                before("ended-is-forgotten", ROWS, () -> gone("stopped|cancelled|expired")));
    }

    private static HarmlessServer row(String name, Operation operation, Set<String> states) {
        return of(name, ROWS, habits -> habits.life(life -> life.rows(Map.of(operation, states))));
    }

    /** A list of pending streams that is some time behind. */
    private static Fault indexed(int millis) {
        Map<String, Long> made = Faults.map();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            long now = System.nanoTime() / 1_000_000;
            if (ask.posts("request") && reply.ok()) {
                made.put(reply.json().path("token").asString(), now);
            }
            if (!ask.path().endsWith("/pending") || !reply.ok()) {
                return reply;
            }
            List<JsonNode> shown = reply.json()
                    .valueStream()
                    .filter(stream ->
                            now - made.getOrDefault(stream.path("token").asString(), 0L) > millis)
                    .toList();
            return reply.json(JsonNodeFactory.instance.arrayNode().addAll(shown));
        };
    }

    /** Answers the open stream of the same phone, if there is one. */
    private static Fault foundAgain() {
        Map<String, String> open = Faults.map();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            if (!ask.posts("request") || !reply.ok()) {
                return reply;
            }
            String phone = ask.json().path("phone").asString();
            String token = open.getOrDefault(phone, "");
            Reply known = token.isEmpty() ? reply : get(ask, token, server);
            if (token.isEmpty()
                    || !known.ok()
                    || OVER.contains(known.json().path("status").asString())) {
                open.put(phone, reply.json().path("token").asString());
                return reply;
            }
            end(ask, reply.json().path("token").asString(), server);
            return known;
        };
    }

    private static Fault replaced() {
        Map<String, String> open = Faults.map();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                String phone = ask.json().path("phone").asString();
                String older = open.put(phone, reply.json().path("token").asString());
                if (older != null) {
                    end(ask, older, server);
                }
            }
            return reply;
        };
    }

    private static Reply get(Ask ask, String token, Fault.Server server) throws IOException, InterruptedException {
        return server.send(new Ask("GET", "/instantstream/get/" + token, "", ask.headers(), new byte[0]));
    }

    private static void end(Ask ask, String token, Fault.Server server) throws IOException, InterruptedException {
        for (String operation : List.of("cancel/", "stop/")) {
            server.send(ask.path("/instantstream/" + operation + token).body("{\"role\":\"viewer\"}"));
        }
    }

    private static Fault gone(String states) {
        return (ask, server) -> {
            boolean gone = !ask.path().endsWith("/pending")
                    && Faults.state(ask, server).matches(states);
            return gone ? Faults.refusal(404) : server.send(ask);
        };
    }

    static List<HarmlessServer> chats() {
        return List.of(
                before("a-role-joins-before-it-chats", "saveChat's row is assumed", HarmlessLives::joinFirst),
                before(
                        "the-chat-tells-who-joined",
                        "a saved message comes back somewhere in getChat",
                        () -> told("start/")),
                before(
                        "the-chat-tells-of-recordings",
                        "a saved message comes back somewhere in getChat",
                        () -> told("record/")),
                before(
                        "the-chat-begins-with-a-greeting",
                        "a saved message comes back somewhere in getChat",
                        () -> told("request")));
    }

    private static Fault joinFirst() {
        return (ask, server) -> {
            if (!ask.posts("savechat/") || !(ask.json() instanceof ObjectNode body)) {
                return server.send(ask);
            }
            JsonNode role = body.path("role").isArray() ? body.path("role").path(0) : body.path("role");
            Reply stream = Faults.get("get", ask, server);
            boolean waits = stream.ok()
                    && stream.json().path("status").asString().equals("streaming")
                    && Set.of("viewer", "dealer").contains(role.asString(""))
                    && !stream.json().path(role.asString()).has("joinedAt");
            return waits ? Faults.refusal(403) : server.send(ask);
        };
    }

    /** Adds a line of the system to a chat whenever a call of this kind succeeds. */
    private static Fault told(String operation) {
        Map<String, List<ObjectNode>> lines = Faults.map();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts(operation) && reply.ok()) {
                String token =
                        operation.equals("request") ? reply.json().path("token").asString() : ask.token();
                lines.computeIfAbsent(token, key -> new CopyOnWriteArrayList<>())
                        .add(line(token, operation));
            }
            if (!ask.is("GET", "getchat/") || !reply.ok()) {
                return reply;
            }
            List<JsonNode> all = new ArrayList<>(lines.getOrDefault(ask.token(), List.of()));
            reply.json().forEach(all::add);
            all.sort(java.util.Comparator.comparing(
                    line -> line.path("createdAt").asString()));
            return reply.json(JsonNodeFactory.instance.arrayNode().addAll(all));
        };
    }

    private static ObjectNode line(String token, String operation) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .createObjectNode()
                .put("id", Secrets.uuid())
                .put("token", token)
                .put("role", "system")
                .put("message", "system: " + operation)
                .put("createdAt", Secrets.millis(java.time.Instant.now()));
    }
}
