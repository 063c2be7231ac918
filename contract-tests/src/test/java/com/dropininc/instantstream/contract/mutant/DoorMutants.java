package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Doors that stand open, one at a time. */
final class DoorMutants {
    private DoorMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        for (String door : List.of(
                "request",
                "updatedealerdevice",
                "start",
                "cancel",
                "stop",
                "get",
                "getchat",
                "record",
                "authchannel")) {
            all.add(Mutant.of("no-key-needed-by-" + door, "key-required", "keys-*", open(of(door), "")));
        }
        all.add(Mutant.of(
                "no-key-needed-by-pending",
                "key-required",
                "keys-*",
                open(ask -> ask.path().endsWith("/pending"), "")));
        all.add(Mutant.of(
                "any-key-opens-pending",
                "key-unknown-refused",
                "keys-*",
                open(ask -> ask.path().endsWith("/pending"), ".+")));
        all.addAll(nearly());
        return all;
    }

    private static List<Mutant> nearly() {
        List<Mutant> all = new ArrayList<>();
        all.add(Mutant.of("any-key-opens-authchannel", "key-unknown-refused", "keys-*", open(of("authchannel"), ".+")));
        all.add(Mutant.of(
                "key-compared-by-its-beginning",
                "key-unknown-refused",
                "nearly-right-keys-are-unknown",
                open(ask -> true, Faults.VIEWER_KEY + ".+")));
        all.add(Mutant.of(
                "key-compared-but-for-its-end",
                "key-unknown-refused",
                "nearly-right-keys-are-unknown",
                open(ask -> true, "demo-viewer-ke.?")));
        all.add(Mutant.of(
                "key-as-bearer-accepted",
                "key-in-header",
                "keys-*",
                Faults.asking(
                        ask -> ask.header("apikey").isEmpty()
                                && ask.header("Authorization").contains(Faults.VIEWER_KEY),
                        ask -> ask.header("apikey", Faults.VIEWER_KEY))));
        all.add(Mutant.of(
                "dealers-may-ping",
                "ping-operator-only",
                "ping-is-for-operators-only",
                Faults.asking(
                        ask -> ask.posts("ping/") && ask.header("apikey").contains("dealer"),
                        ask -> ask.header("apikey", Faults.OPERATOR_KEY))));
        all.add(Mutant.of("saved-without-a-key", "refusal-changes-nothing", "keys-save-chat", (ask, server) -> {
            Reply reply = server.send(ask);
            if (ask.posts("savechat/") && reply.status() == 401) {
                server.send(ask.header("apikey", Faults.VIEWER_KEY));
            }
            return reply;
        }));
        return all;
    }

    private static Predicate<Ask> of(String door) {
        return ask -> ask.path().matches(".*/" + door + "(/.*)?");
    }

    /** Lets in whoever comes with such a key; nothing stands for no key. */
    private static Fault open(Predicate<Ask> door, String key) {
        return Faults.asking(
                ask -> door.test(ask)
                        && !ask.method().equals("OPTIONS")
                        && ask.header("apikey").matches(key)
                        && !ask.header("apikey").startsWith("demo-operator-key")
                        && !ask.header("apikey").equals("demo-dealer-key"),
                ask -> ask.header("apikey", Faults.VIEWER_KEY));
    }
}
