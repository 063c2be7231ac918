package com.dropininc.instantstream.contract.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema in one form, however it was written: references followed, {@code allOf} merged, {@code true} and
 * {@code false} as objects, "or null" as a type.
 *
 * @param types the types allowed; any when empty
 * @param branches the shapes of {@code oneOf} or {@code anyOf}; none when there is only one
 * @param keywords everything else, by keyword
 */
record Shape(
        Set<String> types,
        List<Place> branches,
        Map<String, Place> properties,
        Set<String> required,
        Map<String, JsonNode> keywords,
        Place place) {
    private static final Set<String> APART =
            Set.of("type", "oneOf", "anyOf", "allOf", "properties", "required", "$ref");
    static final String NULL = "null";

    static Shape of(Place schema) {
        Place place = written(schema.follow());
        Set<String> types = new LinkedHashSet<>();
        JsonNode type = place.node().path("type");
        if (type.isString()) {
            types.add(type.asString());
        }
        type.forEach(word -> types.add(word.asString()));
        Map<String, JsonNode> keywords = new LinkedHashMap<>();
        place.node().properties().stream()
                .filter(entry -> !APART.contains(entry.getKey()))
                .forEach(entry -> keywords.put(entry.getKey(), entry.getValue()));
        Shape shape = new Shape(
                types, branches(place), place.get("properties").entries(), place.texts("required"), keywords, place);
        for (JsonNode part : place.node().path("allOf")) {
            shape = shape.and(of(place.item(part)));
        }
        return shape.withoutNullBranch();
    }

    private static Place written(Place schema) {
        if (!schema.node().isBoolean()) {
            return schema;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        if (!schema.node().asBoolean()) {
            object.putObject("not");
        }
        return new Place(schema.version(), schema.root(), object);
    }

    private static List<Place> branches(Place place) {
        List<Place> branches = new ArrayList<>();
        for (String keyword : List.of("oneOf", "anyOf")) {
            place.node()
                    .path(keyword)
                    .forEach(branch -> branches.add(new Place(place.version(), place.root(), branch)));
        }
        return branches;
    }

    /** Both hold: what either says. */
    private Shape and(Shape other) {
        Set<String> both = new LinkedHashSet<>(types.isEmpty() ? other.types : types);
        if (!other.types.isEmpty()) {
            both.retainAll(other.types);
        }
        List<Place> allBranches = new ArrayList<>(branches);
        allBranches.addAll(other.branches);
        Map<String, Place> allProperties = new LinkedHashMap<>(other.properties);
        allProperties.putAll(properties);
        Set<String> allRequired = new LinkedHashSet<>(required);
        allRequired.addAll(other.required);
        Map<String, JsonNode> allKeywords = new LinkedHashMap<>(other.keywords);
        allKeywords.putAll(keywords);
        return new Shape(both, allBranches, allProperties, allRequired, allKeywords, place);
    }

    /** "This or null", written as two branches, is this with null among its types. */
    private Shape withoutNullBranch() {
        List<Place> others = branches.stream().filter(branch -> !isNull(branch)).toList();
        if (others.size() != 1 || branches.size() != 2) {
            return this;
        }
        Shape only = of(others.get(0)).and(new Shape(Set.of(), List.of(), properties, required, keywords, place));
        only.types.add(NULL);
        return only;
    }

    static boolean isNull(Place branch) {
        return branch.follow().text("type").equals(NULL);
    }

    /** Whether null is among what is said to be allowed. */
    boolean nullable() {
        return types.contains(NULL) || branches.stream().anyMatch(Shape::isNull);
    }

    boolean allows(String type) {
        return types.isEmpty() || types.contains(type) || (type.equals("integer") && types.contains("number"));
    }

    /** The words of {@code enum} or {@code const}; empty where any word will do. */
    Set<String> words() {
        Set<String> words = new LinkedHashSet<>();
        JsonNode all = keywords.get("enum");
        if (all != null) {
            all.forEach(word -> words.add(word.asString()));
        }
        if (keywords.containsKey("const")) {
            words.add(keywords.get("const").asString());
        }
        return words;
    }

    boolean closed() {
        JsonNode additional = keywords.get("additionalProperties");
        return additional != null && additional.isBoolean() && !additional.asBoolean();
    }

    /** A sub-schema under a keyword, as a place. */
    Place sub(String keyword) {
        return place.get(keyword);
    }
}
