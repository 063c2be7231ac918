package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Faults of paths, methods, headers and bodies. */
final class ProtocolMutants {

    private ProtocolMutants() {}

    static List<Mutant> all() {
        return List.of(
                noPreflight(),
                noCorsOnRefusals(),
                noAllow(),
                noHead(),
                textIsTaken(),
                listsAnyPath(),
                wordsInAnyCase(),
                longitudeIsOptional(),
                unknownFieldsRefused());
    }

    private static Mutant noPreflight() {
        return Mutant.of(
                "no-preflight",
                "cors-preflight",
                "preflight-*",
                (ask, server) -> ask.method().equals("OPTIONS") ? Reply.of(401, "[]") : server.send(ask));
    }

    private static Mutant noCorsOnRefusals() {
        return Mutant.ofAnswer(
                "no-cors-on-refusals",
                "cors-preflight",
                "preflight-*",
                ask -> true,
                reply -> reply.refused() ? reply.without("Access-Control-Allow-Origin") : reply);
    }

    private static Mutant noAllow() {
        return Mutant.ofAnswer(
                "no-allow", "wrong-method-405", "wrong-method-*", ask -> true, reply -> reply.without("Allow"));
    }

    private static Mutant noHead() {
        return Mutant.of(
                "no-head",
                "head-like-get",
                "head-*",
                (ask, server) -> ask.method().equals("HEAD") ? Reply.of(405, "") : server.send(ask));
    }

    private static Mutant textIsTaken() {
        return Mutant.of(
                "text-is-taken",
                "content-type-415",
                "body-type-start-stream",
                (ask, server) -> server.send(
                        ask.header("Content-Type").contains("text")
                                ? ask.header("Content-Type", "application/json")
                                : ask));
    }

    private static Mutant listsAnyPath() {
        return Mutant.of("lists-any-path", "unknown-route-404", "unknown-path-*", (ask, server) -> {
            Reply reply = server.send(ask);
            return reply.status() == 404
                            && new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8).contains("E_ROUTE")
                    ? Reply.of(200, "[]")
                    : reply;
        });
    }

    private static Mutant wordsInAnyCase() {
        return Mutant.of(
                "words-in-any-case",
                "known-words",
                "invalid-body-stop-stream",
                (ask, server) ->
                        server.send(ask.posts("stop/") ? ask.body(ask.text().replace("VIEWER", "viewer")) : ask));
    }

    private static Mutant longitudeIsOptional() {
        return Mutant.of(
                "longitude-is-optional",
                "required-field",
                "invalid-body-start-stream",
                (ask, server) -> server.send(
                        ask.posts("start/")
                                        && ask.text().startsWith("{")
                                        && !ask.text().contains("longitude")
                                ? ask.body(ask.text().replaceFirst("\\{", "{\"longitude\":\"0\","))
                                : ask));
    }

    private static Mutant unknownFieldsRefused() {
        return Mutant.of(
                "unknown-fields-refused",
                "unknown-fields-ignored",
                "unknown-fields-*",
                (ask, server) -> ask.text().contains("unknownField")
                        ? Reply.of(400, "[{\"code\":\"E_INVALID\",\"message\":\"no\"}]")
                        : server.send(ask));
    }
}
