package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Streams and accounts that are not kept apart. */
final class IsolationMutants {
    private IsolationMutants() {}

    static List<Mutant> all() {
        return List.of(
                siblingsEnd("cancel-ends-all-of-the-phone", "cancel"),
                siblingsEnd("stop-ends-all-of-the-phone", "stop"),
                strangerInPending(),
                unknownTokenFindsTheLast(),
                tokenInAnyCase(),
                sameStreamAgain(),
                Mutant.of(
                        "one-account-for-all",
                        "account-by-phone",
                        "each-request-*",
                        Faults.streams(stream -> stream.put("account", "acc_everyone"))),
                Mutant.of(
                        "account-for-each-stream",
                        "account-by-phone",
                        "each-request-*",
                        Faults.streams(stream -> stream.put(
                                "account", "acc_" + stream.path("token").asString("")))),
                Mutant.of(
                        "one-session-for-all",
                        "media-of-its-stream",
                        "streams-of-one-phone-*",
                        Faults.streams(stream -> {
                            if (stream.path("stream") instanceof ObjectNode session) {
                                session.put("id", "one").put("sessionId", "2_one");
                            }
                        })),
                deviceOfTheLastRequest());
    }

    private static Mutant siblingsEnd(String name, String operation) {
        Map<String, Set<String>> ofPhone = Faults.map();
        Map<String, String> phones = Faults.map();
        return Mutant.of(name, "writes-only-its-own", "streams-of-one-phone-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                String phone = reply.json().path("phone").asString();
                String token = reply.json().path("token").asString();
                phones.put(token, phone);
                ofPhone.computeIfAbsent(phone, key -> ConcurrentHashMap.newKeySet())
                        .add(token);
            }
            if (ask.posts(operation + "/") && reply.ok()) {
                for (String token : ofPhone.getOrDefault(phones.getOrDefault(ask.token(), ""), Set.of())) {
                    server.send(ask.path(ask.path().replace(ask.token(), token)));
                }
            }
            return reply;
        });
    }

    private static Mutant strangerInPending() {
        Map<String, ObjectNode> ofAccount = Faults.map();
        return Mutant.of("a-stranger-in-pending", "pending-of-account", "pending-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                ofAccount.put(reply.json().path("account").asString(), (ObjectNode) reply.json());
            }
            if (!ask.path().endsWith("/pending") || !reply.ok() || reply.json().size() < 2) {
                return reply;
            }
            ArrayNode list = (ArrayNode) reply.json();
            ofAccount.entrySet().stream()
                    .filter(entry -> !ask.path().contains(entry.getKey()))
                    .findFirst()
                    .ifPresent(entry -> list.add(entry.getValue()));
            return reply.json(list);
        });
    }

    private static Mutant unknownTokenFindsTheLast() {
        AtomicReference<String> last = new AtomicReference<>("");
        return Mutant.of("unknown-token-finds-the-last", "unknown-token-404", "unknown-token-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                last.set(reply.json().path("token").asString());
            }
            boolean unknown = reply.status() == 404 && reply.body().length > 0;
            return unknown
                            && reply.text(text -> text)
                                    .json()
                                    .path(0)
                                    .path("code")
                                    .asString("")
                                    .contains("TOKEN")
                    ? server.send(ask.path(ask.path().replace(ask.token(), last.get())))
                    : reply;
        });
    }

    private static Mutant tokenInAnyCase() {
        Map<String, String> tokens = Faults.map();
        return Mutant.of("token-in-any-case", "unknown-token-404", "similar-tokens-are-unknown", (ask, server) -> {
            String real = tokens.get(ask.token().toLowerCase(java.util.Locale.ROOT));
            Reply reply = server.send(real == null ? ask : ask.path(ask.path().replace(ask.token(), real)));
            if (ask.posts("request") && reply.ok()) {
                String token = reply.json().path("token").asString();
                tokens.put(token.toLowerCase(java.util.Locale.ROOT), token);
            }
            return reply;
        });
    }

    private static Mutant sameStreamAgain() {
        Map<String, String> open = Faults.map();
        return Mutant.of(
                "open-stream-found-again", "request-makes-new-stream", "streams-of-one-phone-*", (ask, server) -> {
                    boolean asks = ask.posts("request") && ask.json() instanceof ObjectNode;
                    String who = asks
                            ? ask.json().path("phone").toString() + ask.json().path("email")
                            : "";
                    if (asks && open.containsKey(who)) {
                        Reply again = again(ask, open.get(who), server);
                        if (again.ok()
                                && again.json().path("status").asString("").equals("pending")) {
                            return again;
                        }
                    }
                    Reply reply = server.send(ask);
                    if (asks && reply.ok()) {
                        open.put(who, reply.json().path("token").asString());
                    }
                    return reply;
                });
    }

    private static Reply again(Ask ask, String token, Fault.Server server) throws IOException, InterruptedException {
        return server.send(new Ask("GET", "/instantstream/get/" + token, "", ask.headers(), new byte[0]));
    }

    private static Mutant deviceOfTheLastRequest() {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Map<String, JsonNode> wrong = Faults.map();
        return Mutant.of("device-of-the-last-request", "device-of-role", "device-of-request-*", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("request") && reply.ok()) {
                JsonNode before = last.getAndSet(reply.json().path("viewer"));
                if (before != null) {
                    wrong.put(reply.json().path("token").asString(), before);
                }
            }
            return reply.each(stream -> {
                JsonNode device = wrong.get(stream.path("token").asString(""));
                if (device != null && stream.has("viewer")) {
                    stream.set("viewer", device);
                }
            });
        });
    }
}
