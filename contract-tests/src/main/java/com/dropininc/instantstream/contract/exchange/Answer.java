package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
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

    static Answer of(int status, Map<String, String> headers, byte[] body, Duration took) {
        Optional<JsonNode> json;
        try {
            json = Optional.of(Json.parse(body));
        } catch (MalformedJson e) {
            // Whether a body that is no JSON breaks anything is for the judge to say.
            json = Optional.empty();
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), json, took);
    }

    public boolean success() {
        return status / 100 == 2;
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

    /** The text under a name of an object, if it is one. */
    public static Optional<String> text(JsonNode object, String name) {
        return Optional.of(object.path(name)).filter(JsonNode::isString).map(JsonNode::asString);
    }

    /** The items of the list that the body is or holds; a list of another form is a deviation, not a loss of data. */
    public List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        JsonNode list = list(body());
        if (list.isArray() || !body().isObject()) {
            list.forEach(items::add);
        } else {
            byKey(body()).forEach(items::add);
        }
        return items;
    }

    /** What an object holds that has an item under each key, or else the object as the only item. */
    private static List<JsonNode> byKey(JsonNode object) {
        List<JsonNode> children = new ArrayList<>();
        object.forEach(children::add);
        if (!children.stream().allMatch(JsonNode::isObject)) {
            return List.of(object);
        }
        return children.size() == 1 && children.get(0).size() > 0 ? byKey(children.get(0)) : children;
    }

    private static JsonNode list(JsonNode node) {
        if (node.isArray()) {
            return node;
        }
        for (JsonNode child : node) {
            JsonNode found = list(child);
            if (found.isArray()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }
}
