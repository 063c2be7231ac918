package com.dropininc.instantstream.contract.mutant;

import java.util.List;

/** Faults of status and shape. */
final class AnswerMutants {
    private static final String VIEWER_KEY = "demo-viewer-key";

    private AnswerMutants() {}

    static List<Mutant> status() {
        return List.of(
                serverErrorOnRecord(),
                createdOnAuthchannel(),
                serverErrorOnBadBody(),
                teapotForUnknownToken(),
                forbiddenForUnknownKey());
    }

    static List<Mutant> shape() {
        return List.of(
                noToken(),
                notifiedIsAText(),
                instantsWithoutMillis(),
                errorsAsAnObject(),
                answersAsText(),
                keyInTheAnswer(),
                stackTrace());
    }

    private static Mutant serverErrorOnRecord() {
        return Mutant.of(
                "server-error-on-record",
                "no-server-error",
                "recording-*",
                (ask, server) -> ask.posts("record") ? Reply.of(500, "{}") : server.send(ask));
    }

    private static Mutant createdOnAuthchannel() {
        return Mutant.ofAnswer(
                "created-on-authchannel",
                "authchannel-200",
                "channel-is-*",
                ask -> ask.posts("authchannel"),
                reply -> reply.ok() ? reply.status(201) : reply);
    }

    private static Mutant serverErrorOnBadBody() {
        return Mutant.ofAnswer(
                "server-error-on-bad-body",
                "no-server-error-on-bad-input",
                "malformed-body-start-stream",
                ask -> ask.posts("start"),
                reply -> reply.status() == 400 ? Reply.of(500, "[]") : reply);
    }

    private static Mutant teapotForUnknownToken() {
        return Mutant.ofAnswer(
                "teapot-for-unknown-token",
                "unknown-token-404",
                "unknown-token-*",
                ask -> true,
                reply -> reply.status() == 404 ? reply.status(418) : reply);
    }

    private static Mutant forbiddenForUnknownKey() {
        return Mutant.ofAnswer(
                "forbidden-for-unknown-key",
                "key-refusal-401",
                "keys-stop-stream",
                ask -> true,
                reply -> reply.status() == 401 ? reply.status(403) : reply);
    }

    private static Mutant noToken() {
        return Mutant.ofAnswer(
                "no-token",
                "request-returns-token",
                "request-*",
                ask -> ask.posts("request"),
                reply -> reply.each(stream -> stream.remove("token")));
    }

    private static Mutant notifiedIsAText() {
        return Mutant.ofAnswer(
                "notified-is-a-text",
                "answer-schema",
                "request-*",
                ask -> true,
                reply -> reply.each(thing -> thing.replace("notified", thing.stringNode("no"))));
    }

    private static Mutant instantsWithoutMillis() {
        return Mutant.ofAnswer(
                "instants-without-millis",
                "answer-schema",
                "request-*",
                ask -> true,
                reply -> reply.text(text -> text.replaceAll("\\.\\d{3}Z", "Z")));
    }

    private static Mutant errorsAsAnObject() {
        return Mutant.ofAnswer(
                "errors-as-an-object",
                "error-shape",
                "unknown-token-*",
                ask -> true,
                reply -> reply.refused() ? reply.json(reply.json().path(0)) : reply);
    }

    private static Mutant answersAsText() {
        return Mutant.ofAnswer(
                "answers-as-text",
                "answer-schema",
                "request-*",
                ask -> true,
                reply -> reply.header("Content-Type", "text/plain"));
    }

    private static Mutant keyInTheAnswer() {
        return Mutant.ofAnswer(
                "key-in-the-answer",
                "no-secret-in-answer",
                "request-*",
                ask -> true,
                reply -> reply.each(thing -> thing.put("debug", VIEWER_KEY)));
    }

    private static Mutant stackTrace() {
        return Mutant.ofAnswer(
                "stack-trace",
                "no-secret-in-answer",
                "unknown-token-*",
                ask -> true,
                reply -> reply.text(text -> text.replace("\"log\"", "\"trace\":\"at x(X.java:12)\",\"log\"")));
    }
}
