package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Faults about API keys. */
final class KeyMutants {
    private static final String VIEWER_KEY = "demo-viewer-key";
    private static final String OPERATOR_KEY = "demo-operator-key";

    private KeyMutants() {}

    static List<Mutant> all() {
        return List.of(
                missingKeyAccepted(),
                unknownKeyAccepted(),
                nearlyRightKeyAccepted(),
                keyInTheQueryAccepted(),
                pingByViewerAccepted(),
                dealersMayNotChat());
    }

    private static Mutant missingKeyAccepted() {
        return Mutant.of(
                "missing-key-accepted",
                "key-required",
                "keys-save-chat",
                (ask, server) -> server.send(
                        ask.posts("savechat") && ask.header("apikey").isEmpty()
                                ? ask.header("apikey", VIEWER_KEY)
                                : ask));
    }

    private static Mutant unknownKeyAccepted() {
        return Mutant.of(
                "unknown-key-accepted",
                "key-unknown-refused",
                "keys-get-stream",
                (ask, server) -> server.send(
                        ask.path().contains("/get/") && !ask.header("apikey").isEmpty()
                                ? ask.header("apikey", VIEWER_KEY)
                                : ask));
    }

    private static Mutant nearlyRightKeyAccepted() {
        return Mutant.of(
                "key-in-any-case-accepted",
                "key-unknown-refused",
                "nearly-right-keys-are-unknown",
                (ask, server) -> server.send(
                        ask.header("apikey").equalsIgnoreCase(VIEWER_KEY) ? ask.header("apikey", VIEWER_KEY) : ask));
    }

    private static Mutant keyInTheQueryAccepted() {
        return Mutant.of(
                "key-in-the-query-accepted",
                "key-in-header",
                "keys-cancel-stream",
                (ask, server) -> server.send(ask.query().contains("apikey=") ? ask.header("apikey", VIEWER_KEY) : ask));
    }

    private static Mutant pingByViewerAccepted() {
        return Mutant.of(
                "ping-by-viewer-accepted",
                "ping-operator-only",
                "ping-is-for-operators-only",
                (ask, server) -> server.send(
                        ask.posts("ping") && ask.header("apikey").equals(VIEWER_KEY)
                                ? ask.header("apikey", OPERATOR_KEY)
                                : ask));
    }

    private static Mutant dealersMayNotChat() {
        return Mutant.of(
                "dealers-may-not-chat",
                "any-kind-acts",
                "any-kind-of-key-acts",
                (ask, server) -> ask.posts("savechat") && ask.header("apikey").contains("dealer")
                        ? Reply.of(403, "[{\"code\":\"E_KEY_KIND\",\"message\":\"no\"}]")
                        : server.send(ask));
    }
}
