package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;
import static com.dropininc.instantstream.contract.server.SneakyServer.admitted;
import static com.dropininc.instantstream.contract.server.SneakyServer.late;
import static com.dropininc.instantstream.contract.server.SneakyServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Faults;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that ask for a key, but not of each caller, nor each time. */
final class SneakyCallers {
    private static final String NO_KEY = "key-required";
    private static final String WRONG_KEY = "key-unknown-refused";

    private SneakyCallers() {}

    static List<SneakyServer> methods() {
        Map<String, String> override = Map.of("X-HTTP-Method-Override", "GET");
        return List.of(
                of(
                        "options-with-a-body-calls",
                        NO_KEY,
                        () -> Faults.asking(
                                ask -> ask.method().equals("OPTIONS") && ask.body().length > 0,
                                ask -> admitted(new Ask("POST", ask.path(), ask.query(), ask.headers(), ask.body()))),
                        client -> client.call("OPTIONS", Client.path("request"), null, Client.PERSON)
                                        .status()
                                == 200),
                SneakyKeys.open(
                        "no-key-with-a-method-override",
                        ask -> !ask.header("X-HTTP-Method-Override").isEmpty(),
                        SneakyKeys.reading(override)),
                of(
                        "another-method-by-override",
                        NO_KEY,
                        () -> Faults.asking(
                                ask -> ask.header("X-HTTP-Method-Override").equals("GET")
                                        && ask.method().equals("POST"),
                                ask -> admitted(new Ask("GET", ask.path(), ask.query(), ask.headers(), new byte[0]))),
                        client -> client.send("POST", Client.path("get/" + client.pending()), override, "")
                                .ok()));
    }

    static List<SneakyServer> callers() {
        return List.of(
                SneakyKeys.open(
                        "no-key-for-browsers",
                        ask -> ask.header("User-Agent").contains("Mozilla"),
                        SneakyKeys.reading(
                                Map.of("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/128.0"))),
                SneakyKeys.open(
                        "no-key-for-phones",
                        ask -> ask.header("User-Agent").matches("(?i).*(okhttp|cfnetwork|android).*"),
                        SneakyKeys.reading(Map.of("User-Agent", "okhttp/4.12.0"))),
                SneakyKeys.open(
                        "no-key-from-the-inside",
                        ask -> ask.header("X-Forwarded-For").startsWith("127."),
                        SneakyKeys.reading(Map.of("X-Forwarded-For", "127.0.0.1"))),
                of(
                        "no-key-for-what-has-ended",
                        NO_KEY,
                        () -> (ask, server) -> {
                            boolean over = SneakyKeys.none(ask)
                                    && ask.method().equals("GET")
                                    && Faults.state(admitted(ask), server).matches("stopped|cancelled|expired");
                            return server.send(over ? admitted(ask) : ask);
                        },
                        client -> {
                            String token = client.pending();
                            client.post("cancel/" + token, "{}");
                            return client.call("GET", Client.path("get/" + token), null, "")
                                    .ok();
                        }));
    }

    static List<SneakyServer> counts() {
        return List.of(
                of(
                        "the-first-20-wrong-keys-only",
                        WRONG_KEY,
                        () -> {
                            AtomicInteger refused = new AtomicInteger();
                            return SneakyKeys.admitting(ask -> SneakyKeys.wrong(ask) && refused.incrementAndGet() > 20);
                        },
                        client -> many(client, 25, i -> "wrong-" + i)),
                of(
                        "the-same-wrong-key-again",
                        WRONG_KEY,
                        () -> {
                            Set<String> known = ConcurrentHashMap.newKeySet();
                            return SneakyKeys.admitting(
                                    ask -> SneakyKeys.wrong(ask) && !known.add(ask.header("apikey")));
                        },
                        client -> many(client, 2, i -> "wrong-key")),
                of(
                        "the-same-call-without-key-again",
                        NO_KEY,
                        () -> {
                            Set<String> known = ConcurrentHashMap.newKeySet();
                            return SneakyKeys.admitting(
                                    ask -> SneakyKeys.none(ask) && !known.add(ask.method() + ask.path()));
                        },
                        client -> {
                            String get = Client.path("get/" + client.pending());
                            client.call("GET", get, null, "");
                            return client.call("GET", get, null, "").ok();
                        }));
    }

    static List<SneakyServer> seldom() {
        return List.of(
                of(
                        "one-wrong-key-in-fifty",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(Faults.everyNth(50, SneakyKeys::wrong)),
                        client -> many(client, 60, i -> "wrong-" + i)),
                new SneakyServer(
                        "one-wrong-key-in-120",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(Faults.everyNth(120, SneakyKeys::wrong)),
                        client -> many(client, 130, i -> "wrong-" + i),
                        true));
    }

    static List<SneakyServer> later() {
        return List.of(
                of(
                        "a-connection-that-was-let-in",
                        NO_KEY,
                        () -> {
                            Set<String> known = ConcurrentHashMap.newKeySet();
                            return (ask, server) -> {
                                String connection = ask.header(IndependentServer.CONNECTION);
                                if (SneakyKeys.GOOD.contains(
                                        ask.header("apikey").strip())) {
                                    known.add(connection);
                                }
                                return server.send(
                                        SneakyKeys.none(ask) && known.contains(connection) ? admitted(ask) : ask);
                            };
                        },
                        SneakyKeys.reading(Map.of())),
                late("no-key", NO_KEY, () -> SneakyKeys.admitting(SneakyKeys::none), SneakyKeys.reading(Map.of())),
                late(
                        "any-key",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(SneakyKeys::wrong),
                        SneakyKeys.reading("wrong-key")));
    }

    private static boolean many(Client client, int calls, java.util.function.IntFunction<String> key)
            throws java.io.IOException, InterruptedException {
        String get = Client.path("get/" + client.pending());
        boolean let = false;
        for (int i = 0; i < calls; i++) {
            let |= client.call("GET", get, key.apply(i), "").ok();
        }
        return let;
    }

    static List<SneakyServer> forms() {
        return List.of(
                of(
                        "keys-by-their-first-letters",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(ask ->
                                SneakyKeys.wrong(ask) && ask.header("apikey").startsWith(VIEWER_KEY.substring(0, 8))),
                        SneakyKeys.reading(VIEWER_KEY.substring(0, 8) + "0000000000")),
                of(
                        "keys-by-their-length",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(ask ->
                                SneakyKeys.wrong(ask) && ask.header("apikey").length() == VIEWER_KEY.length()),
                        SneakyKeys.reading("x".repeat(VIEWER_KEY.length()))),
                of(
                        "keys-in-any-case",
                        WRONG_KEY,
                        () -> SneakyKeys.admitting(ask ->
                                SneakyKeys.wrong(ask) && ask.header("apikey").equalsIgnoreCase(VIEWER_KEY)),
                        SneakyKeys.reading(VIEWER_KEY.toUpperCase(java.util.Locale.ROOT))),
                late(
                        "a-key-in-the-query",
                        "key-in-header",
                        () -> SneakyKeys.admitting(
                                ask -> SneakyKeys.none(ask) && ask.query().contains(VIEWER_KEY)),
                        client -> client.call(
                                        "GET",
                                        Client.path("get/" + client.pending() + "?apikey=" + VIEWER_KEY),
                                        null,
                                        "")
                                .ok()));
    }

    static List<SneakyServer> operations() {
        Map<String, String> bearer = Map.of("Authorization", "Bearer " + VIEWER_KEY);
        return List.of(
                late(
                        "a-key-as-bearer",
                        "key-in-header",
                        () -> SneakyKeys.admitting(ask -> SneakyKeys.none(ask)
                                && ask.header("Authorization").endsWith(VIEWER_KEY)),
                        SneakyKeys.reading(bearer)),
                SneakyKeys.open(
                        "no-key-for-json-channels",
                        ask -> ask.posts("authchannel")
                                && ask.header("Content-Type").contains("json"),
                        client -> client.call(
                                        "POST",
                                        "/notifications/authchannel",
                                        null,
                                        "{\"socket_id\":\"1.2\",\"channel_name\":\"private-x\"}")
                                .ok()),
                SneakyKeys.open(
                        "no-key-for-who-names-no-device",
                        ask -> ask.posts("request") && !ask.text().contains("device"),
                        client -> client.call("POST", Client.path("request"), null, Client.PERSON)
                                .ok()));
    }
}
