package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares schemas by the way that their values go. Each pair of schemas is compared once. For one thread. */
final class SchemaDiff {
    private static final int MAX_COMPARISONS = 50_000;
    private static final int MAX_NESTING = 100;
    /** Of a change that is met in many places of a value, so many are told. */
    private static final int MAX_PLACES = 3;

    private final ChangeCatalog catalog;
    private final Direction direction;
    private final Map<String, List<Finding>> known = new HashMap<>();
    /** What was found while a pair around it is still being compared; kept for good once that one is done. */
    private final Map<String, List<Finding>> provisional = new HashMap<>();

    private final Map<String, Integer> open = new LinkedHashMap<>();
    private int outermost = Integer.MAX_VALUE;
    private int comparisons;

    SchemaDiff(ChangeCatalog catalog, Direction direction) {
        this.catalog = catalog;
        this.direction = direction;
    }

    /** The changes between two schemas and all that is inside them; a missing schema allows everything. */
    List<Finding> compare(DocumentNode old, DocumentNode now) {
        return compare(List.of(old), List.of(now));
    }

    /** Whether a value can have parts, so that it matters how they are put into a parameter. */
    boolean composite(DocumentNode schema) {
        Set<JsonType> types = SchemaReader.of(List.of(schema)).branches().keySet();
        return types.contains(JsonType.ARRAY) || types.contains(JsonType.OBJECT);
    }

    /** Whether any text will do: in a parameter, a number and a boolean are texts too. */
    boolean anyText(DocumentNode schema) {
        Map<JsonType, List<TypeRules>> branches =
                SchemaReader.of(List.of(schema)).branches();
        return branches.containsKey(JsonType.STRING)
                && branches.get(JsonType.STRING).stream().anyMatch(TypeRules::unrestricted);
    }

    private List<Finding> compare(List<DocumentNode> old, List<DocumentNode> now) {
        String pair = addresses(old) + " | " + addresses(now);
        List<Finding> found = known.getOrDefault(pair, provisional.get(pair));
        if (found != null) {
            return found;
        }
        if (open.containsKey(pair)) {
            outermost = Math.min(outermost, open.get(pair));
            return List.of();
        }
        if (open.size() > MAX_NESTING || comparisons++ > MAX_COMPARISONS) {
            throw new ContractException(
                    now.get(0).place() + ": the schema is too large or too deep to be compared: make it simpler");
        }
        int around = outermost;
        int mine = open.size();
        outermost = Integer.MAX_VALUE;
        open.put(pair, mine);
        found = few(find(old, now));
        open.remove(pair);
        provisional.put(pair, found);
        if (outermost >= mine) {
            known.put(pair, found);
            provisional.clear();
            outermost = Integer.MAX_VALUE;
        }
        outermost = Math.min(around, outermost);
        return found;
    }

    private static String addresses(List<DocumentNode> schemas) {
        return schemas.stream().map(DocumentNode::address).collect(Collectors.joining(" "));
    }

    private static List<Finding> few(List<Finding> all) {
        Map<Finding, Integer> seen = new HashMap<>();
        return all.stream()
                .distinct()
                .filter(one ->
                        seen.merge(new Finding(one.kind(), "", one.detail(), one.old(), one.now()), 1, Integer::sum)
                                <= MAX_PLACES)
                .toList();
    }

    private List<Finding> find(List<DocumentNode> old, List<DocumentNode> now) {
        NormalizedSchema before = SchemaReader.of(old);
        NormalizedSchema after = SchemaReader.of(now);
        List<Finding> found = new ArrayList<>();
        Set<JsonType> lost = new TreeSet<>(before.branches().keySet());
        lost.removeAll(after.branches().keySet());
        Set<JsonType> gained = new TreeSet<>(after.branches().keySet());
        gained.removeAll(before.branches().keySet());
        Set<JsonType> kept = new TreeSet<>(before.branches().keySet());
        kept.retainAll(after.branches().keySet());
        if (!lost.isEmpty() || !gained.isEmpty()) {
            boolean other = kept.isEmpty() && !lost.isEmpty() && !gained.isEmpty();
            String detail = before.shown() + " became " + after.shown();
            Change.Side was = side(old.get(0), before);
            Change.Side is = side(now.get(0), after);
            List<String> kinds = other
                    ? List.of("type-changed")
                    : Stream.of(lost.isEmpty() ? "" : "type-narrowed", gained.isEmpty() ? "" : "type-widened")
                            .filter(kind -> !kind.isEmpty())
                            .toList();
            kinds.forEach(kind -> found.add(new Finding(named(kind), "", detail, was, is)));
        }
        RulesDiff rules = new RulesDiff(old.get(0), now.get(0), this::named, found);
        for (JsonType type : kept) {
            branches(before.branches().get(type), after.branches().get(type), rules);
            if (before.branches().get(type).size() > 1
                    && after.branches().get(type).size() > 1
                    && before.exclusive(type) != after.exclusive(type)) {
                String kind = after.exclusive(type) ? "alternatives-exclusive" : "alternatives-inclusive";
                rules.add(kind, type.word(), side(old.get(0), before), side(now.get(0), after));
            }
        }
        return found;
    }

    private String named(String kind) {
        return kind.startsWith("provenance-") || kind.equals("not-compared") ? kind : direction.prefix() + "-" + kind;
    }

    private static Change.Side side(DocumentNode node, NormalizedSchema schema) {
        return new Change.Side(
                node.place(),
                schema.branches().values().stream()
                        .flatMap(List::stream)
                        .map(RulesDiff::provenance)
                        .findFirst()
                        .orElse(""));
    }

    private boolean harmless(List<Finding> findings) {
        return findings.stream().allMatch(one -> catalog.of(one.kind()).impact() == Impact.SAFE);
    }

    /** Pairs the branches that differ least. One that is left over is no change if another covers it. */
    private void branches(List<TypeRules> old, List<TypeRules> now, RulesDiff rules) {
        record Match(TypeRules old, TypeRules now, List<Finding> findings) {}
        List<Match> matches = new ArrayList<>();
        for (TypeRules before : old) {
            for (TypeRules after : now) {
                matches.add(new Match(before, after, rules(before, after, rules)));
            }
        }
        matches.sort(Comparator.comparing((Match match) -> !harmless(match.findings()))
                .thenComparing(match -> match.findings().size()));
        List<TypeRules> left = new ArrayList<>(old);
        List<TypeRules> right = new ArrayList<>(now);
        for (Match match : matches) {
            if (left.contains(match.old()) && right.contains(match.now())) {
                left.remove(match.old());
                right.remove(match.now());
                rules.addAll(match.findings());
            }
        }
        for (Match match : matches) {
            boolean covers = direction == Direction.REQUEST ? left.contains(match.old()) : right.contains(match.now());
            if (covers && harmless(match.findings())) {
                left.remove(match.old());
                right.remove(match.now());
                rules.addAll(match.findings());
            }
        }
        left.forEach(gone -> rules.add("alternative-removed", gone.shown(), rules.before(gone), rules.after(gone)));
        right.forEach(fresh -> rules.add("alternative-added", fresh.shown(), rules.before(fresh), rules.after(fresh)));
    }

    private List<Finding> rules(TypeRules old, TypeRules now, RulesDiff around) {
        List<Finding> found = new ArrayList<>();
        RulesDiff rules = around.into(found);
        rules.compare(old, now);
        properties(old, now, found, rules);
        parts(old, now, found, rules);
        return found;
    }

    private Map<String, List<DocumentNode>> visible(TypeRules rules) {
        Map<String, List<DocumentNode>> visible = new LinkedHashMap<>(rules.properties);
        visible.values().removeIf(schemas -> SchemaReader.of(schemas).notes(direction.hides()));
        return visible;
    }

    private void properties(TypeRules old, TypeRules now, List<Finding> found, RulesDiff rules) {
        Map<String, List<DocumentNode>> before = visible(old);
        Map<String, List<DocumentNode>> after = visible(now);
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String name : all) {
            if (before.containsKey(name) && after.containsKey(name)) {
                nested(before.get(name), after.get(name), "/" + name, found);
            } else if (before.containsKey(name)) {
                gone(name, old, now, found, rules);
            } else {
                fresh(name, old, now, found, rules);
            }
        }
        Set<String> needed = shown(now, after);
        Set<String> wanted = shown(old, before);
        needed.stream()
                .filter(name -> !wanted.contains(name) && (before.containsKey(name) || !after.containsKey(name)))
                .forEach(name -> found.add(
                        rules.finding("property-required", old, now, "required").inside("/" + name)));
        wanted.stream()
                .filter(name -> !needed.contains(name) && (after.containsKey(name) || !before.containsKey(name)))
                .forEach(name -> found.add(
                        rules.finding("property-optional", old, now, "required").inside("/" + name)));
    }

    /** The required properties but those that are not seen in this direction. */
    private static Set<String> shown(TypeRules rules, Map<String, List<DocumentNode>> visible) {
        Set<String> shown = new LinkedHashSet<>(rules.required);
        shown.removeIf(name -> rules.properties.containsKey(name) && !visible.containsKey(name));
        return shown;
    }

    private void gone(String name, TypeRules old, TypeRules now, List<Finding> found, RulesDiff rules) {
        List<DocumentNode> schemas = old.properties.get(name);
        List<DocumentNode> other = now.otherwise(name);
        boolean forbidden = SchemaReader.of(other).forbidden();
        boolean sure = direction == Direction.REQUEST || old.required.contains(name);
        String kind = forbidden && direction == Direction.REQUEST
                ? "property-forbidden"
                : sure ? "property-removed" : "optional-property-removed";
        found.add(new Finding(
                named(kind), "/" + name, "", side(schemas.get(0), SchemaReader.of(schemas)), rules.after(now)));
        if (!forbidden && !SchemaReader.of(other).free()) {
            nested(schemas, other, "/" + name, found);
        }
    }

    private void fresh(String name, TypeRules old, TypeRules now, List<Finding> found, RulesDiff rules) {
        List<DocumentNode> schemas = now.properties.get(name);
        List<DocumentNode> other = old.otherwise(name);
        boolean forbidden = SchemaReader.of(other).forbidden();
        String kind = now.required.contains(name)
                ? "property-added-required"
                : forbidden && direction != Direction.REQUEST ? "property-added-where-forbidden" : "property-added";
        found.add(new Finding(
                named(kind), "/" + name, "", rules.before(old), side(schemas.get(0), SchemaReader.of(schemas))));
        if (!forbidden && !SchemaReader.of(other).free()) {
            nested(other, schemas, "/" + name, found);
        }
    }

    private void nested(List<DocumentNode> old, List<DocumentNode> now, String step, List<Finding> found) {
        compare(old, now).forEach(one -> found.add(one.inside(step)));
    }

    /** What is inside a value but its properties: a part that is not named allows everything. */
    private void parts(TypeRules old, TypeRules now, List<Finding> found, RulesDiff rules) {
        Set<String> all = new LinkedHashSet<>(old.parts.keySet());
        all.addAll(now.parts.keySet());
        for (String key : all) {
            List<DocumentNode> before = old.part(key);
            List<DocumentNode> after = now.part(key);
            boolean closed = !before.isEmpty() && SchemaReader.of(before).forbidden();
            boolean closes = !after.isEmpty() && SchemaReader.of(after).forbidden();
            boolean additional = key.equals(TypeRules.ADDITIONAL);
            if (closed != closes && additional) {
                found.add(rules.finding(
                        closes ? "additional-properties-forbidden" : "additional-properties-allowed", old, now, key));
            } else if (before.isEmpty() || after.isEmpty()) {
                if (!SchemaReader.of(before.isEmpty() ? after : before).free()) {
                    String kind = before.isEmpty() ? "constraint-added" : "constraint-removed";
                    found.add(rules.finding(kind, key, old, now, key.split(" ")[0]));
                }
            } else {
                nested(before, after, step(key), found);
            }
        }
    }

    private static String step(String part) {
        if (part.equals(TypeRules.ADDITIONAL)) {
            return "/*";
        }
        return part.equals("items") ? "[]" : part.matches("\\d+") ? "[" + part + "]" : " " + part + ":";
    }
}
