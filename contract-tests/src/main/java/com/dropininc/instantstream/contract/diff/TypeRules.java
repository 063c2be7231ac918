package com.dropininc.instantstream.contract.diff;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import tools.jackson.databind.JsonNode;

/**
 * What a schema says of the values of one type, all of which has to hold. Filled by {@link SchemaReader} only.
 */
final class TypeRules {
    static final String ADDITIONAL = "additionalProperties";
    private static final String PATTERN = "patternProperties ";

    /** A bound: the value itself is allowed unless it is exclusive. */
    record Bound(BigDecimal value, boolean exclusive) {}

    final JsonType type;
    /** Of numbers: integers only. */
    boolean whole;
    /** Of several branches that this is one of, exactly one may hold. */
    boolean exclusive;

    Optional<Set<JsonNode>> values = Optional.empty();
    final Map<String, Bound> bounds = new LinkedHashMap<>();
    final Map<String, Set<String>> constraints = new LinkedHashMap<>();
    final Set<String> required = new LinkedHashSet<>();
    final Map<String, List<DocumentNode>> properties = new LinkedHashMap<>();
    final Map<String, List<DocumentNode>> parts = new LinkedHashMap<>();
    final Map<String, List<DocumentNode>> unknown = new LinkedHashMap<>();
    final Map<String, Set<String>> notes = new LinkedHashMap<>();
    final Map<String, DocumentNode> places = new LinkedHashMap<>();

    TypeRules(JsonType type) {
        this.type = type;
    }

    /** Both hold. */
    TypeRules and(TypeRules other) {
        TypeRules both = new TypeRules(type);
        both.whole = whole || other.whole;
        both.exclusive = exclusive || other.exclusive;
        both.restrict(values);
        both.restrict(other.values);
        for (TypeRules one : List.of(this, other)) {
            one.bounds.forEach(both::bound);
            one.constraints.forEach((key, words) -> words.forEach(word -> both.constrain(key, word)));
            both.required.addAll(one.required);
            one.parts.forEach((key, schemas) -> join(both.parts, key, schemas));
            one.unknown.forEach((key, schemas) -> join(both.unknown, key, schemas));
            one.properties.forEach((name, schemas) -> join(both.properties, name, schemas));
            one.places.forEach(both.places::putIfAbsent);
            one.notes.forEach((key, words) -> both.notes.merge(key, words, TypeRules::union));
        }
        adopt(this, other, both);
        adopt(other, this, both);
        return both;
    }

    /** To one part of an allOf, the properties of the other are additional. */
    private static void adopt(TypeRules one, TypeRules other, TypeRules both) {
        if (one.parts.containsKey(ADDITIONAL)) {
            other.properties.keySet().stream()
                    .filter(name -> !one.properties.containsKey(name))
                    .forEach(name -> join(both.properties, name, one.parts.get(ADDITIONAL)));
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static void join(Map<String, List<DocumentNode>> into, String key, List<DocumentNode> schemas) {
        List<DocumentNode> all = new ArrayList<>(into.getOrDefault(key, List.of()));
        for (DocumentNode schema : schemas) {
            if (all.stream().noneMatch(known -> known.address().equals(schema.address()))) {
                all.add(schema);
            }
        }
        into.put(key, all);
    }

    void restrict(Optional<Set<JsonNode>> allowed) {
        allowed.ifPresent(words -> {
            Set<JsonNode> rest = new LinkedHashSet<>(words);
            values.ifPresent(mine -> rest.removeIf(word -> !has(mine, word)));
            values = Optional.of(rest);
        });
    }

    static boolean has(Set<JsonNode> words, JsonNode word) {
        return words.contains(word) || words.stream().anyMatch(other -> PlainTree.value(other, word));
    }

    void constrain(String key, String word) {
        constraints.computeIfAbsent(key, any -> new LinkedHashSet<>()).add(word);
    }

    void bound(String key, Bound bound) {
        bounds.merge(key, bound, (one, other) -> tighter(key, one, other) ? one : other);
    }

    static boolean tighter(String key, Bound one, Bound other) {
        int more = one.value().compareTo(other.value()) * (key.startsWith("min") ? 1 : -1);
        return more > 0 || (more == 0 && one.exclusive() && !other.exclusive());
    }

    /** Whether the values are listed, and all keep a bound. */
    boolean within(String key, Bound bound) {
        return values.isPresent()
                && bound != null
                && Set.of("minimum", "maximum", "minLength", "maxLength").contains(key)
                && values.get().stream().allMatch(word -> !tighter(key, bound, new Bound(measure(word), false)));
    }

    private static BigDecimal measure(JsonNode word) {
        return word.isNumber()
                ? word.decimalValue()
                : BigDecimal.valueOf(word.asString().codePoints().count());
    }

    /** The same rules in their plainest form; empty if no value can keep them. */
    Optional<TypeRules> plain() {
        values = values.map(this::possible);
        bounds.replaceAll((key, bound) -> whole && key.endsWith("imum") ? ofWhole(key, bound) : bound);
        bounds.entrySet()
                .removeIf(bound -> bound.getKey().startsWith("min")
                        && !bound.getKey().equals("minimum")
                        && bound.getValue().value().intValue()
                                == (bound.getKey().equals("minContains") ? 1 : 0));
        boolean all = type == JsonType.NULL
                || (type == JsonType.BOOLEAN
                        && values.isPresent()
                        && values.get().size() == 2);
        if (values.isPresent() && values.get().isEmpty()) {
            return Optional.empty();
        }
        values = all ? Optional.empty() : values;
        return Optional.of(this);
    }

    private Set<JsonNode> possible(Set<JsonNode> words) {
        Set<JsonNode> possible = new LinkedHashSet<>(words);
        possible.removeIf(word -> JsonType.of(word) != type
                || (whole && word.decimalValue().stripTrailingZeros().scale() > 0));
        return possible;
    }

    private static Bound ofWhole(String key, Bound bound) {
        boolean lower = key.startsWith("min");
        BigDecimal next = bound.value().setScale(0, lower ? RoundingMode.CEILING : RoundingMode.FLOOR);
        boolean itself = next.compareTo(bound.value()) == 0 && bound.exclusive();
        BigDecimal step = itself ? BigDecimal.ONE : BigDecimal.ZERO;
        return new Bound(lower ? next.add(step) : next.subtract(step), false);
    }

    /** All but the values, to see whether two branches differ in nothing else. */
    List<Object> frame() {
        return List.of(
                whole,
                bounds,
                constraints,
                required,
                addresses(properties),
                addresses(parts),
                addresses(unknown),
                notes);
    }

    private static Map<String, List<String>> addresses(Map<String, List<DocumentNode>> schemas) {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        schemas.forEach((key, nodes) ->
                addresses.put(key, nodes.stream().map(DocumentNode::address).toList()));
        return addresses;
    }

    /** Whether any value of the type will do, whatever is noted about it. */
    boolean unrestricted() {
        return values.isEmpty() && bounds.isEmpty() && constraints.isEmpty() && parts.isEmpty() && unknown.isEmpty();
    }

    /** Whether any value of the type will do, and nothing is noted about it. */
    boolean free() {
        return values.isEmpty() && frame().equals(new TypeRules(type).frame());
    }

    /** What is allowed inside; an item without a schema of its own keeps the one of all items. */
    List<DocumentNode> part(String key) {
        boolean rest = !parts.containsKey(key) && Character.isDigit(key.charAt(0));
        return parts.getOrDefault(rest ? "items" : key, List.of());
    }

    /** What is allowed under a name that no property has: what a pattern says, or else what all others may be. */
    List<DocumentNode> otherwise(String name) {
        for (Map.Entry<String, List<DocumentNode>> part : parts.entrySet()) {
            if (part.getKey().startsWith(PATTERN) && matches(part.getKey().substring(PATTERN.length()), name)) {
                return part.getValue();
            }
        }
        return parts.getOrDefault(ADDITIONAL, parts.getOrDefault("unevaluatedProperties", List.of()));
    }

    private static boolean matches(String pattern, String name) {
        try {
            return Pattern.compile(pattern).matcher(name).find();
        } catch (PatternSyntaxException notJava) {
            return false;
        }
    }

    /** For a person, what tells this branch from others. */
    String shown() {
        return properties.isEmpty() ? type.word() : type.word() + " with " + String.join(", ", properties.keySet());
    }
}
