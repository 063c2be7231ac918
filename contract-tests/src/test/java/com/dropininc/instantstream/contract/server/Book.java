package com.dropininc.instantstream.contract.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The streams of a server, each a document. Instants are milliseconds; what begins with an underscore is never answered.
 * Not thread-safe: its server makes one call at a time.
 */
final class Book {
    static final String PENDING = "pending";
    static final String STARTING = "starting";
    static final String STREAMING = "streaming";
    static final String STOPPED = "stopped";
    static final String CANCELLED = "cancelled";
    static final String EXPIRED = "expired";
    static final String STATUS = "status";
    static final String CHAT = "_chat";
    private static final List<String> DEVICE = List.of("deviceToken", "deviceType", "bundleId");

    private final Habits habits;
    private final Map<String, ObjectNode> streams = new LinkedHashMap<>();
    private final Map<String, NavigableMap<Long, ObjectNode>> versions = new HashMap<>();
    private final Map<String, String> accounts = new HashMap<>();
    private long serial;

    Book(Habits habits) {
        this.habits = habits;
    }

    private static long now() {
        return Instant.now().toEpochMilli();
    }

    ObjectNode request(ObjectNode body, boolean notified) {
        long now = now();
        ObjectNode stream = JsonMapper.shared().createObjectNode();
        JsonNode token = habits.shapes().tokens().get();
        stream.set("token", token);
        stream.put(STATUS, PENDING).put("account", account(body.path("phone").asString("")));
        stream.set("phone", body.path("phone"));
        stream.set("email", body.path("email"));
        stream.put("notified", notified);
        ObjectNode device = device(body);
        stream.set("viewer", device.isEmpty() ? stream.nullNode() : device);
        stream.putNull("dealer").putNull("recording");
        stream.put("channel", "private-instantstream-" + token.asString());
        stream.put("createdAt", now).put("updatedAt", now);
        stream.put("expiresOn", now + habits.life().pendingLives().toMillis());
        stream.putArray(CHAT);
        streams.put(token.asString(), stream);
        written(stream, now);
        return stream;
    }

    private String account(String phone) {
        return accounts.computeIfAbsent(phone, key -> "acc-" + (accounts.size() + 1) + "-" + serial);
    }

    boolean knowsAccount(String account) {
        return accounts.containsValue(account);
    }

    /** The stream of a token as it is. */
    Optional<ObjectNode> stream(String token) {
        ObjectNode stream = streams.get(token);
        if (stream != null) {
            settle(stream);
        }
        return Optional.ofNullable(stream);
    }

    /** The stream of a token as reads show it: as it was a while ago. */
    Optional<ObjectNode> shown(String token) {
        Optional<ObjectNode> stream = stream(token);
        if (habits.life().lag().isZero()) {
            return stream;
        }
        return stream.map(found -> versions.get(token).floorEntry(seen())).map(Map.Entry::getValue);
    }

    private long seen() {
        return now() - habits.life().lag().toMillis();
    }

    List<ObjectNode> pending(String account) {
        List<ObjectNode> pending = new ArrayList<>();
        for (String token : streams.keySet()) {
            shown(token)
                    .filter(stream -> stream.path("account").asString().equals(account))
                    .filter(stream -> stream.path(STATUS).asString().equals(PENDING))
                    .ifPresent(pending::add);
        }
        return pending;
    }

    /** Lets time do what it does: what was promised for later, and expiry. */
    private void settle(ObjectNode stream) {
        long now = now();
        if (stream.has("_due") && stream.path("_due").asLong() <= now) {
            long due = stream.path("_due").asLong();
            String state = stream.path("_then").asString();
            stream.remove(List.of("_due", "_then"));
            become(stream, state, due);
        }
        if (state(stream).equals(PENDING)) {
            expire(stream, "createdAt", habits.life().pendingLives(), now);
        } else if (state(stream).equals(STREAMING) && stream.has("lastPingAt")) {
            expire(stream, "lastPingAt", habits.life().unpingedLives(), now);
        }
    }

    private void expire(ObjectNode stream, String since, Duration lives, long now) {
        long end = stream.path(since).asLong() + lives.toMillis();
        if (end <= now) {
            become(stream, EXPIRED, end);
        }
    }

    static String state(ObjectNode stream) {
        return stream.path(STATUS).asString();
    }

    private static boolean over(ObjectNode stream) {
        return stream.has("endedAt");
    }

    private void become(ObjectNode stream, String state, long at) {
        stream.put(STATUS, state);
        if (!state.equals(STREAMING)) {
            stream.remove(List.of("stream", "expiresOn"));
            stream.put("endedAt", at);
            if (stream.get("recording") instanceof ObjectNode recording) {
                long seconds = (at - recording.path("createdAt").asLong()) / 1000;
                recording.put(STATUS, STOPPED).put("duration", seconds).put("size", seconds * 125_000);
                recording.put("updatedAt", at);
            }
        }
        written(touched(stream, at), at);
    }

    private static ObjectNode touched(ObjectNode stream, long at) {
        return stream.put("updatedAt", Math.max(at, stream.path("updatedAt").asLong()));
    }

    private void written(ObjectNode stream, long at) {
        if (!habits.life().lag().isZero()) {
            versions.computeIfAbsent(stream.path("token").asString(), token -> new TreeMap<>())
                    .put(at, stream.deepCopy());
        }
    }

    void start(ObjectNode stream, List<String> roles, ObjectNode body) {
        long now = now();
        boolean begins = !List.of(STREAMING, STARTING).contains(state(stream));
        boolean joined = false;
        for (String role : roles) {
            joined |= join(stream, role, body, now);
        }
        if (begins) {
            begin(stream, body, now);
        }
        if (begins || joined) {
            written(touched(stream, now), now);
        }
    }

    private static boolean join(ObjectNode stream, String role, ObjectNode body, long now) {
        ObjectNode side = stream.get(role) instanceof ObjectNode known ? known : stream.putObject(role);
        if (side.has("joinedAt")) {
            return false;
        }
        side.setAll(device(body));
        side.put("joinedAt", now);
        return true;
    }

    private void begin(ObjectNode stream, ObjectNode body, long now) {
        stream.remove(List.of("endedAt", "expiresOn", "lastPingAt"));
        stream.set("longitude", body.path("longitude"));
        stream.set("latitude", body.path("latitude"));
        stream.putObject("stream")
                .put("id", "media-" + ++serial)
                .put("sessionId", "2_" + Secrets.token())
                .put("token", "T1==" + Secrets.token())
                .put("key", "47001100");
        stream.put("startedAt", now);
        later(stream, STARTING, STREAMING, habits.life().startTakes());
    }

    /** Ends a stream, at once or a moment later; one that is over stays as it is. */
    void end(ObjectNode stream, String state) {
        if (over(stream)) {
            return;
        }
        if (habits.life().stopTakes().isZero()) {
            become(stream, state, now());
        } else if (!stream.has("_due")) {
            later(stream, state(stream), state, habits.life().stopTakes());
        }
    }

    private static void later(ObjectNode stream, String meanwhile, String then, Duration takes) {
        if (takes.isZero()) {
            stream.put(STATUS, then);
            return;
        }
        stream.put(STATUS, meanwhile).put("_due", now() + takes.toMillis()).put("_then", then);
    }

    void mergeDealerDevice(ObjectNode stream, ObjectNode body) {
        ObjectNode device = device(body);
        if (!device.isEmpty()) {
            ObjectNode dealer = stream.get("dealer") instanceof ObjectNode known ? known : stream.putObject("dealer");
            dealer.setAll(device);
            long now = now();
            written(touched(stream, now), now);
        }
    }

    private static ObjectNode device(ObjectNode body) {
        ObjectNode device = JsonMapper.shared().createObjectNode();
        DEVICE.stream().filter(body::has).forEach(name -> device.set(name, body.get(name)));
        return device;
    }

    ObjectNode say(ObjectNode stream, String role, String message) {
        long now = now();
        ObjectNode said = ((ArrayNode) stream.get(CHAT)).addObject();
        said.put("id", "m" + ++serial);
        said.set("token", stream.get("token"));
        said.put("role", role).put("message", message).put("createdAt", now);
        written(touched(stream, now), now);
        return said;
    }

    ObjectNode record(ObjectNode stream) {
        if (stream.get("recording") instanceof ObjectNode recording) {
            return recording;
        }
        long now = now();
        ObjectNode recording = stream.putObject("recording").put("id", "r" + ++serial);
        recording.put("archiveId", Secrets.token()).set("stream", stream.get("token"));
        recording.put(STATUS, "started").put("name", "recording-" + serial + ".mp4");
        recording.put("duration", 0).put("size", 0).put("createdAt", now).put("updatedAt", now);
        written(touched(stream, now), now);
        return recording;
    }

    void ping(ObjectNode stream) {
        long now = now();
        stream.put("lastPingAt", now);
        stream.put("expiresOn", now + habits.life().unpingedLives().toMillis());
        written(touched(stream, now), now);
    }
}
