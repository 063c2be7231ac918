package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Brings schemas (JSON Schema 2020-12 as OpenAPI 3.1 and AsyncAPI 3 use it) into one form. For one thread. */
final class SchemaReader {
    private static final int MAX_ALTERNATIVES = 64;
    private static final int MAX_NESTING = 100;

    private final KeywordReader keywords = new KeywordReader();
    private final Map<String, NormalizedSchema> known = new HashMap<>();
    private final Set<String> open = new LinkedHashSet<>();

    /** Schemas of one version that all have to hold; without any, everything is allowed. */
    static NormalizedSchema of(List<DocumentNode> schemas) {
        return schemas.isEmpty()
                ? spread(List.of(any()))
                : schemas.get(0).version().schemas().read(schemas);
    }

    private NormalizedSchema read(List<DocumentNode> schemas) {
        String key = schemas.size() == 1
                ? schemas.get(0).address()
                : schemas.stream().map(DocumentNode::address).collect(Collectors.joining(" "));
        NormalizedSchema found = known.get(key);
        if (found == null) {
            List<Map<JsonType, TypeRules>> all = alternatives(schemas.get(0), Set.of());
            for (DocumentNode schema : schemas.subList(1, schemas.size())) {
                all = product(all, alternatives(schema, Set.of()));
            }
            found = spread(all);
            known.put(key, found);
        }
        return found;
    }

    private static Map<JsonType, TypeRules> any() {
        return KeywordReader.types(MissingNode.getInstance());
    }

    /**
     * The alternatives, each with its rules by type, of which at least one has to hold.
     *
     * @param hidden the notes that count for nothing, since a reference to the schema has its own beside it
     */
    private List<Map<JsonType, TypeRules>> alternatives(DocumentNode schema, Set<String> hidden) {
        JsonNode node = schema.node();
        if (!schema.exists() || node.isBoolean()) {
            return schema.exists() && !node.asBoolean() ? List.of() : List.of(any());
        }
        if (!node.isObject()) {
            throw new ContractException(schema.place() + " is no schema: write a mapping, true or false");
        }
        if (open.size() > MAX_NESTING || !open.add(schema.address())) {
            throw new ContractException(schema.place() + ": a schema refers to itself, or is nested too deeply:"
                    + " put a property between the two");
        }
        try {
            return combined(schema, hidden);
        } finally {
            open.remove(schema.address());
        }
    }

    private List<Map<JsonType, TypeRules>> combined(DocumentNode schema, Set<String> hidden) {
        if (schema.refers() && schema.node().size() == 1) {
            return alternatives(schema.referred(), hidden);
        }
        Map<JsonType, TypeRules> own = KeywordReader.types(schema.node().path("type"));
        for (String keyword : schema.node().propertyNames()) {
            keywords.read(keyword, schema.raw(keyword), own);
        }
        Set<String> noted = new LinkedHashSet<>(hidden);
        own.values().forEach(rules -> noted.addAll(rules.notes.keySet()));
        own.values().forEach(rules -> rules.notes.keySet().removeAll(hidden));
        List<Map<JsonType, TypeRules>> all = List.of(own);
        Optional<DocumentNode> referred = referred(schema);
        if (referred.isPresent()) {
            all = product(all, alternatives(referred.get(), noted));
        }
        for (DocumentNode part : schema.raw("allOf").rawItems()) {
            all = product(all, alternatives(part, Set.of()));
        }
        for (String keyword : List.of("anyOf", "oneOf")) {
            List<DocumentNode> branches = schema.raw(keyword).rawItems();
            if (!branches.isEmpty()) {
                List<Map<JsonType, TypeRules>> either = new ArrayList<>();
                branches.forEach(branch -> either.addAll(alternatives(branch, Set.of())));
                if (keyword.equals("oneOf") && branches.size() > 1) {
                    either.forEach(branch -> branch.values().forEach(rules -> rules.exclusive = true));
                }
                all = product(all, either);
            }
        }
        return all;
    }

    /** With one target, which is what documents of one schema dialect have, a dynamic reference is a plain one. */
    private static Optional<DocumentNode> referred(DocumentNode schema) {
        return schema.refers()
                ? Optional.of(schema.referred())
                : Optional.of(schema.raw("$dynamicRef").node())
                        .filter(JsonNode::isString)
                        .map(ref -> schema.version().resolve(schema, ref.asString()));
    }

    private static List<Map<JsonType, TypeRules>> product(
            List<Map<JsonType, TypeRules>> some, List<Map<JsonType, TypeRules>> others) {
        if (some.size() * others.size() > MAX_ALTERNATIVES) {
            throw new ContractException("a schema has more than " + MAX_ALTERNATIVES
                    + " alternatives once its oneOf, anyOf and allOf are combined: make it simpler");
        }
        List<Map<JsonType, TypeRules>> product = new ArrayList<>();
        for (Map<JsonType, TypeRules> one : some) {
            for (Map<JsonType, TypeRules> other : others) {
                Map<JsonType, TypeRules> both = new EnumMap<>(JsonType.class);
                one.forEach((type, rules) -> {
                    if (other.containsKey(type)) {
                        both.put(type, rules.and(other.get(type)));
                    }
                });
                product.add(both);
            }
        }
        return product;
    }

    private static NormalizedSchema spread(List<Map<JsonType, TypeRules>> alternatives) {
        Map<JsonType, List<TypeRules>> branches = new EnumMap<>(JsonType.class);
        for (Map<JsonType, TypeRules> alternative : alternatives) {
            alternative.forEach((type, rules) -> rules.plain()
                    .ifPresent(plain -> join(branches.computeIfAbsent(type, any -> new ArrayList<>()), plain)));
        }
        branches.values().forEach(SchemaReader::apart);
        return new NormalizedSchema(branches);
    }

    /** Branches that differ in their values only are one; so are branches that are the same. */
    private static void join(List<TypeRules> branches, TypeRules fresh) {
        for (TypeRules branch : branches) {
            boolean overlap = branch.values.isEmpty()
                    || fresh.values.isEmpty()
                    || branch.values.get().stream().anyMatch(word -> TypeRules.has(fresh.values.get(), word));
            if (branch.frame().equals(fresh.frame()) && !(overlap && fresh.exclusive)) {
                boolean any = branch.values.isEmpty() || fresh.values.isEmpty();
                Set<JsonNode> all = new LinkedHashSet<>(branch.values.orElse(Set.of()));
                all.addAll(fresh.values.orElse(Set.of()));
                branch.values = any ? Optional.empty() : Optional.of(all);
                return;
            }
        }
        branches.add(fresh);
    }

    /** Whether one or at least one of the branches holds is the same where no two can hold at once. */
    private static void apart(List<TypeRules> branches) {
        for (TypeRules one : branches) {
            for (TypeRules other : branches) {
                if (one != other && !disjoint(one, other)) {
                    return;
                }
            }
        }
        branches.forEach(branch -> branch.exclusive = false);
    }

    private static boolean disjoint(TypeRules one, TypeRules other) {
        return disjoint(one.values, other.values)
                || one.required.stream()
                        .filter(other.required::contains)
                        .anyMatch(name -> disjoint(constants(one, name), constants(other, name)));
    }

    private static boolean disjoint(Optional<Set<JsonNode>> some, Optional<Set<JsonNode>> others) {
        return some.isPresent()
                && others.isPresent()
                && some.get().stream().noneMatch(word -> TypeRules.has(others.get(), word));
    }

    /** The values of a property that is written as such, without any combination. */
    private static Optional<Set<JsonNode>> constants(TypeRules rules, String name) {
        for (DocumentNode schema : rules.properties.getOrDefault(name, List.of())) {
            DocumentNode followed = schema.follow();
            DocumentNode words = followed.raw("enum");
            if (followed.raw("const").exists() || words.exists()) {
                return Optional.of(
                        words.exists()
                                ? words.node().valueStream().collect(Collectors.toSet())
                                : Set.of(followed.raw("const").node()));
            }
        }
        return Optional.empty();
    }
}
