package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Ask;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and judges what a call sends, by the bodies that the docs show. */
final class Bodies {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> ROLES = Set.of("viewer", "dealer");

    private final Habits.Input input;
    private final List<String> wrong = new ArrayList<>();
    private final ObjectNode body;

    private Bodies(Habits.Input input, ObjectNode body) {
        this.input = input;
        this.body = body;
    }

    static void type(Call call, Habits.Input input) {
        String type = type(call.ask());
        boolean form = call.operation() == Operation.AUTH && type.equals(FORM);
        boolean fits = type.equals("application/json") || form || input.anyContentType();
        if (call.ask().body().length > 0 && !fits) {
            throw new Refused(Cause.CONTENT_TYPE, "send application/json");
        }
    }

    private static String type(Ask ask) {
        return ask.header("Content-Type").split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    static ObjectNode read(Call call, Habits.Input input) {
        ObjectNode body = type(call.ask()).equals(FORM)
                ? form(call.ask().text())
                : json(call.ask().body());
        Bodies read = new Bodies(input, body);
        read.check(call);
        if (!read.wrong.isEmpty()) {
            throw new Refused(Cause.INVALID, read.wrong);
        }
        return body;
    }

    private static ObjectNode json(byte[] bytes) {
        if (bytes.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            JsonNode node = JSON.readTree(new String(bytes, StandardCharsets.UTF_8).strip());
            boolean utf8 = new String(bytes, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
            if (!utf8 && !new String(bytes, StandardCharsets.ISO_8859_1).contains("\u00EF\u00BF\u00BD")) {
                throw new Refused(Cause.MALFORMED, "the body is no UTF-8");
            }
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Refused(Cause.MALFORMED, "the body is no JSON");
        }
        throw new Refused(Cause.INVALID, "the body has to be an object");
    }

    private static ObjectNode form(String text) {
        ObjectNode body = JSON.createObjectNode();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                body.put(plain(parts[0]), parts.length == 2 ? plain(parts[1]) : "");
            } catch (IllegalArgumentException e) {
                throw new Refused(Cause.MALFORMED, "the body is no form");
            }
        }
        return body;
    }

    private static String plain(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void check(Call call) {
        Set<String> known = switch (call.operation()) {
            case REQUEST -> request(call);
            case START -> start();
            case DEALER_DEVICE -> device(Set.of());
            case CANCEL -> role(false);
            case STOP -> role(true);
            case SAVE_CHAT -> chat();
            default -> channel();
        };
        if (!input.unknownFields() && call.operation() != Operation.AUTH) {
            body.propertyNames().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> wrong.add(name + " is not known"));
        }
    }

    private Set<String> request(Call call) {
        if (!call.ask().query().matches("(|.*&)notify=(true|false)(|&.*)")
                && call.ask().query().contains("notify")) {
            wrong.add("notify is true or false");
        }
        text("phone", true, value -> !value.isEmpty());
        text("email", true, value -> value.matches("(?s).+@.+"));
        return device(Set.of("phone", "email"));
    }

    private Set<String> start() {
        role(false);
        for (String name : List.of("longitude", "latitude")) {
            text(name, true, value -> value.matches("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)"));
        }
        return device(Set.of("role", "longitude", "latitude"));
    }

    private Set<String> chat() {
        text("message", true, value -> !value.isEmpty());
        role(true);
        return Set.of("role", "message");
    }

    private Set<String> channel() {
        text("socket_id", true, value -> value.matches("[0-9]+\\.[0-9]+"));
        text("channel_name", true, value -> value.matches("[-a-zA-Z0-9_=@,.;]{1,164}"));
        return Set.of();
    }

    private Set<String> device(Set<String> others) {
        text("deviceToken", false, value -> true);
        text("deviceType", false, value -> value.equals("android") || value.equals("ios"));
        text("bundleId", false, value -> true);
        Set<String> all = new java.util.HashSet<>(others);
        all.addAll(List.of("deviceToken", "deviceType", "bundleId"));
        return all;
    }

    private Set<String> role(boolean required) {
        JsonNode role = body.path("role");
        boolean one = role.isString() && ROLES.contains(role.asString());
        boolean several = role.isArray()
                && !role.isEmpty()
                && role.valueStream().allMatch(item -> item.isString() && ROLES.contains(item.asString()));
        if (!one && !several && (required || body.has("role"))) {
            wrong.add("role is viewer or dealer");
        }
        return Set.of("role");
    }

    private void text(String name, boolean required, Predicate<String> form) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() && !required) {
            return;
        }
        boolean fits =
                value.isString() && form.test(value.asString()) && input.taken().takes(name, value.asString());
        if (!fits) {
            wrong.add(value.isMissingNode() ? name + " is missing" : name + " is not right");
        }
    }
}
