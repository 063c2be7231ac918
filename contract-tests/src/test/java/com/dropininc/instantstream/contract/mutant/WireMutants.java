package com.dropininc.instantstream.contract.mutant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Faults below the API: methods, paths, bytes. */
final class WireMutants {
    /** Parts of a path that are words in capitals; tokens and accounts have other signs too. */
    private static final Pattern IN_CAPITALS = Pattern.compile("/[A-Z]+(?=/)");

    private WireMutants() {}

    static List<Mutant> all() {
        return Stream.concat(methods().stream(), bytes().stream()).toList();
    }

    private static List<Mutant> methods() {
        return List.of(
                Mutant.of(
                        "put-is-post",
                        "wrong-method-405",
                        "wrong-method-*",
                        Faults.asking(ask -> ask.method().equals("PUT"), ask -> method(ask, "POST"))),
                Mutant.of(
                        "post-reads-too",
                        "wrong-method-405",
                        "wrong-method-*",
                        Faults.asking(ask -> ask.posts("get/") || ask.posts("getchat/"), ask -> method(ask, "GET"))),
                Mutant.of(
                        "reading-cancels",
                        "wrong-method-405",
                        "wrong-method-*",
                        Faults.asking(ask -> ask.is("GET", "cancel/"), ask -> method(ask, "POST"))));
    }

    private static List<Mutant> bytes() {
        return List.of(
                Mutant.of(
                        "get-pending-is-an-account",
                        "literal-segments-win",
                        "literal-*",
                        (ask, server) -> ask.path().endsWith("/get/pending")
                                        && ask.method().equals("GET")
                                ? Reply.of(200, "[]")
                                : server.send(ask)),
                Mutant.of(
                        "paths-in-any-case",
                        "unknown-route-404",
                        "unknown-path-is-refused",
                        Faults.asking(ask -> true, WireMutants::inSmallLetters)),
                Mutant.of("answers-end-after-1-kilobyte", "answer-schema", "pending-*", (ask, server) -> {
                    Reply reply = server.send(ask);
                    byte[] body = reply.body();
                    return body.length > 1024
                            ? new Reply(reply.status(), reply.headers(), Arrays.copyOf(body, 1024))
                            : reply;
                }),
                Mutant.of(
                        "answers-in-latin-1",
                        "message-verbatim",
                        "message-comes-back-verbatim",
                        Faults.answering(
                                ask -> true, reply -> reply.text(text -> text.replaceAll("[^\\x00-\\xff]", "?")))),
                Mutant.of(
                        "options-needs-a-key",
                        "cors-preflight",
                        "preflight-*",
                        (ask, server) -> ask.method().equals("OPTIONS")
                                        && ask.header("apikey").isEmpty()
                                ? Faults.refusal(401)
                                : server.send(ask)));
    }

    private static Ask method(Ask ask, String method) {
        return new Ask(method, ask.path(), ask.query(), ask.headers(), ask.body());
    }

    private static Ask inSmallLetters(Ask ask) {
        return ask.path(IN_CAPITALS
                .matcher(ask.path())
                .replaceAll(found -> found.group().toLowerCase(Locale.ROOT)));
    }
}
