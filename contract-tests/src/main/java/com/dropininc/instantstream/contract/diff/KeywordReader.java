package com.dropininc.instantstream.contract.diff;

import static com.dropininc.instantstream.contract.diff.JsonType.ARRAY;
import static com.dropininc.instantstream.contract.diff.JsonType.NUMBER;
import static com.dropininc.instantstream.contract.diff.JsonType.OBJECT;
import static com.dropininc.instantstream.contract.diff.JsonType.STRING;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Adds what one keyword of a schema says to the rules of the types that it is about. */
final class KeywordReader {
    /** They say nothing about values, or are read by {@link SchemaReader}. */
    private static final Set<String> SILENT = Set.of(
            "title",
            "description",
            "example",
            "examples",
            "externalDocs",
            "$comment",
            "$defs",
            "definitions",
            "$anchor",
            "$dynamicAnchor",
            "$ref",
            "$dynamicRef",
            "allOf",
            "anyOf",
            "oneOf");

    private static final Set<String> NOTES = Set.of("deprecated", "readOnly", "writeOnly", "default", "x-default");
    private static final Map<String, JsonType> BOUNDS = Map.ofEntries(
            Map.entry("minimum", NUMBER),
            Map.entry("maximum", NUMBER),
            Map.entry("exclusiveMinimum", NUMBER),
            Map.entry("exclusiveMaximum", NUMBER),
            Map.entry("minLength", STRING),
            Map.entry("maxLength", STRING),
            Map.entry("minItems", ARRAY),
            Map.entry("maxItems", ARRAY),
            Map.entry("minContains", ARRAY),
            Map.entry("maxContains", ARRAY),
            Map.entry("minProperties", OBJECT),
            Map.entry("maxProperties", OBJECT));
    private static final Map<String, List<JsonType>> CONSTRAINTS = Map.of(
            "pattern", List.of(STRING),
            "format", List.of(NUMBER, STRING),
            "multipleOf", List.of(NUMBER),
            "contentEncoding", List.of(STRING),
            "contentMediaType", List.of(STRING),
            "uniqueItems", List.of(ARRAY));
    private static final Map<String, JsonType> PARTS = Map.of(
            "contentSchema",
            STRING,
            "items",
            ARRAY,
            "contains",
            ARRAY,
            "unevaluatedItems",
            ARRAY,
            TypeRules.ADDITIONAL,
            OBJECT,
            "propertyNames",
            OBJECT,
            "unevaluatedProperties",
            OBJECT);

    void read(String keyword, DocumentNode value, Map<JsonType, TypeRules> rules) {
        JsonNode node = value.node();
        rules.values().forEach(one -> one.places.put(keyword, value));
        if (BOUNDS.containsKey(keyword) && node.isNumber()) {
            boolean exclusive = keyword.startsWith("exclusive");
            of(rules, BOUNDS.get(keyword))
                    .ifPresent(one -> one.bound(
                            exclusive ? keyword.substring(9).toLowerCase(java.util.Locale.ROOT) : keyword,
                            new TypeRules.Bound(node.decimalValue().stripTrailingZeros(), exclusive)));
        } else if (CONSTRAINTS.containsKey(keyword)) {
            CONSTRAINTS.get(keyword).forEach(type -> of(rules, type).ifPresent(one -> constraint(keyword, node, one)));
        } else if (PARTS.containsKey(keyword)) {
            of(rules, PARTS.get(keyword)).ifPresent(one -> one.parts.put(keyword, List.of(value)));
        } else if (!structure(keyword, value, rules) && !note(keyword, value, rules) && !SILENT.contains(keyword)) {
            rules.values().forEach(one -> one.unknown.put(keyword, List.of(value)));
        }
    }

    private static Optional<TypeRules> of(Map<JsonType, TypeRules> rules, JsonType type) {
        return Optional.ofNullable(rules.get(type));
    }

    private static void constraint(String keyword, JsonNode node, TypeRules rules) {
        boolean everything = keyword.equals("pattern")
                && (node.asString("").isEmpty() || node.asString("").equals(".*"));
        boolean one = keyword.equals("multipleOf") && PlainTree.value(node, node.isNumber() ? whole() : node);
        if (one) {
            rules.whole = true;
        } else if (!everything && !(keyword.equals("uniqueItems") && !node.asBoolean(true))) {
            rules.constrain(keyword, node.isNumber() ? number(node) : node.asString());
        }
    }

    private static JsonNode whole() {
        return tools.jackson.databind.node.JsonNodeFactory.instance.numberNode(1);
    }

    private static String number(JsonNode node) {
        return node.decimalValue().stripTrailingZeros().toPlainString();
    }

    /** Keywords of which each has its own form. */
    private static boolean structure(String keyword, DocumentNode value, Map<JsonType, TypeRules> rules) {
        JsonNode node = value.node();
        switch (keyword) {
            case "type" -> {
                // Read before all others.
            }
            case "enum" -> rules.values().forEach(one -> one.restrict(Optional.of(values(node))));
            case "const" -> rules.values().forEach(one -> one.restrict(Optional.of(Set.of(node))));
            case "required" ->
                of(rules, OBJECT).ifPresent(one -> node.forEach(name -> one.required.add(name.asString())));
            case "properties" ->
                of(rules, OBJECT)
                        .ifPresent(one ->
                                value.keys().forEach(name -> one.properties.put(name, List.of(value.raw(name)))));
            case "prefixItems" ->
                of(rules, ARRAY).ifPresent(one -> {
                    List<DocumentNode> items = value.rawItems();
                    for (int i = 0; i < items.size(); i++) {
                        one.parts.put(String.valueOf(i), List.of(items.get(i)));
                    }
                });
            case "patternProperties", "dependentSchemas" ->
                of(rules, OBJECT)
                        .ifPresent(one -> value.keys()
                                .forEach(name -> one.parts.put(keyword + " " + name, List.of(value.raw(name)))));
            case "dependentRequired" ->
                of(rules, OBJECT)
                        .ifPresent(one -> value.keys()
                                .forEach(name -> value.texts(name)
                                        .forEach(other -> one.constrain(keyword, name + " needs " + other))));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Set<JsonNode> values(JsonNode list) {
        Set<JsonNode> values = new LinkedHashSet<>();
        list.forEach(values::add);
        return values;
    }

    /** The types that a keyword type allows, all of them if it is missing, without any rules yet. */
    static Map<JsonType, TypeRules> types(JsonNode node) {
        List<String> words = new ArrayList<>();
        if (node.isString()) {
            words.add(node.asString());
        }
        node.forEach(word -> words.add(word.asString()));
        Map<JsonType, TypeRules> allowed = new EnumMap<>(JsonType.class);
        for (JsonType type : JsonType.values()) {
            boolean whole = type == NUMBER && !words.contains("number") && words.contains("integer");
            if (node.isMissingNode() || words.contains(type.word()) || whole) {
                TypeRules rules = new TypeRules(type);
                rules.whole = whole;
                allowed.put(type, rules);
            }
        }
        return allowed;
    }

    /** What is said about a value and does not restrict it. */
    private static boolean note(String keyword, DocumentNode value, Map<JsonType, TypeRules> rules) {
        Map<String, Set<String>> notes = new java.util.LinkedHashMap<>();
        if (keyword.equals("x-keyword-provenance")) {
            value.keys().forEach(name -> provenance("provenance of " + name, value.raw(name), notes));
        } else if (keyword.equals("x-provenance")) {
            provenance("provenance", value, notes);
        } else if (keyword.equals("discriminator")) {
            discriminator(value, notes);
        } else if (NOTES.contains(keyword)) {
            boolean absent = value.node().isBoolean() && !value.node().asBoolean() && !keyword.endsWith("default");
            notes.put(keyword, absent ? Set.of() : Set.of(shown(value.node())));
        } else {
            return false;
        }
        notes.values().removeIf(Set::isEmpty);
        rules.values().forEach(one -> one.notes.putAll(notes));
        return true;
    }

    private static String shown(JsonNode node) {
        return node.isNumber() ? number(node) : node.toString();
    }

    private static void provenance(String what, DocumentNode value, Map<String, Set<String>> notes) {
        notes.put(what, Set.of(value.text("level")));
        notes.put(what + " source", Set.of(value.text("source")));
    }

    /** A mapping of the name of a schema to that schema says nothing new. */
    private static void discriminator(DocumentNode value, Map<String, Set<String>> notes) {
        notes.put("discriminator", Set.of(value.text("propertyName")));
        Set<String> words = new LinkedHashSet<>();
        DocumentNode mapping = value.raw("mapping");
        for (String word : mapping.keys()) {
            String target = mapping.text(word);
            String name = target.substring(target.lastIndexOf('/') + 1);
            if (!word.equals(name)) {
                words.add(word + " is " + name);
            }
        }
        notes.put("discriminator words", words);
    }
}
