package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.OPERATOR_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;
import static com.dropininc.instantstream.contract.server.SneakyServer.late;
import static com.dropininc.instantstream.contract.server.SneakyServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.server.SneakyServer.Breach;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Servers that keep the rules of pings, chats, channels and bodies for a while only. */
final class SneakyActs {
    private static final String OPERATORS = "ping-operator-only";
    private static final String STREAMING = "ping-while-streaming";
    private static final String SIGNATURE = "authchannel-signature";

    private SneakyActs() {}

    static List<SneakyServer> pings() {
        Breach viewer = client -> client.ping(client.streaming(), VIEWER_KEY).ok();
        return List.of(
                late("viewers-ping", OPERATORS, SneakyActs::anybody, viewer),
                of(
                        "viewers-ping-after-20-pings",
                        OPERATORS,
                        () -> after(20, ask -> ask.posts("ping/"), anybody()),
                        client -> {
                            String token = client.streaming();
                            for (int i = 0; i < 20; i++) {
                                client.ping(token, OPERATOR_KEY);
                            }
                            return client.ping(token, VIEWER_KEY).ok();
                        }),
                of("viewers-ping-once-an-operator-has", OPERATORS, SneakyActs::followers, client -> {
                    String token = client.streaming();
                    client.ping(token, OPERATOR_KEY);
                    return client.ping(token, VIEWER_KEY).ok();
                }),
                late("pings-after-the-end", STREAMING, () -> pretending("stopped"), client -> {
                    String token = client.streaming();
                    client.post("stop/" + token, "{\"role\":\"viewer\"}");
                    return client.ping(token, OPERATOR_KEY).ok();
                }),
                late(
                        "pings-while-pending",
                        STREAMING,
                        () -> pretending("pending"),
                        client -> client.ping(client.pending(), OPERATOR_KEY).ok()),
                of("pings-after-a-cancel", STREAMING, () -> pretending("cancelled"), client -> {
                    String token = client.pending();
                    client.post("cancel/" + token, "{}");
                    return client.ping(token, OPERATOR_KEY).ok();
                }));
    }

    private static Fault after(int calls, Predicate<Ask> counted, Fault fault) {
        AtomicInteger made = new AtomicInteger();
        return (ask, server) ->
                counted.test(ask) && made.incrementAndGet() > calls ? fault.answer(ask, server) : server.send(ask);
    }

    private static Fault anybody() {
        return Faults.asking(
                ask -> ask.posts("ping/") && ask.header("apikey").equals(VIEWER_KEY),
                ask -> ask.header("apikey", OPERATOR_KEY));
    }

    private static Fault followers() {
        return (ask, server) -> {
            boolean pinged = ask.posts("ping/")
                    && ask.header("apikey").equals(VIEWER_KEY)
                    && new String(Faults.get("get", ask, server).body(), java.nio.charset.StandardCharsets.UTF_8)
                            .contains("lastPingAt");
            return server.send(pinged ? ask.header("apikey", OPERATOR_KEY) : ask);
        };
    }

    private static Fault pretending(String state) {
        return Faults.pretending("ping", state);
    }

    static List<SneakyServer> signatures() {
        Breach signed = client -> {
            String auth = Client.json(client.join("private-x")).path("auth").asString("");
            return !auth.endsWith(Secrets.sign(IndependentServer.PUSHER_SECRET, "12.34:private-x"));
        };
        Predicate<Ask> channel = ask -> ask.posts("authchannel");
        Fault spoilt =
                changing("auth", auth -> auth.substring(0, auth.length() - 1) + (auth.endsWith("0") ? "1" : "0"));
        return List.of(
                late("signatures-are-wrong", SIGNATURE, () -> spoilt, signed),
                of("signatures-are-wrong-after-15", SIGNATURE, () -> after(15, channel, spoilt), client -> {
                    for (int i = 0; i < 15; i++) {
                        client.join("private-x");
                    }
                    return signed.seen(client);
                }),
                of("every-tenth-signature-is-wrong", SIGNATURE, () -> each(10, channel, spoilt), client -> {
                    boolean wrong = false;
                    for (int i = 0; i < 12; i++) {
                        wrong |= signed.seen(client);
                    }
                    return wrong;
                }));
    }

    static List<SneakyServer> channels() {
        Predicate<Ask> channel = ask -> ask.posts("authchannel");
        return List.of(
                late(
                        "presence-is-signed-without-its-data",
                        "authchannel-presence",
                        () -> Faults.answering(
                                ask -> channel.test(ask) && ask.text().contains("presence-"),
                                reply -> reply.each(answer -> answer.remove("channel_data"))),
                        client -> !Client.json(client.join("presence-x")).has("channel_data")),
                late(
                        "one-secret-for-all-channels",
                        "authchannel-encrypted",
                        () -> changing("shared_secret", old -> Secrets.shared("one", "secret")),
                        client -> Client.json(client.join("private-encrypted-x"))
                                .path("shared_secret")
                                .equals(Client.json(client.join("private-encrypted-y"))
                                        .path("shared_secret"))),
                late(
                        "channels-are-created",
                        "authchannel-200",
                        () -> Faults.answering(channel, reply -> reply.ok() ? reply.status(201) : reply),
                        client -> client.join("private-x").status() == 201));
    }

    static Fault each(int nth, Predicate<Ask> counted, Fault fault) {
        Predicate<Ask> now = Faults.everyNth(nth, counted);
        return (ask, server) -> now.test(ask) ? fault.answer(ask, server) : server.send(ask);
    }

    private static Fault changing(String name, UnaryOperator<String> change) {
        return Faults.answering(
                ask -> ask.posts("authchannel"),
                reply -> reply.each(answer -> {
                    if (answer.path(name).isString()) {
                        answer.put(name, change.apply(answer.path(name).asString()));
                    }
                }));
    }
}
