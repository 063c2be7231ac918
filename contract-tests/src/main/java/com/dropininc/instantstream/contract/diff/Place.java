package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node with the document that it stands in, so that its references can be followed. Immutable.
 *
 * @param root the document
 */
record Place(Documents version, JsonNode root, JsonNode node) {
    private static final int DEEPEST = 50;

    boolean exists() {
        return !node.isMissingNode();
    }

    /** What a key holds, references followed. */
    Place get(String key) {
        return new Place(version, root, node.path(key)).follow();
    }

    Place item(JsonNode child) {
        return new Place(version, root, child).follow();
    }

    /** What is there in the end; what stands beside a reference stays, as OpenAPI 3.1 has it. */
    Place follow() {
        Place place = this;
        for (int i = 0; place.node.has("$ref"); i++) {
            if (i == DEEPEST) {
                throw new ContractException(version.name() + ": references go round in circles at " + place.node);
            }
            place = place.once();
        }
        return place;
    }

    private Place once() {
        Place target = version.target(root, node.path("$ref").asString());
        if (node.size() == 1) {
            return target;
        }
        ObjectNode merged = ((ObjectNode) target.node).deepCopy();
        node.properties().forEach(entry -> {
            if (!entry.getKey().equals("$ref")) {
                merged.set(entry.getKey(), entry.getValue());
            }
        });
        return new Place(version, target.root, merged);
    }

    /** The name of the component that this refers to, or a text that is alike for alike nodes. */
    String likeness() {
        String ref = node.path("$ref").asString("");
        if (!ref.isEmpty()) {
            return ref.substring(ref.lastIndexOf('/') + 1);
        }
        return node.path("title").asString(node.path("type").toString());
    }

    String text(String key) {
        return node.path(key).asString("");
    }

    Set<String> texts(String key) {
        Set<String> texts = new LinkedHashSet<>();
        node.path(key).forEach(item -> texts.add(item.asString()));
        return texts;
    }

    /** The entries of a mapping by key, references followed, extensions left out. */
    Map<String, Place> entries() {
        Map<String, Place> entries = new LinkedHashMap<>();
        node.properties().forEach(entry -> {
            if (!entry.getKey().startsWith("x-")) {
                entries.put(entry.getKey(), item(entry.getValue()));
            }
        });
        return entries;
    }

    /** The items of a list by one of their texts. */
    Map<String, Place> by(String key) {
        Map<String, Place> items = new LinkedHashMap<>();
        items().forEach(item -> items.put(item.text(key), item));
        return items;
    }

    List<Place> items() {
        List<Place> items = new ArrayList<>();
        node.forEach(child -> items.add(item(child)));
        return items;
    }

    /** The word that says how far the node can be trusted; empty where none does. */
    String trust() {
        return node.path("x-provenance").path("level").asString("");
    }
}
