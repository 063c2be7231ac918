package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;
import static com.dropininc.instantstream.contract.server.HarmlessServer.of;

import com.dropininc.instantstream.contract.mutant.Faults;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose answers have forms of their own. */
final class HarmlessAnswers {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FORMS = "no answer is documented but $.token of a request";
    private static final String NAMES = "every name but token is assumed";
    private static final String TEXTS = "a server may normalise or mask phone, email and device fields";

    private HarmlessAnswers() {}

    static List<HarmlessServer> tokens() {
        AtomicLong next = new AtomicLong(100_000);
        return List.of(
                of(
                        "tokens-are-numbers",
                        "the docs call it a token and give it no type",
                        tokens(() -> JSON.numberNode(Secrets.number()))),
                of("tokens-are-uuids", "the form of a token is open", tokens(() -> JSON.stringNode(Secrets.uuid()))),
                of(
                        "tokens-are-long-and-dotted",
                        "128 letters at most are assumed",
                        tokens(() -> JSON.stringNode(
                                "eyJhbGciOiJub25lIn0." + Secrets.token().repeat(6) + ".x"))),
                of(
                        "tokens-are-base64",
                        "letters legal in a channel name are assumed",
                        tokens(() -> JSON.stringNode("+a="
                                + Base64.getEncoder()
                                        .encodeToString(Secrets.token().getBytes(StandardCharsets.UTF_8))
                                        .replace('/', '+')))),
                of(
                        "tokens-are-counted",
                        "that tokens cannot be guessed is assumed",
                        tokens(() -> JSON.stringNode(String.valueOf(next.incrementAndGet())))));
    }

    private static java.util.function.UnaryOperator<Habits> tokens(java.util.function.Supplier<JsonNode> form) {
        return habits -> habits.shapes(shapes -> shapes.tokens(form));
    }

    static List<HarmlessServer> names() {
        Map<String, String> snake =
                renamed(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
        Map<String, String> pascal = renamed(name -> Character.toUpperCase(name.charAt(0)) + name.substring(1));
        return List.of(
                of("names-in-snake-case", NAMES, habits -> habits.shapes(shapes -> shapes.names(snake))),
                of("names-in-pascal-case", NAMES, habits -> habits.shapes(shapes -> shapes.names(pascal))),
                streams(
                        "states-in-capitals",
                        "states are assumed",
                        stream -> stream.put(
                                "status", stream.path("status").asString().toUpperCase(Locale.ROOT))),
                streams("participants-in-a-list", NAMES, stream -> {
                    JsonNode viewer = stream.remove("viewer");
                    JsonNode dealer = stream.remove("dealer");
                    stream.putArray("participants").add(viewer).add(dealer);
                }),
                streams(
                        "accounts-are-objects",
                        NAMES,
                        stream -> stream.putObject("account")
                                .put("id", stream.path("channel").asString())
                                .put("plan", "free")),
                streams(
                        "absent-instead-of-null",
                        "that viewer, dealer and recording are always there is assumed",
                        stream -> List.of("viewer", "dealer", "recording").forEach(name -> {
                            if (stream.path(name).isNull()) {
                                stream.remove(name);
                            }
                        })),
                streams(
                        "notified-as-a-time-or-nothing",
                        "notified is assumed, and this does not contradict the docs",
                        stream -> stream.putNull("notified")));
    }

    private static Map<String, String> renamed(Function<String, String> form) {
        Map<String, String> names = new java.util.HashMap<>();
        List.of("createdAt updatedAt startedAt endedAt expiresOn lastPingAt joinedAt deviceToken deviceType bundleId"
                        .split(" "))
                .forEach(name -> names.put(name, form.apply(name)));
        List.of("status account phone email notified viewer dealer recording channel message role".split(" "))
                .forEach(name -> names.put(name, form.apply(name)));
        return names;
    }

    private static HarmlessServer streams(String name, String why, Consumer<ObjectNode> change) {
        return before(name, why, () -> Faults.streams(change));
    }

    static List<HarmlessServer> times() {
        DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME;
        return List.of(
                instants("times-in-epoch-millis", instant -> JSON.numberNode(instant.toEpochMilli())),
                instants("times-in-epoch-seconds", instant -> JSON.numberNode(instant.getEpochSecond())),
                instants(
                        "times-as-http-dates",
                        instant -> JSON.stringNode(http.format(instant.atOffset(ZoneOffset.UTC)))),
                instants(
                        "times-in-microseconds",
                        instant -> JSON.stringNode(Secrets.millis(instant).replace("Z", "123Z"))),
                instants(
                        "times-in-a-zone-of-their-own",
                        instant -> JSON.stringNode(ZonedDateTime.ofInstant(instant, ZoneOffset.ofHours(2))
                                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME))),
                instants(
                        "a-clock-ten-minutes-fast",
                        instant -> JSON.stringNode(Secrets.millis(instant.plus(10, ChronoUnit.MINUTES)))));
    }

    static List<HarmlessServer> values() {
        DateTimeFormatter http = DateTimeFormatter.RFC_1123_DATE_TIME;
        return List.of(
                streams(
                        "masked-device-tokens",
                        TEXTS,
                        stream -> List.of("viewer", "dealer").forEach(role -> {
                            if (stream.path(role) instanceof ObjectNode side && side.has("deviceToken")) {
                                String token = side.path("deviceToken").asString();
                                side.put("deviceToken", "****" + token.substring(Math.max(0, token.length() - 4)));
                            }
                        })),
                streams("masked-people", TEXTS, stream -> {
                    stream.put("phone", stream.path("phone").asString().replaceAll("\\d(?=\\d{2})", "*"));
                    stream.put("email", stream.path("email").asString().replaceAll("(?<=.)[^@](?=[^@]*@)", "*"));
                }),
                streams("normalised-people", TEXTS, stream -> {
                    stream.put("phone", stream.path("phone").asString().replaceAll("\\D", ""));
                    stream.put("email", stream.path("email").asString().toLowerCase(Locale.ROOT));
                }),
                streams(
                        "coordinates-as-rounded-numbers",
                        "where coordinates are kept is assumed",
                        stream -> List.of("longitude", "latitude").forEach(name -> {
                            if (stream.has(name)) {
                                stream.put(
                                        name,
                                        Math.round(Double.parseDouble(
                                                stream.path(name).asString())));
                            }
                        })));
    }

    private static HarmlessServer instants(String name, Function<java.time.Instant, JsonNode> form) {
        return of(name, "the form of instants is assumed", habits -> habits.shapes(shapes -> shapes.instants(form)));
    }

    static List<HarmlessServer> envelopes() {
        return List.of(
                before(
                        "a-bom-before-json",
                        "RFC 8259 lets a reader ignore it",
                        () -> Faults.answering(ask -> true, reply -> reply.text(text -> "\uFEFF" + text))),
                before(
                        "blank-lines-around-json",
                        "JSON allows blanks around a value",
                        () -> Faults.answering(ask -> true, reply -> reply.text(text -> "\r\n  " + text + "\n\n"))),
                before(
                        "json-in-ascii-only",
                        "an escaped letter is the same letter",
                        () -> Faults.answering(ask -> true, reply -> reply.text(HarmlessAnswers::escaped))),
                before(
                        "no-content-type",
                        "content types of answers are assumed",
                        () -> Faults.answering(ask -> true, reply -> reply.without("Content-Type"))),
                before(
                        "json-called-text",
                        "content types of answers are assumed",
                        () -> Faults.answering(
                                ask -> true, reply -> reply.header("Content-Type", "text/plain; charset=utf-8"))),
                before(
                        "streams-in-data",
                        FORMS,
                        () -> Faults.answering(
                                ask -> !ask.posts("request") && !ask.posts("authchannel"),
                                reply -> reply.ok()
                                        ? reply.text(text -> "{\"ok\":true,\"data\":" + text + "}")
                                        : reply)),
                of(
                        "chunked-answers",
                        "how bytes are framed is HTTP's affair",
                        habits -> habits.wire(new Habits.Wire(true, false))));
    }

    static List<HarmlessServer> briefs() {
        return List.of(
                brief("stop-answers-a-bill", "stop/", "{\"seconds\":3,\"price\":\"0.00\"}"),
                brief("save-answers-ok", "savechat/", "{\"ok\":true}"),
                brief("ping-answers-pong", "ping/", "\"pong\""),
                brief("record-answers-true", "record/", "true"),
                brief("device-answers-device", "updatedealerdevice/", "{\"deviceType\":\"ios\"}"));
    }

    private static HarmlessServer brief(String name, String operation, String body) {
        return before(
                name,
                FORMS,
                () -> Faults.answering(
                        ask -> ask.posts(operation), reply -> reply.ok() ? reply.text(text -> body) : reply));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
        return escaped.toString();
    }
}
