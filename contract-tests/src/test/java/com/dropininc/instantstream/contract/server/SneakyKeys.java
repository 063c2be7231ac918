package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.OPERATOR_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;
import static com.dropininc.instantstream.contract.server.SneakyServer.admitted;
import static com.dropininc.instantstream.contract.server.SneakyServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.mutant.Reply;
import com.dropininc.instantstream.contract.server.SneakyServer.Breach;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Servers that ask for a key, but not of everybody. */
final class SneakyKeys {
    private static final String NO_KEY = "key-required";
    private static final String WRONG_KEY = "key-unknown-refused";
    static final Set<String> GOOD = Set.of(VIEWER_KEY, IndependentServer.DEALER_KEY, OPERATOR_KEY);

    private SneakyKeys() {}

    static boolean none(Ask ask) {
        return ask.header("apikey").isBlank();
    }

    static boolean wrong(Ask ask) {
        return !none(ask) && !GOOD.contains(ask.header("apikey").strip());
    }

    static Fault admitting(Predicate<Ask> whom) {
        return Faults.asking(whom, SneakyServer::admitted);
    }

    static SneakyServer open(String name, Predicate<Ask> where, Breach breach) {
        return of(name, NO_KEY, () -> admitting(ask -> none(ask) && where.test(ask)), breach);
    }

    /** Reads a stream by such headers, with no key that counts. */
    static Breach reading(Map<String, String> headers) {
        return client -> client.send("GET", Client.path("get/" + client.pending()), headers, "")
                .ok();
    }

    static Breach reading(String key) {
        return reading(Map.of("apikey", key));
    }

    static List<SneakyServer> caches() {
        Breach afterGood = client -> {
            String get = Client.path("get/" + client.pending());
            client.call("GET", get, VIEWER_KEY, "");
            return client.call("GET", get, null, "").ok();
        };
        Breach wrongAfterGood = client -> {
            String get = Client.path("get/" + client.pending());
            client.call("GET", get, VIEWER_KEY, "");
            return client.call("GET", get, "wrong-key", "").ok();
        };
        return List.of(
                of("a-cache-that-knows-no-keys", NO_KEY, () -> cache(5000, ask -> true), afterGood),
                of("a-cache-of-300-ms", NO_KEY, () -> cache(300, ask -> true), afterGood),
                of("a-cache-for-any-key-at-all", WRONG_KEY, () -> cache(5000, ask -> !none(ask)), wrongAfterGood),
                of(
                        "a-cache-of-chats",
                        NO_KEY,
                        () -> cache(2000, ask -> ask.path().contains("/getchat/")),
                        client -> {
                            String chat = Client.path("getchat/" + client.pending());
                            client.call("GET", chat, VIEWER_KEY, "");
                            return client.call("GET", chat, null, "").ok();
                        }),
                of(
                        "a-cache-of-pending-lists",
                        NO_KEY,
                        () -> cache(2000, ask -> ask.path().endsWith("/pending")),
                        client -> {
                            client.call("GET", "/instantstream/a/pending", VIEWER_KEY, "");
                            return client.call("GET", "/instantstream/a/pending", null, "")
                                    .ok();
                        }));
    }

    /** Serves again what it has served with a good key, to whoever may look into the cache; never stale to a good key. */
    private static Fault cache(int millis, Predicate<Ask> serves) {
        record Kept(Reply reply, long until) {}
        Map<String, Kept> kept = new ConcurrentHashMap<>();
        return (ask, server) -> {
            String url = ask.path() + "?" + ask.query();
            Kept known = kept.get(url);
            boolean fresh = known != null && System.nanoTime() < known.until();
            if (ask.method().equals("GET") && (none(ask) || wrong(ask)) && fresh && serves.test(ask)) {
                return known.reply();
            }
            Reply reply = server.send(ask);
            if (ask.method().equals("GET") && reply.ok()) {
                kept.put(url, new Kept(reply, System.nanoTime() + millis * 1_000_000L));
            }
            return reply;
        };
    }

    static List<SneakyServer> paths() {
        return List.of(
                path("no-key-with-a-trailing-slash", "/(instantstream|notifications)/.*[^/]/", "/+$", "", "%s/"),
                path("no-key-with-two-slashes", "/.*//.*|//.*", "/+", "/", "/%s"),
                path("no-key-with-a-dot-segment", ".*/\\./.*", "/\\./", "/", "/.%s"),
                path("no-key-with-a-semicolon", ".*;.*", ";.*", "", "%s;v=1"),
                path("no-key-in-capitals", "/INSTANTSTREAM/.*", "/INSTANTSTREAM/", "/instantstream/", "CAPITALS"),
                open(
                        "no-key-on-encoded-letters",
                        ask -> ask.path().matches(".*%[46][0-9a-fA-F].*"),
                        client -> client.call("GET", "/instantstream/%67et/" + client.pending(), null, "")
                                .ok()));
    }

    /** Takes an odd form of a path for the path itself, and forgets the key over it. */
    private static SneakyServer path(String name, String form, String odd, String plain, String asked) {
        return of(
                name,
                NO_KEY,
                () -> Faults.asking(ask -> ask.path().matches(form), ask -> {
                    Ask meant = ask.path(ask.path().replaceAll(odd, plain));
                    return none(ask) ? admitted(meant) : meant;
                }),
                client -> {
                    String get = Client.path("get/" + client.pending());
                    String path = asked.equals("CAPITALS")
                            ? get.replace("/instantstream", "/INSTANTSTREAM")
                            : String.format(asked, get);
                    return client.call("GET", path, null, "").ok();
                });
    }
}
