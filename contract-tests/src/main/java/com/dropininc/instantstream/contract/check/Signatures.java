package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds signatures against the secret of the Pusher app. One that does not fit says something about the server only
 * where the secret is known to be its own: some other signature fits, or this one fits another text. Otherwise the
 * secret may be that of another environment. Safe to share between threads.
 */
final class Signatures {
    private static final String RULE = "authchannel-signature";

    /** Whether the secret and the key are those of the server; empty until somebody had to know. */
    private Optional<Boolean> ours = Optional.empty();

    /**
     * Holds one answer of a channel authorisation.
     *
     * @throws NotJudged without the app's secret, or where key or secret are not the server's
     */
    void hold(Bench bench, Bench.Sent sent, ObjectNode fields) {
        boolean fits = fits(bench.keys(), sent.answer(), fields);
        if (fits && bench.keys().pusherSecret().isPresent()) {
            known();
        }
        if (!fits && !ours(bench, sent.answer(), fields)) {
            Stream<Secret> given = Stream.of(
                            bench.keys().pusherSecret(), bench.keys().pusherKey())
                    .flatMap(Optional::stream);
            throw new NotJudged(
                    NotJudged.Cause.TARGET,
                    "no signature fits " + given.map(Secret::toString).collect(Collectors.joining(" and "))
                            + ": is this the secret of this environment?");
        }
        if (fits && bench.keys().pusherSecret().isEmpty()) {
            throw new NotJudged(NotJudged.Cause.MEANS, "the signature is not checked without the Pusher app's secret");
        }
        bench.holds(
                RULE,
                sent,
                fits,
                "the signature of " + text(sent.answer(), fields),
                sent.answer().textAt(Field.AUTH).orElse("absent"));
    }

    /** As far as it can be told: without key or secret anything fits. */
    private static boolean fits(Keys keys, Answer answer, ObjectNode fields) {
        String auth = answer.textAt(Field.AUTH).orElse("");
        String app = auth.substring(0, Math.max(0, auth.indexOf(':')));
        return keys.pusherKey().filter(known -> !known.is(app)).isEmpty()
                && keys.pusherSecret()
                        .filter(secret -> !auth.endsWith(":" + secret.sign(text(answer, fields))))
                        .isEmpty();
    }

    private static String text(Answer answer, ObjectNode fields) {
        return socket(fields) + ":" + channel(fields)
                + answer.textAt(Field.CHANNEL_DATA).map(data -> ":" + data).orElse("");
    }

    /** Once one has fitted, the secret is the server's. */
    private synchronized void known() {
        ours = Optional.of(true);
    }

    private synchronized boolean ours(Bench bench, Answer answer, ObjectNode fields) {
        if (ours.isEmpty()) {
            boolean mistaken = bench.keys()
                    .pusherSecret()
                    .filter(secret -> ofAnotherText(secret, answer, fields))
                    .isPresent();
            ours = Optional.of(mistaken || someFits(bench));
        }
        return ours.get();
    }

    /** What a server that has the secret may have signed by mistake. */
    private static boolean ofAnotherText(Secret secret, Answer answer, ObjectNode fields) {
        String auth = answer.textAt(Field.AUTH).orElse("");
        String socket = socket(fields);
        String channel = channel(fields);
        return Stream.of(socket, channel, channel + ":" + socket, socket + channel, socket + ":" + channel)
                .map(secret::sign)
                .anyMatch(signature -> auth.toLowerCase(Locale.ROOT).contains(signature));
    }

    private static boolean someFits(Bench bench) {
        Operation operation = bench.contract().operation("authorizeChannel");
        for (boolean form : List.of(true, false, true)) {
            ObjectNode fields = bench.session().bodies().full(operation);
            fields.put(
                    Field.CHANNEL_NAME,
                    bench.contract().channel(Field.STREAM).name(bench.request().token()));
            Call call = bench.call(operation);
            Answer answer = bench.raw(form ? call.form(fields) : call.json(fields));
            if (fits(bench.keys(), answer, fields)) {
                return true;
            }
        }
        return false;
    }

    private static String socket(ObjectNode fields) {
        return fields.path(Field.SOCKET_ID).asString();
    }

    private static String channel(ObjectNode fields) {
        return fields.path(Field.CHANNEL_NAME).asString();
    }
}
