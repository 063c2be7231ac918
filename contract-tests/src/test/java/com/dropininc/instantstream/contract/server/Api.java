package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The operations of the docs, one call at a time, without HTTP. Thread-safe. */
final class Api implements Fault.Server {
    private static final Pattern CHANNEL =
            Pattern.compile("(private-encrypted-|private-|presence-)(?:(instantstream|account)-)?(.+)");
    private static final Set<String> INSTANTS =
            Set.of("createdAt", "updatedAt", "startedAt", "endedAt", "expiresOn", "lastPingAt", "joinedAt");

    private final Habits habits;
    private final Map<String, Kind> keys;
    private final String appKey;
    private final String secret;
    private final Book book;

    /** @param keys the kind of each API key */
    Api(Habits habits, Map<String, Kind> keys, String appKey, String secret) {
        this.habits = habits;
        this.keys = Map.copyOf(keys);
        this.appKey = appKey;
        this.secret = secret;
        this.book = new Book(habits);
    }

    @Override
    public synchronized Reply send(Ask ask) {
        if (ask.method().equals("OPTIONS")) {
            return new Reply(204, headers(""), new byte[0])
                    .header("Access-Control-Allow-Methods", "GET, POST")
                    .header("Access-Control-Allow-Headers", "apikey, content-type");
        }
        try {
            Call call = new Call(ask);
            for (Habits.Step step : habits.order()) {
                take(step, call);
            }
            return act(call);
        } catch (Refused refused) {
            return refusal(refused);
        }
    }

    private Reply refusal(Refused refused) {
        Habits.Errors errors = habits.errors();
        String body = errors.form().body(errors.words().get(refused.why()), refused.messages());
        Reply reply = new Reply(
                errors.statuses().get(refused.why()),
                headers(errors.contentType()),
                body.getBytes(StandardCharsets.UTF_8));
        return refused.why() == Cause.WRONG_METHOD
                ? reply.header("Allow", refused.messages().get(0))
                : reply;
    }

    private static Map<String, String> headers(String contentType) {
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Access-Control-Allow-Origin", "*"));
        if (!contentType.isEmpty()) {
            headers.put("Content-Type", contentType);
        }
        return headers;
    }

    private void take(Habits.Step step, Call call) {
        if (step == Habits.Step.ROUTE) {
            call.route();
            return;
        }
        if (step == Habits.Step.KEY) {
            key(call);
            return;
        }
        boolean body = call.routed() && call.operation().readsBody();
        switch (step) {
            case RIGHT -> right(call);
            case SIZE -> size(call, body);
            case TYPE -> {
                if (body) {
                    Bodies.type(call, habits.input());
                }
            }
            case BODY -> {
                if (body) {
                    call.body(Bodies.read(call, habits.input()));
                }
            }
            case TOKEN -> name(call);
            default -> state(call);
        }
    }

    private void key(Call call) {
        String key = call.ask().header("apikey").strip();
        if (key.isEmpty()) {
            throw new Refused(Cause.KEY_MISSING, "send a key");
        }
        call.kind(Optional.ofNullable(keys.get(key)).orElseThrow(() -> new Refused(Cause.KEY_UNKNOWN, "no such key")));
    }

    private void right(Call call) {
        if (call.operation() == Operation.PING && call.kind() != Kind.OPERATOR) {
            throw new Refused(Cause.KEY_KIND, "only an operator pings");
        }
        if (!habits.rights().may(call.kind(), call)) {
            throw new Refused(Cause.KEY_KIND, "not with this key");
        }
    }

    private void size(Call call, boolean reads) {
        if (reads && call.ask().body().length > habits.input().longestBody()) {
            throw new Refused(Cause.TOO_LARGE, "send less");
        }
    }

    private void name(Call call) {
        if (call.operation().onStream()) {
            call.stream(book.stream(call.argument())
                    .orElseThrow(() -> new Refused(Cause.UNKNOWN_TOKEN, "no stream has this token")));
        }
    }

    private void state(Call call) {
        Set<String> allowed = habits.life().rows().get(call.operation());
        boolean reads = call.operation().method().equals("GET");
        if (call.stream() != null && !reads && !allowed.contains(Book.state(call.stream()))) {
            throw new Refused(Cause.STATE, "not while it is " + Book.state(call.stream()));
        }
        if (reads
                && call.stream() != null
                && List.of(Book.STOPPED, Book.CANCELLED, Book.EXPIRED).contains(Book.state(call.stream()))
                && !allowed.contains(Book.state(call.stream()))) {
            throw new Refused(Cause.STATE, "it is over");
        }
    }

    private Reply act(Call call) {
        ObjectNode stream = call.stream();
        JsonNode answer = switch (call.operation()) {
            case REQUEST -> book.request(call.body(), call.ask().query().contains("notify=true"));
            case DEALER_DEVICE -> {
                book.mergeDealerDevice(stream, call.body());
                yield stream;
            }
            case START -> {
                book.start(stream, call.roles(), call.body());
                yield stream;
            }
            case CANCEL -> {
                book.end(stream, Book.CANCELLED);
                yield stream;
            }
            case STOP -> {
                book.end(stream, Book.STOPPED);
                yield stream;
            }
            case SAVE_CHAT ->
                book.say(
                        stream, call.roles().get(0), call.body().path("message").asString());
            case RECORD -> book.record(stream);
            case PING -> {
                book.ping(stream);
                yield stream;
            }
            case GET -> shown(call);
            case GET_CHAT -> shown(call).get(Book.CHAT);
            case PENDING -> pending(call.argument());
            case AUTH -> null;
        };
        return answer == null ? authorized(call) : warned(call, success(call, answer));
    }

    private ObjectNode shown(Call call) {
        return book.shown(call.argument())
                .orElseThrow(() -> new Refused(Cause.UNKNOWN_TOKEN, "no stream has this token"));
    }

    private ArrayNode pending(String account) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        book.pending(account).forEach(list::add);
        return list;
    }

    private Reply success(Call call, JsonNode answer) {
        JsonNode shown = presented(answer);
        JsonNode wrapped =
                shown instanceof ArrayNode list ? habits.shapes().lists().apply(list) : shown;
        int status = habits.shapes().successes().get(call.operation());
        return new Reply(status, headers("application/json"), wrapped.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Reply warned(Call call, Reply reply) {
        return call.body().path("role").isArray() ? reply.header("Warning", "299 - \"one role is meant\"") : reply;
    }

    /** A document as a caller sees it. */
    private JsonNode presented(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode shown = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> shown.add(presented(item)));
            return shown;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        ObjectNode shown = JsonMapper.shared().createObjectNode();
        object.properties().forEach(entry -> {
            String name = entry.getKey();
            if (!name.startsWith("_")) {
                shown.set(habits.shapes().names().getOrDefault(name, name), value(name, entry.getValue()));
            }
        });
        return shown;
    }

    private JsonNode value(String name, JsonNode value) {
        if (INSTANTS.contains(name)) {
            return habits.shapes().instants().apply(Instant.ofEpochMilli(value.asLong()));
        }
        return name.equals("id") ? habits.shapes().ids().apply(value.asString()) : presented(value);
    }

    private Reply authorized(Call call) {
        String channel = call.body().path("channel_name").asString();
        String socket = call.body().path("socket_id").asString();
        Matcher name = CHANNEL.matcher(channel);
        if (!name.matches() || !mayJoin(name, call.kind())) {
            throw new Refused(Cause.CHANNEL, "this channel is not for you");
        }
        ObjectNode answer = JsonMapper.shared().createObjectNode();
        String signed = socket + ":" + channel;
        if (name.group(1).equals("presence-")) {
            String data = "{\"user_id\":\"" + call.kind().word() + "\",\"user_info\":{}}";
            answer.put("channel_data", data);
            signed += ":" + data;
        }
        answer.put("auth", appKey + ":" + Secrets.sign(secret, signed));
        if (name.group(1).equals("private-encrypted-")) {
            answer.put("shared_secret", Secrets.shared(channel, secret));
        }
        Reply reply =
                new Reply(200, headers("application/json"), answer.toString().getBytes(StandardCharsets.UTF_8));
        return name.group(2) == null ? reply.header("Warning", "299 - \"no channel of ours\"") : reply;
    }

    private boolean mayJoin(Matcher name, Kind kind) {
        if (name.group(2) == null) {
            return true;
        }
        return name.group(2).equals("account")
                ? kind != Kind.DEALER && book.knowsAccount(name.group(3))
                : book.stream(name.group(3)).isPresent();
    }
}
