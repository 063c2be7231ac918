package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;
import static com.dropininc.instantstream.contract.server.SneakyServer.late;
import static com.dropininc.instantstream.contract.server.SneakyServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.mutant.Reply;
import com.dropininc.instantstream.contract.server.SneakyServer.Breach;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Servers that keep what they are sent for a while only, or take what they must not. */
final class SneakyTexts {
    private static final String VERBATIM = "message-verbatim";

    private SneakyTexts() {}

    static List<SneakyServer> losses() {
        return List.of(
                of(
                        "the-newest-20-messages-only",
                        VERBATIM,
                        () -> Faults.answering(ask -> ask.path().contains("/getchat/"), SneakyTexts::newest),
                        client -> {
                            String token = client.streaming();
                            client.say(token, "the first");
                            for (int i = 0; i < 20; i++) {
                                client.say(token, "and more");
                            }
                            return !text(client.read("getchat/" + token)).contains("the first");
                        }),
                late(
                        "messages-are-cut-at-40",
                        VERBATIM,
                        () -> Faults.message(text -> text.length() > 40 ? text.substring(0, 40) : text),
                        lost("x".repeat(41))),
                late("messages-are-trimmed", VERBATIM, () -> Faults.message(String::strip), lost(" blanks ")));
    }

    static List<SneakyServer> changes() {
        return List.of(
                late(
                        "messages-are-escaped",
                        VERBATIM,
                        () -> Faults.message(text -> text.replace("&", "&amp;").replace("<", "&lt;")),
                        lost("<b>&")),
                late(
                        "messages-are-lost",
                        VERBATIM,
                        () -> Faults.answering(
                                ask -> ask.path().contains("/getchat/"),
                                reply -> reply.ok() ? reply.text(t -> "[]") : reply),
                        lost("hello")));
    }

    static List<SneakyServer> chats() {
        return List.of(
                of(
                        "each-30th-message-is-lost",
                        VERBATIM,
                        () -> SneakyActs.each(
                                30,
                                ask -> ask.posts("savechat/"),
                                (ask, server) -> server.send(ask.body(
                                        ask.text().replaceAll("\"message\":\"[^\"]+\"", "\"message\":\"-\"")))),
                        client -> {
                            String token = client.streaming();
                            for (int i = 0; i < 31; i++) {
                                client.say(token, "hello");
                            }
                            return text(client.read("getchat/" + token)).contains("\"-\"");
                        }),
                late(
                        "dealers-speak-as-viewers",
                        "message-role",
                        () -> Faults.answering(
                                ask -> ask.path().contains("chat/"),
                                reply -> reply.ok()
                                        ? reply.text(text -> text.replace("\"dealer\"", "\"viewer\""))
                                        : reply),
                        client -> {
                            String token = client.streaming();
                            client.post("savechat/" + token, "{\"role\":\"dealer\",\"message\":\"x\"}");
                            return !text(client.read("getchat/" + token)).contains("\"dealer\"");
                        }));
    }

    private static String text(Reply reply) {
        return new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Reply newest(Reply reply) {
        if (!reply.ok()) {
            return reply;
        }
        JsonNode all = reply.json();
        return reply.json(JsonNodeFactory.instance
                .arrayNode()
                .addAll(all.valueStream().skip(Math.max(0, all.size() - 20)).toList()));
    }

    private static Breach lost(String message) {
        return client -> {
            String token = client.streaming();
            client.say(token, message);
            String quoted = JsonMapper.shared().writeValueAsString(message);
            return !text(client.read("getchat/" + token)).contains(quoted);
        };
    }

    static List<SneakyServer> bodies() {
        return List.of(
                late(
                        "a-request-without-mail",
                        "required-field",
                        () -> Faults.reading("request", body -> absent(body, "email", "nobody@example.com")),
                        client -> client.post("request", "{\"phone\":\"12312312\"}")
                                .ok()),
                late(
                        "a-message-of-no-role",
                        "required-field",
                        () -> Faults.reading("savechat/", body -> absent(body, "role", "viewer")),
                        client -> client.post("savechat/" + client.streaming(), "{\"message\":\"x\"}")
                                .ok()),
                late(
                        "any-role",
                        "known-words",
                        () -> Faults.reading("start/", body -> {
                            if (!List.of("viewer", "dealer")
                                    .contains(body.path("role").asString("viewer"))) {
                                body.put("role", "viewer");
                            }
                        }),
                        client -> client.post("start/" + client.pending(), "{\"role\":\"boss\"," + Client.HERE + "}")
                                .ok()),
                late(
                        "any-device",
                        "known-words",
                        () -> Faults.reading("updatedealerdevice/", body -> {
                            if (!List.of("ios", "android")
                                    .contains(body.path("deviceType").asString("ios"))) {
                                body.remove("deviceType");
                            }
                        }),
                        client -> client.post("updatedealerdevice/" + client.pending(), "{\"deviceType\":\"windows\"}")
                                .ok()));
    }

    static List<SneakyServer> breakdowns() {
        return List.of(
                late(
                        "tokens-are-hidden-in-data",
                        "request-returns-token",
                        () -> Faults.answering(
                                ask -> ask.posts("request"),
                                reply -> reply.ok() ? reply.text(text -> "{\"data\":" + text + "}") : reply),
                        client -> client.pending().isEmpty()),
                late(
                        "record-breaks-down",
                        "no-server-error",
                        () -> failing(ask -> ask.posts("record/")),
                        client -> client.call("POST", Client.path("record/" + client.streaming()), VIEWER_KEY, "")
                                        .status()
                                == 500),
                of(
                        "a-start-from-ios-breaks-down",
                        "no-server-error",
                        () -> failing(ask -> ask.posts("start/") && ask.text().contains("\"ios\"")),
                        client -> client.call(
                                                "POST",
                                                Client.path("start/" + client.pending()),
                                                VIEWER_KEY,
                                                "{\"deviceType\":\"ios\"," + Client.HERE + "}")
                                        .status()
                                == 500));
    }

    private static Fault failing(Predicate<Ask> when) {
        return (ask, server) -> {
            Reply reply = server.send(ask);
            return when.test(ask) && reply.ok() ? Reply.of(500, "{\"error\":\"oops\"}") : reply;
        };
    }

    private static void absent(ObjectNode body, String name, String value) {
        if (!body.has(name)) {
            body.put(name, value);
        }
    }

    static List<SneakyServer> others() {
        return List.of(
                late("strangers-wait-in-every-list", "pending-of-account", SneakyTexts::strangers, client -> {
                    client.pending();
                    return !Client.json(client.read("/instantstream/nobody/pending"))
                            .isEmpty();
                }),
                late(
                        "the-dealer-is-told-all-the-same",
                        "notify-effect",
                        () -> Faults.streams(stream -> stream.put("notified", true)),
                        client -> Client.json(client.read("get/" + client.pending()))
                                .path("notified")
                                .asBoolean()),
                late(
                        "the-dealers-device-is-the-viewers",
                        "device-of-role",
                        () -> Faults.streams(stream -> {
                            JsonNode viewer = stream.get("viewer");
                            stream.set("viewer", stream.get("dealer"));
                            stream.set("dealer", viewer);
                        }),
                        client -> {
                            String token = client.pending();
                            client.post("updatedealerdevice/" + token, "{\"deviceToken\":\"abc\"}");
                            return Client.json(client.read("get/" + token))
                                    .path("viewer")
                                    .has("deviceToken");
                        }));
    }

    /** Adds the stream that was asked for last to every list of pending streams. */
    private static Fault strangers() {
        java.util.concurrent.atomic.AtomicReference<JsonNode> last =
                new java.util.concurrent.atomic.AtomicReference<>();
        return (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                last.set(reply.json());
            }
            boolean list = ask.path().endsWith("/pending") && reply.ok() && last.get() != null;
            return list
                    ? reply.json(JsonNodeFactory.instance
                            .arrayNode()
                            .addAll(reply.json().valueStream().toList())
                            .add(last.get()))
                    : reply;
        };
    }
}
