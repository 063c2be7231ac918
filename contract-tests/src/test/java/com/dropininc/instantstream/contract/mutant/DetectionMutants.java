package com.dropininc.instantstream.contract.mutant;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Faults that show only to whoever asks the same thing in another way. */
final class DetectionMutants {
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String VIEWER_KEY = "demo-viewer-key";
    private static final String REFUSED = "[{\"code\":\"E_NO\",\"message\":\"no\"}]";

    private DetectionMutants() {}

    static List<Mutant> all() {
        return List.of(
                stateBeforeBody(),
                foreignOriginRefused(),
                everyCancelSucceeds(),
                arrays("arrays-join-one-only", "start/", 0),
                arrays("arrays-speak-as-the-last", "savechat/", 1),
                secondStartNeedsNoPlace(),
                stopNeedsNoBody(),
                deviceUpdateIsMissing(),
                updatedAtStands(),
                clockIsBehind(),
                tokensInAnyCase(),
                headNeedsNoKey());
    }

    private static Mutant stateBeforeBody() {
        return Mutant.of("state-before-body", "order-of-refusals", "order-of-refusals-save-chat", (ask, server) -> {
            Reply reply = server.send(ask);
            boolean pending = ask.posts("savechat/")
                    && reply.status() == 400
                    && state(ask, server).equals("pending");
            return pending ? Reply.of(409, REFUSED) : reply;
        });
    }

    private static Mutant foreignOriginRefused() {
        return Mutant.of(
                "foreign-origin-refused",
                "headers-do-not-matter",
                "headers-start-stream",
                (ask, server) ->
                        ask.header("Origin").contains("elsewhere") ? Reply.of(403, REFUSED) : server.send(ask));
    }

    private static Mutant everyCancelSucceeds() {
        return Mutant.of(
                "every-cancel-succeeds",
                "concurrent-acts-in-some-order",
                "acts-at-once-have-an-order",
                (ask, server) -> {
                    Reply reply = server.send(ask);
                    return ask.posts("cancel/") && reply.status() == 409 ? read(ask, server) : reply;
                });
    }

    /** Takes an array of roles for one of its words. */
    private static Mutant arrays(String name, String operation, int which) {
        return Mutant.of(name, "role-array", "role-may-be-an-array", Faults.reading(operation, body -> {
            if (body.path("role").isArray() && body.path("role").size() > 1) {
                body.set("role", body.path("role").path(which));
            }
        }));
    }

    private static Mutant secondStartNeedsNoPlace() {
        return Mutant.of(
                "second-start-needs-no-place", "required-field", "required-everywhere-start-stream", (ask, server) -> {
                    Reply reply = server.send(ask);
                    boolean joins = ask.posts("start/")
                            && reply.status() == 400
                            && !ask.text().contains("\"latitude\"")
                            && state(ask, server).equals("streaming");
                    return joins ? read(ask, server) : reply;
                });
    }

    private static Mutant stopNeedsNoBody() {
        return Mutant.of(
                "stop-needs-no-body",
                "required-field",
                "required-everywhere-stop-stream",
                (ask, server) -> server.send(
                        ask.posts("stop/") && ask.body().length == 0
                                ? ask.body("{\"role\":\"viewer\"}").header("Content-Type", "application/json")
                                : ask));
    }

    private static Mutant deviceUpdateIsMissing() {
        return Mutant.of(
                "device-update-is-missing",
                "operation-works",
                "*-update-dealer-device",
                (ask, server) -> ask.posts("updatedealerdevice") ? Reply.of(404, REFUSED) : server.send(ask));
    }

    private static Mutant updatedAtStands() {
        return Mutant.ofAnswer(
                "updated-at-stands",
                "instants-in-order",
                "updated-at-moves",
                ask -> true,
                reply -> reply.each(stream -> {
                    if (stream.has("phone")) {
                        stream.set("updatedAt", stream.get("createdAt"));
                    }
                }));
    }

    private static Mutant clockIsBehind() {
        return Mutant.ofAnswer(
                "clock-is-behind",
                "instants-are-now",
                "updated-at-moves",
                ask -> true,
                reply -> reply.text(text -> INSTANT.matcher(text).replaceAll(found -> earlier(found.group()))));
    }

    private static String earlier(String instant) {
        return MILLIS.format(Instant.parse(instant).minusSeconds(45));
    }

    private static Mutant tokensInAnyCase() {
        Map<String, String> tokens = new ConcurrentHashMap<>();
        return Mutant.of("tokens-in-any-case", "unknown-token-404", "similar-tokens-are-unknown", (ask, server) -> {
            String known = tokens.get(ask.token().toLowerCase(Locale.ROOT));
            Reply reply = server.send(known == null ? ask : ask.path(ask.path().replace(ask.token(), known)));
            if (ask.posts("request") && reply.ok()) {
                String token = reply.json().path("token").asString();
                tokens.put(token.toLowerCase(Locale.ROOT), token);
            }
            return reply;
        });
    }

    private static Mutant headNeedsNoKey() {
        return Mutant.of(
                "head-needs-no-key",
                "head-like-get",
                "head-needs-a-key-too",
                (ask, server) -> server.send(
                        ask.method().equals("HEAD") && ask.header("apikey").isEmpty()
                                ? ask.header("apikey", VIEWER_KEY)
                                : ask));
    }

    private static String state(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        return read(ask, server).json().path("status").asString("");
    }

    private static Reply read(Ask ask, Fault.Server server) throws IOException, InterruptedException {
        String path = ask.path().replaceFirst("/instantstream/[a-z]+/", "/instantstream/get/");
        return server.send(new Ask("GET", path, "", ask.headers(), new byte[0]));
    }
}
