package com.dropininc.instantstream.contract.mutant;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Faults of what a stream keeps. */
final class FieldMutants {
    private static final Pattern TOKEN = Pattern.compile("st_\\w{22}");

    private FieldMutants() {}

    static List<Mutant> all() {
        return List.of(
                notifyIgnored(),
                notifiedByDefault(),
                deviceWithTheOtherSide(),
                coordinatesSwapped(),
                dealerByDefault(),
                emailInSmallLetters(),
                guessableTokens(),
                recordingNeverStops(),
                endsBeforeItStarts());
    }

    private static Mutant notifyIgnored() {
        return Mutant.of(
                "notify-ignored",
                "notify-effect",
                "notify-shows",
                (ask, server) -> server.send(ask.posts("request") ? ask.query("") : ask));
    }

    private static Mutant notifiedByDefault() {
        return Mutant.of(
                "notified-by-default",
                "notify-default",
                "notify-default",
                (ask, server) ->
                        server.send(ask.posts("request") && ask.query().isEmpty() ? ask.query("notify=true") : ask));
    }

    private static Mutant deviceWithTheOtherSide() {
        return Mutant.ofAnswer(
                "device-with-the-other-side",
                "device-of-role",
                "device-of-request-*",
                ask -> true,
                reply -> reply.each(FieldMutants::swapSides));
    }

    private static Mutant coordinatesSwapped() {
        return Mutant.ofAnswer(
                "coordinates-swapped",
                "coordinates-kept",
                "start-keeps-coordinates",
                ask -> true,
                reply -> reply.text(text -> text.replace("\"longitude\"", "\"l\"")
                        .replace("\"latitude\"", "\"longitude\"")
                        .replace("\"l\"", "\"latitude\"")));
    }

    private static Mutant dealerByDefault() {
        return Mutant.of(
                "dealer-by-default",
                "role-default-viewer",
                "start-defaults-to-viewer",
                (ask, server) -> server.send(
                        ask.posts("start/") && !ask.text().contains("\"role\"")
                                ? ask.body(ask.text().replaceFirst("\\{", "{\"role\":\"dealer\","))
                                : ask));
    }

    private static Mutant emailInSmallLetters() {
        return Mutant.of(
                "email-in-small-letters",
                "fields-kept",
                "request-keeps-fields",
                (ask, server) ->
                        server.send(ask.posts("request") ? ask.body(ask.text().replace("mail-", "Mail-")) : ask));
    }

    /** Tokens that are counted, by which its streams are found all the same. */
    private static Mutant guessableTokens() {
        AtomicInteger count = new AtomicInteger(100);
        Map<String, String> counted = Faults.map();
        Map<String, String> real = Faults.map();
        return Mutant.of("guessable-tokens", "token-unguessable", "tokens-*", (ask, server) -> {
            if (ask.posts("authchannel")) {
                // It signs the names that it is asked for, which it cannot do for the server behind it.
                return Faults.refusal(403);
            }
            Reply reply = server.send(ask.path(named(ask.path(), real)));
            if (ask.posts("request") && reply.ok()) {
                String token = reply.json().path("token").asString();
                String next = String.format(Locale.ROOT, "st_0000000000000000000%03d", count.incrementAndGet());
                counted.put(token, next);
                real.put(next, token);
            }
            return reply.text(text -> named(text, counted));
        });
    }

    private static String named(String text, Map<String, String> names) {
        return TOKEN.matcher(text).replaceAll(found -> names.getOrDefault(found.group(), found.group()));
    }

    private static Mutant recordingNeverStops() {
        return Mutant.ofAnswer(
                "recording-never-stops",
                "record-kept",
                "recording-*",
                ask -> ask.path().contains("/get/"),
                reply -> reply.each(stream -> {
                    if (stream.path("recording") instanceof ObjectNode recording) {
                        recording.put("status", "started");
                    }
                }));
    }

    private static Mutant endsBeforeItStarts() {
        return Mutant.ofAnswer(
                "ends-before-it-starts",
                "instants-in-order",
                "instants-*",
                ask -> true,
                reply -> reply.each(stream -> {
                    if (stream.has("startedAt")) {
                        stream.put("startedAt", "2999-01-01T00:00:00.000Z");
                    }
                }));
    }

    private static void swapSides(ObjectNode stream) {
        if (stream.has("viewer")) {
            JsonNode viewer = stream.get("viewer");
            stream.set("viewer", stream.get("dealer"));
            stream.set("dealer", viewer);
        }
    }
}
