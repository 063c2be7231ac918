package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/**
 * What came back.
 *
 * @param headers by name in small letters; several of one name joined by a comma
 * @param text the body as text
 * @param json the body as JSON; empty when it is none
 * @param took from the first byte sent to the last byte read
 */
public record Answer(int status, Map<String, String> headers, String text, Optional<JsonNode> json, Duration took) {
    private static final int SHOWN_CHARS = 160;
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    /** None at all: the connection was hung up. */
    public static final Answer NONE = new Answer(0, Map.of(), "", Optional.empty(), Duration.ZERO);

    static Answer of(int status, Map<String, String> headers, byte[] body, Duration took) {
        Optional<JsonNode> json;
        try {
            json = Optional.of(Json.parse(unmarked(body)));
        } catch (MalformedJson e) {
            // Whether a body that is no JSON breaks anything is for the judge to say.
            json = Optional.empty();
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), json, took);
    }

    /** Without a byte order mark, which some servers begin with and no reader needs. */
    private static byte[] unmarked(byte[] body) {
        boolean marked = body.length > MARK.length && Arrays.equals(Arrays.copyOf(body, MARK.length), MARK);
        return marked ? Arrays.copyOfRange(body, MARK.length, body.length) : body;
    }

    public boolean success() {
        return status / 100 == 2;
    }

    public boolean serverError() {
        return status >= 500;
    }

    /** Status and body in one line, cut short. */
    public String shown() {
        String line = text.strip().replaceAll("\\s+", " ");
        return status + " " + (line.length() > SHOWN_CHARS ? line.substring(0, SHOWN_CHARS) + "..." : line);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The body, or a missing node when it is no JSON. */
    public JsonNode body() {
        return json.orElse(MissingNode.getInstance());
    }

    /** The text under a name of the body's object, if it is one. */
    public Optional<String> textAt(String name) {
        return text(body(), name);
    }

    /** The token of the stream that the body is; a number is one too. */
    public Optional<String> token() {
        return token(body());
    }

    /** The token that an object carries. */
    public static Optional<String> token(JsonNode object) {
        JsonNode token = object.path(Field.TOKEN);
        return token.isIntegralNumber() ? Optional.of(token.asString()) : text(object, Field.TOKEN);
    }

    /** The text under a name of an object, if it is one. */
    public static Optional<String> text(JsonNode object, String name) {
        return Optional.of(object.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /**
     * The items of the list that the body is or holds, at any depth: a wrapped list, one keyed by ids, or a single item
     * in the place of a list is a deviation, not a loss of data.
     */
    public List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        Optional<JsonNode> array = list(body());
        if (array.isPresent()) {
            array.get().forEach(items::add);
        } else if (text(body(), Field.TOKEN).isPresent()
                || text(body(), Field.MESSAGE).isPresent()) {
            items.add(body());
        } else {
            keyed(body()).forEach(items::add);
        }
        return items;
    }

    /** The list that a node is or holds; several lists beside each other, such as one for each role, are one. */
    private static Optional<JsonNode> list(JsonNode node) {
        if (node.isArray()) {
            return Optional.of(node);
        }
        List<JsonNode> lists =
                node.valueStream().flatMap(child -> list(child).stream()).toList();
        if (lists.size() < 2) {
            return lists.stream().findFirst();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        lists.forEach(one -> one.forEach(all::add));
        return Optional.of(all);
    }

    /** The objects of the innermost object that holds nothing else. */
    private static List<JsonNode> keyed(JsonNode node) {
        List<JsonNode> objects = new ArrayList<>();
        node.forEach(child -> {
            if (child.isObject()) {
                objects.add(child);
            }
        });
        boolean wrapper = objects.size() == 1
                && objects.get(0).valueStream().anyMatch(JsonNode::isObject)
                && objects.get(0).valueStream().noneMatch(JsonNode::isString);
        return wrapper ? keyed(objects.get(0)) : objects;
    }
}
