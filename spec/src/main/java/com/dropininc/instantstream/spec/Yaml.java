package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/** Reads nodes of the spec, and says where when one is missing. */
final class Yaml {
    private Yaml() {}

    static JsonNode parse(String text, String name) {
        return YamlDocument.parse(text, name).root();
    }

    static JsonNode child(JsonNode node, String key, String where) {
        JsonNode child = node.get(key);
        if (child == null) {
            throw new ContractException(where + "/" + key + " is missing");
        }
        return child;
    }

    static String text(JsonNode node, String key, String where) {
        JsonNode child = child(node, key, where);
        if (!child.isValueNode() || child.asString().isBlank()) {
            throw new ContractException(where + "/" + key + " has to be a text");
        }
        return child.asString();
    }

    static long number(JsonNode node, String key, String where) {
        JsonNode child = child(node, key, where);
        if (!child.isIntegralNumber() || !child.canConvertToLong()) {
            throw new ContractException(where + "/" + key + " has to be a whole number");
        }
        return child.longValue();
    }

    static int smallNumber(JsonNode node, String key, String where) {
        long number = number(node, key, where);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw new ContractException(where + "/" + key + " has to be from 0 to " + Integer.MAX_VALUE);
        }
        return (int) number;
    }

    static Optional<String> optionalText(JsonNode node, String key) {
        return Optional.ofNullable(node.get(key)).map(JsonNode::asString);
    }

    static List<String> texts(JsonNode node, String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node.get(key);
        if (list != null) {
            list.forEach(item -> texts.add(item.asString()));
        }
        return List.copyOf(texts);
    }

    static <T> List<T> list(JsonNode list, String where, BiFunction<JsonNode, String, T> read) {
        List<T> items = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            items.add(read.apply(list.get(i), where + "/" + i));
        }
        return List.copyOf(items);
    }

    /** Reads a mapping in the order of the document. */
    static <T> Map<String, T> map(JsonNode mapping, String where, BiFunction<JsonNode, String, T> read) {
        Map<String, T> items = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : mapping.properties()) {
            items.put(entry.getKey(), read.apply(entry.getValue(), where + "/" + entry.getKey()));
        }
        return java.util.Collections.unmodifiableMap(items);
    }

    static Provenance provenance(JsonNode node, String where) {
        return Provenance.read(child(node, "x-provenance", where), where + "/x-provenance");
    }
}
