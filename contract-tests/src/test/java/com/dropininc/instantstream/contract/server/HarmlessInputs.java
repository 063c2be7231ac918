package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Fault;
import com.dropininc.instantstream.contract.mutant.Faults;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Servers that take less, or more, than our spec assumes. */
final class HarmlessInputs {
    private static final String LIMITS = "limits on texts are a server's own business";
    private static final String LENIENT = "that it is refused is assumed";

    private HarmlessInputs() {}

    static List<HarmlessServer> values() {
        return List.of(
                taken(
                        "phones-that-ring",
                        "no form of phone is documented; the docs' own number is taken",
                        (field, value) -> !field.equals("phone") || !value.matches(".*55501\\d\\d")),
                taken(
                        "coordinates-are-degrees",
                        "ambiguity coordinate-form: a degree is a reading of it",
                        HarmlessInputs::degree),
                taken(
                        "mails-with-a-domain",
                        "no form of email is documented",
                        (field, value) -> !field.equals("email") || value.matches("[\\w.+-]+@[\\w-]+(\\.[\\w-]+)+")),
                taken(
                        "device-tokens-of-40-at-most",
                        LIMITS,
                        (field, value) -> !field.equals("deviceToken") || value.length() <= 40),
                taken(
                        "bundle-ids-of-plain-letters",
                        "no form of bundleId is documented; the docs' own is taken",
                        (field, value) -> !field.equals("bundleId") || value.matches("[A-Za-z0-9.-]*")),
                taken(
                        "messages-of-500-at-most",
                        LIMITS,
                        (field, value) -> !field.equals("message") || value.length() <= 500),
                taken("no-blank-messages", LIMITS, (field, value) -> !field.equals("message") || !value.isBlank()));
    }

    static List<HarmlessServer> bodies() {
        return List.of(
                of(
                        "unknown-fields-refused",
                        "that unknown fields are ignored is assumed",
                        habits -> habits.input(
                                input -> new Habits.Input(input.taken(), false, input.longestBody(), false))),
                of(
                        "any-content-type-will-do",
                        LENIENT,
                        habits -> habits.input(
                                input -> new Habits.Input(input.taken(), true, input.longestBody(), true))),
                of("bodies-up-to-16-mib", LENIENT, habits -> habits.input(input -> input.longestBody(1 << 24))),
                of(
                        "bodies-up-to-16-kib",
                        "no limit is documented",
                        habits -> habits.input(input -> input.longestBody(1 << 14))));
    }

    private static HarmlessServer taken(String name, String why, Habits.Input.Taken taken) {
        return of(name, why, habits -> habits.input(input -> input.taken(taken)));
    }

    private static boolean degree(String field, String value) {
        return switch (field) {
            case "longitude" -> Math.abs(Double.parseDouble(value)) <= 180;
            case "latitude" -> Math.abs(Double.parseDouble(value)) <= 90;
            default -> true;
        };
    }

    static List<HarmlessServer> requests() {
        return List.of(
                refusing(
                        "unknown-queries-refused",
                        "no such query is documented",
                        400,
                        ask -> !ask.query().isEmpty() && !ask.query().startsWith("notify=")),
                refusing(
                        "a-get-with-a-body-refused",
                        "the docs show no body there",
                        400,
                        ask -> ask.method().equals("GET") && ask.body().length > 0),
                refusing(
                        "long-paths-refused",
                        "no path of the docs is that long",
                        414,
                        ask -> ask.path().length() + ask.query().length() > 500),
                refusing(
                        "long-headers-refused",
                        "no header of the docs is that long",
                        431,
                        ask -> ask.headers().values().stream().anyMatch(value -> value.length() > 4000)),
                refusing(
                        "unmeasured-bodies-refused",
                        "RFC 9110: a server may want a Content-Length",
                        411,
                        ask -> ask.body().length > 0
                                && ask.header("Content-Length").isEmpty()),
                refusing(
                        "unknown-methods-stopped-by-a-firewall",
                        "which 4xx it is, is assumed",
                        403,
                        ask -> !Set.of("GET", "POST", "HEAD", "OPTIONS").contains(ask.method())));
    }

    static List<HarmlessServer> odd() {
        return List.of(
                before(
                        "json-with-trailing-commas",
                        LENIENT,
                        () -> Faults.asking(
                                ask -> ask.text().matches("(?s).*,\\s*}\\s*"),
                                ask -> ask.body(ask.text().replaceAll(",\\s*}\\s*$", "}")))),
                before("tokens-in-any-case", "which tokens are unknown is assumed", HarmlessInputs::anyCase),
                before(
                        "trailing-slash-is-the-same-path",
                        "other paths are not documented, and a key is asked for",
                        () -> Faults.asking(
                                ask -> ask.path().matches("/(instantstream|notifications)/.*[^/]/"),
                                ask -> ask.path(ask.path().replaceAll("/$", "")))),
                before(
                        "paths-in-any-case",
                        "other paths are not documented, and a key is asked for",
                        () -> Faults.asking(
                                ask -> ask.path().matches("(?i)/(instantstream|notifications)/[a-z]+(/.*)?"),
                                HarmlessInputs::lowered)),
                before(
                        "several-slashes-are-one",
                        "other paths are not documented, and a key is asked for",
                        () -> Faults.asking(
                                ask -> ask.path().contains("//"),
                                ask -> ask.path(ask.path().replaceAll("/+", "/")))));
    }

    private static Ask lowered(Ask ask) {
        String[] parts = ask.path().split("/", 4);
        StringBuilder path = new StringBuilder();
        for (int i = 1; i < parts.length; i++) {
            boolean word = i < 3 && !ask.path().toLowerCase(Locale.ROOT).endsWith("/pending");
            path.append('/').append(word ? parts[i].toLowerCase(Locale.ROOT) : parts[i]);
        }
        return ask.path(path.toString());
    }

    /** Finds a stream whose token is meant, whatever the case. */
    private static Fault anyCase() {
        Map<String, String> tokens = Faults.map();
        return (ask, server) -> {
            String meant = tokens.getOrDefault(ask.token().toLowerCase(Locale.ROOT), ask.token());
            var reply = server.send(ask.path(ask.path().replace(ask.token(), meant)));
            if (ask.posts("request") && reply.ok()) {
                String token = reply.json().path("token").asString();
                tokens.put(token.toLowerCase(Locale.ROOT), token);
            }
            return reply;
        };
    }

    private static HarmlessServer refusing(String name, String why, int status, Predicate<Ask> when) {
        return before(name, why, () -> (ask, server) -> when.test(ask) ? Faults.refusal(status) : server.send(ask));
    }
}
