package com.dropininc.instantstream.contract.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Servers that take what they should refuse, or refuse what they should take. */
final class ValidationMutants {
    private static final Set<String> ROLES = Set.of("viewer", "dealer");
    private static final Set<String> TYPES = Set.of("android", "ios");

    private ValidationMutants() {}

    static List<Mutant> all() {
        List<Mutant> all = new ArrayList<>();
        all.add(optional("request", "phone", "+12025550100"));
        all.add(optional("request", "email", "a@example.com"));
        all.add(optional("start/", "latitude", "1"));
        all.add(optional("stop/", "role", "viewer"));
        all.add(optional("savechat/", "role", "viewer"));
        all.add(optional("savechat/", "message", "nothing"));
        all.add(optional("authchannel", "socket_id", "1.1"));
        all.add(words("any-role-starts", "start/", "role", ROLES));
        all.add(words("any-role-cancels", "cancel/", "role", ROLES));
        all.add(words("any-role-chats", "savechat/", "role", ROLES));
        all.add(words("any-device-type-requests", "request", "deviceType", TYPES));
        all.add(words("any-device-type-starts", "start/", "deviceType", TYPES));
        all.add(words("any-device-type-updates", "updatedealerdevice/", "deviceType", TYPES));
        all.addAll(types());
        return all;
    }

    private static List<Mutant> types() {
        List<Mutant> all = new ArrayList<>();
        all.add(lenient("number-as-phone", "request", body -> text(body, "phone")));
        all.add(lenient("number-as-longitude", "start/", body -> text(body, "longitude")));
        all.add(lenient("number-as-device-token", "request", body -> text(body, "deviceToken")));
        all.add(lenient("null-as-absent", "cancel/", body -> gone(body, "role")));
        all.add(lenient("anything-as-mail", "request", ValidationMutants::mail));
        all.add(lenient("empty-message-taken", "savechat/", body -> filled(body, "message")));
        all.add(lenient("empty-phone-taken", "request", body -> filled(body, "phone")));
        all.add(lenient("longitude-is-any-text", "start/", ValidationMutants::longitude));
        all.addAll(others());
        return all;
    }

    private static List<Mutant> others() {
        List<Mutant> all = new ArrayList<>();
        all.add(Mutant.of(
                "roles-in-any-case",
                "known-words",
                "invalid-body-*",
                Faults.reading("savechat/", body -> small(body, "role"))));
        all.add(Mutant.of(
                "notify-one-is-true",
                "invalid-request-400",
                "notify-*",
                Faults.asking(ask -> ask.query().equals("notify=1"), ask -> ask.query("notify=true"))));
        all.add(Mutant.of(
                "array-as-empty-object",
                "invalid-request-400",
                "invalid-body-*",
                Faults.asking(ask -> ask.text().startsWith("["), ask -> ask.body("{}"))));
        all.add(Mutant.of(
                "broken-json-as-empty-object",
                "malformed-body-400",
                "malformed-*",
                Faults.asking(
                        ask -> ask.header("Content-Type").contains("json") && ask.json() == null,
                        ask -> ask.body("{}"))));
        all.add(Mutant.of(
                "cancel-needs-a-body",
                "optional-body",
                "cancel-needs-no-body",
                (ask, server) ->
                        ask.posts("cancel/") && ask.body().length == 0 ? Faults.refusal(400) : server.send(ask)));
        all.add(Mutant.of(
                "limit-at-100-kilobytes",
                "body-limit-413",
                "body-size-*",
                (ask, server) -> ask.body().length > 100_000 ? Faults.refusal(413) : server.send(ask)));
        all.addAll(boundaries());
        return all;
    }

    private static List<Mutant> boundaries() {
        return List.of(
                Mutant.of(
                        "one-letter-is-no-message",
                        "operation-works",
                        "just-valid-save-chat",
                        (ask, server) -> ask.posts("savechat/") && length(ask, "message") == 1
                                ? Faults.refusal(400)
                                : server.send(ask)),
                Mutant.of(
                        "longest-channel-is-malformed",
                        "channel-of-unknown-403",
                        "just-valid-authorize-channel",
                        (ask, server) -> ask.posts("authchannel") && length(ask, "channel_name") == 164
                                ? Faults.refusal(400)
                                : server.send(ask)),
                Mutant.of(
                        "any-notify-is-false",
                        "invalid-request-400",
                        "unknown-notify-*",
                        Faults.asking(
                                ask -> ask.query().startsWith("notify=perhaps"), ask -> ask.query("notify=false"))),
                Mutant.of(
                        "nothing-is-a-stream",
                        "unknown-route-404",
                        "empty-segment-get-stream",
                        (ask, server) -> ask.path().endsWith("/get/") ? Reply.of(200, "{}") : server.send(ask)));
    }

    private static int length(Ask ask, String name) {
        return ask.json() == null ? 0 : ask.json().path(name).asString("").length();
    }

    private static Mutant optional(String operation, String name, String value) {
        return Mutant.of(
                operation.replace("/", "") + "-without-"
                        + name.toLowerCase(Locale.ROOT).replace('_', '-'),
                "required-field",
                "invalid-body-*",
                Faults.reading(operation, body -> {
                    if (!body.has(name)) {
                        body.put(name, value);
                    }
                }));
    }

    private static Mutant words(String name, String operation, String field, Set<String> known) {
        return Mutant.of(name, "known-words", "invalid-body-*", Faults.reading(operation, body -> {
            if (body.path(field).isString() && !known.contains(body.path(field).asString())) {
                body.put(field, known.iterator().next());
            }
        }));
    }

    private static Mutant lenient(String name, String operation, Consumer<ObjectNode> change) {
        return Mutant.of(name, "invalid-request-400", "invalid-body-*", Faults.reading(operation, change));
    }

    private static void text(ObjectNode body, String name) {
        if (body.path(name).isNumber()) {
            body.put(name, body.path(name).asString());
        }
    }

    private static void gone(ObjectNode body, String name) {
        if (body.has(name) && body.path(name).isNull()) {
            body.remove(name);
        }
    }

    private static void mail(ObjectNode body) {
        if (body.path("email").isString() && !body.path("email").asString().matches("(?s)[^@]+@[^@]+")) {
            body.put("email", "a@example.com");
        }
    }

    private static void filled(ObjectNode body, String name) {
        if (body.path(name).isString() && body.path(name).asString().isEmpty()) {
            body.put(name, "+1");
        }
    }

    private static void longitude(ObjectNode body) {
        if (body.path("longitude").isString()
                && !body.path("longitude").asString().matches("-?\\d+(\\.\\d+)?")) {
            body.put("longitude", "0");
        }
    }

    private static void small(ObjectNode body, String name) {
        if (body.path(name).isString()) {
            body.put(name, body.path(name).asString().toLowerCase(Locale.ROOT));
        }
    }
}
