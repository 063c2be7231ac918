package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.YamlDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A value with the document that it is in, so that its references can be followed and its line told. Immutable.
 *
 * @param pointer the JSON pointer to the value; to where it would be if it is missing
 * @param target what the value refers to, once it has been followed
 */
record DocumentNode(
        SpecVersion version, YamlDocument document, String pointer, JsonNode node, Optional<DocumentNode> target) {
    private static final int MAX_REFERENCES = 50;
    private static final String REF = "$ref";

    DocumentNode(SpecVersion version, YamlDocument document, String pointer, JsonNode node) {
        this(version, document, pointer, node, Optional.empty());
    }

    boolean exists() {
        return !node.isMissingNode();
    }

    /** A member as it is written; one that is written beside a reference hides the one that the reference leads to. */
    DocumentNode raw(String key) {
        return target.isEmpty() || node.has(key)
                ? child(key, node.path(key))
                : target.get().raw(key);
    }

    /** A member, references followed. */
    DocumentNode get(String key) {
        return raw(key).follow();
    }

    private DocumentNode child(String key, JsonNode child) {
        boolean plain = key.indexOf('/') < 0 && key.indexOf('~') < 0;
        String segment = plain ? key : key.replace("~", "~0").replace("/", "~1");
        return new DocumentNode(version, document, pointer + "/" + segment, child);
    }

    boolean refers() {
        return node.path(REF).isString();
    }

    /** One step along a reference. */
    DocumentNode referred() {
        return version.resolve(this, node.get(REF).asString());
    }

    /** This, with what it refers to behind it. */
    DocumentNode follow() {
        return follow(0);
    }

    private DocumentNode follow(int steps) {
        if (!refers() || target.isPresent()) {
            return this;
        }
        if (steps == MAX_REFERENCES) {
            throw new ContractException(place() + ": references go round in circles: make one of them a value");
        }
        DocumentNode end = referred().follow(steps + 1);
        return node.size() == 1 ? end : new DocumentNode(version, document, pointer, node, Optional.of(end));
    }

    String text(String key) {
        return raw(key).node.asString("");
    }

    boolean flag(String key) {
        return raw(key).node.asBoolean(false);
    }

    Set<String> texts(String key) {
        Set<String> texts = new LinkedHashSet<>();
        raw(key).node.forEach(item -> texts.add(item.isValueNode() ? item.asString() : item.toString()));
        return texts;
    }

    /** The keys, those behind a reference included. */
    Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        target.ifPresent(end -> keys.addAll(end.keys()));
        if (node.isObject()) {
            keys.addAll(node.propertyNames());
        }
        if (target.isPresent()) {
            keys.remove(REF);
        }
        return keys;
    }

    /** The members of a mapping whose keys are names, references of the members followed. */
    Map<String, DocumentNode> entries() {
        Map<String, DocumentNode> entries = new LinkedHashMap<>();
        keys().forEach(key -> entries.put(key, get(key)));
        return entries;
    }

    /** The items of a list as they are written. */
    List<DocumentNode> rawItems() {
        List<DocumentNode> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            items.add(child(String.valueOf(i), node.get(i)));
        }
        return items;
    }

    /** The items of a list, references followed. */
    List<DocumentNode> items() {
        return rawItems().stream().map(DocumentNode::follow).toList();
    }

    /** How far the rule can be trusted that this is: a level of provenance, or empty where none is given. */
    String trust() {
        return raw("x-provenance").node.path("level").asString("");
    }

    /** What tells this value from every other of its version. */
    String address() {
        return document.name() + "#" + pointer;
    }

    /** File and line, for a person. */
    String place() {
        return document.name() + ":" + document.line(pointer);
    }

    /** The last name on the way here. */
    String name() {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
