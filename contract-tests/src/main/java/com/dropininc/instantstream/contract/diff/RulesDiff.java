package com.dropininc.instantstream.contract.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** Compares what two schemas say about the values of one type themselves: enums, bounds, constraints, notes. */
final class RulesDiff {
    /** Each format allows all that those before it in its list allow. */
    private static final List<List<String>> FORMATS = List.of(
            List.of("int8", "int16", "int32", "int64"),
            List.of("float", "double"),
            List.of("email", "idn-email"),
            List.of("hostname", "idn-hostname"),
            List.of("uri", "iri", "iri-reference"),
            List.of("uri", "uri-reference", "iri-reference"));

    private static final List<String> LEVELS = List.of("", "assumed", "observed", "documented");
    private static final String PROVENANCE = "provenance";
    private static final String SOURCE = " source";

    private final DocumentNode oldSchema;
    private final DocumentNode newSchema;
    private final UnaryOperator<String> named;
    private final List<Finding> found;

    RulesDiff(DocumentNode old, DocumentNode now, UnaryOperator<String> named, List<Finding> found) {
        this.oldSchema = old;
        this.newSchema = now;
        this.named = named;
        this.found = found;
    }

    RulesDiff into(List<Finding> other) {
        return new RulesDiff(oldSchema, newSchema, named, other);
    }

    void addAll(List<Finding> findings) {
        found.addAll(findings);
    }

    void add(String kind, String detail, Change.Side before, Change.Side after) {
        found.add(new Finding(named.apply(kind), "", detail, before, after));
    }

    Change.Side before(TypeRules rules) {
        return new Change.Side(oldSchema.place(), provenance(rules));
    }

    Change.Side after(TypeRules rules) {
        return new Change.Side(newSchema.place(), provenance(rules));
    }

    Finding finding(String kind, TypeRules old, TypeRules now, String keyword) {
        return finding(kind, "", old, now, keyword);
    }

    Finding finding(String kind, String detail, TypeRules old, TypeRules now, String keyword) {
        return new Finding(named.apply(kind), "", detail, side(old, keyword, oldSchema), side(now, keyword, newSchema));
    }

    private static Change.Side side(TypeRules rules, String keyword, DocumentNode otherwise) {
        return new Change.Side(
                rules.places.getOrDefault(keyword, otherwise).place(),
                rules.notes.containsKey("provenance of " + keyword)
                        ? String.join(", ", rules.notes.get("provenance of " + keyword))
                        : provenance(rules));
    }

    static String provenance(TypeRules rules) {
        return String.join(", ", rules.notes.getOrDefault(PROVENANCE, Set.of()));
    }

    void compare(TypeRules old, TypeRules now) {
        if (old.whole != now.whole) {
            found.add(
                    now.whole
                            ? finding("type-narrowed", "number became integer", old, now, "type")
                            : finding("type-widened", "integer became number", old, now, "type"));
        }
        values(old, now);
        keys(old.bounds, now.bounds).forEach(key -> bound(key, old, now));
        keys(old.constraints, now.constraints).forEach(key -> constraint(key, old, now));
        keys(old.unknown, now.unknown).forEach(key -> unknown(key, old, now));
        keys(old.notes, now.notes).forEach(key -> note(key, old, now));
    }

    private static Set<String> keys(Map<String, ?> some, Map<String, ?> others) {
        Set<String> keys = new LinkedHashSet<>(some.keySet());
        keys.addAll(others.keySet());
        return keys;
    }

    private void values(TypeRules old, TypeRules now) {
        String keyword = now.places.containsKey("enum") || !now.places.containsKey("const") ? "enum" : "const";
        if (old.values.isPresent() != now.values.isPresent()) {
            String kind = old.values.isEmpty() ? "enum-added" : "enum-removed";
            found.add(finding(kind, words(old.values.or(() -> now.values).orElseThrow()), old, now, keyword));
            return;
        }
        Set<JsonNode> before = old.values.orElse(Set.of());
        Set<JsonNode> after = now.values.orElse(Set.of());
        before.stream()
                .filter(word -> !TypeRules.has(after, word))
                .forEach(word -> found.add(finding("enum-value-removed", word(word), old, now, keyword)));
        after.stream()
                .filter(word -> !TypeRules.has(before, word))
                .forEach(word -> found.add(finding("enum-value-added", word(word), old, now, keyword)));
    }

    private static String words(Set<JsonNode> words) {
        return String.join(", ", words.stream().map(RulesDiff::word).toList());
    }

    private static String word(JsonNode word) {
        return word.isString() ? word.asString() : word.toString();
    }

    private void bound(String key, TypeRules old, TypeRules now) {
        TypeRules.Bound before = old.bounds.get(key);
        TypeRules.Bound after = now.bounds.get(key);
        boolean tightened = before == null || (after != null && TypeRules.tighter(key, after, before));
        boolean loosened = after == null || (before != null && TypeRules.tighter(key, before, after));
        // What the values that are listed keep anyhow is no bound of them.
        boolean idle = tightened ? old.within(key, after) : now.within(key, before);
        if ((tightened || loosened) && !idle) {
            String detail = key + " " + Pair.became(shown(before), shown(after));
            found.add(finding(tightened ? "bound-tightened" : "bound-loosened", detail, old, now, key));
        }
    }

    private static String shown(TypeRules.Bound bound) {
        return bound == null ? "" : bound.value().toPlainString() + (bound.exclusive() ? " (exclusive)" : "");
    }

    private void constraint(String key, TypeRules old, TypeRules now) {
        Set<String> gone = new LinkedHashSet<>(old.constraints.getOrDefault(key, Set.of()));
        Set<String> fresh = new LinkedHashSet<>(now.constraints.getOrDefault(key, Set.of()));
        gone.removeAll(now.constraints.getOrDefault(key, Set.of()));
        fresh.removeAll(old.constraints.getOrDefault(key, Set.of()));
        if (gone.isEmpty() && fresh.isEmpty()) {
            return;
        }
        boolean one = gone.size() == 1 && fresh.size() == 1;
        String was = String.join(", ", gone);
        String is = String.join(", ", fresh);
        String kind = gone.isEmpty() || (one && within(key, is, was))
                ? "constraint-added"
                : fresh.isEmpty() || (one && within(key, was, is)) ? "constraint-removed" : "constraint-changed";
        found.add(finding(kind, key + " " + Pair.became(was, is), old, now, key));
    }

    /** Whether all that the one constraint allows is allowed by the other too. */
    private static boolean within(String key, String narrow, String wide) {
        if (key.equals("multipleOf")) {
            BigDecimal divisor = new BigDecimal(wide);
            return divisor.signum() != 0
                    && new BigDecimal(narrow).remainder(divisor).signum() == 0;
        }
        return key.equals("format")
                && FORMATS.stream()
                        .anyMatch(chain -> chain.contains(narrow) && chain.indexOf(narrow) < chain.indexOf(wide));
    }

    private void unknown(String key, TypeRules old, TypeRules now) {
        Iterator<DocumentNode> others = now.unknown.getOrDefault(key, List.of()).iterator();
        List<DocumentNode> before = new ArrayList<>(old.unknown.getOrDefault(key, List.of()));
        boolean same = before.size() == now.unknown.getOrDefault(key, List.of()).size()
                && before.stream().allMatch(one -> PlainTree.same(one, others.next()));
        boolean not = key.equals("not");
        if (not && before.isEmpty()) {
            found.add(finding("constraint-added", key, old, now, key));
        } else if (not && !now.unknown.containsKey(key)) {
            found.add(finding("constraint-removed", key, old, now, key));
        } else if (!same) {
            found.add(finding("not-compared", key, old, now, key));
        }
    }

    private void note(String key, TypeRules old, TypeRules now) {
        Set<String> before = old.notes.getOrDefault(key, Set.of());
        Set<String> after = now.notes.getOrDefault(key, Set.of());
        if (before.equals(after)) {
            return;
        }
        String detail = Pair.became(String.join(", ", before), String.join(", ", after));
        switch (key) {
            case "deprecated" -> found.add(finding(after.isEmpty() ? "undeprecated" : "deprecated", "", old, now, key));
            case "default", "x-default" -> found.add(finding("default-changed", detail, old, now, key));
            case "readOnly", "writeOnly" -> found.add(finding("visibility-changed", key, old, now, key));
            case "discriminator", "discriminator words" ->
                found.add(finding("discriminator-changed", detail, old, now, "discriminator"));
            default -> provenance(key, detail, old, now);
        }
    }

    private void provenance(String key, String detail, TypeRules old, TypeRules now) {
        boolean source = key.endsWith(SOURCE);
        String level = source ? key.substring(0, key.length() - SOURCE.length()) : key;
        if (source && !old.notes.getOrDefault(level, Set.of()).equals(now.notes.getOrDefault(level, Set.of()))) {
            return;
        }
        String kind = source
                ? "provenance-source-changed"
                : weight(now, key) < weight(old, key) ? "provenance-lowered" : "provenance-raised";
        String keyword = level.substring(PROVENANCE.length()).replaceFirst("^ of ", "");
        Finding finding =
                finding(kind, keyword.isEmpty() || source ? detail : keyword + ": " + detail, old, now, "x-provenance");
        found.add(new Finding(
                finding.kind(),
                "",
                finding.detail(),
                new Change.Side(finding.old().place(), String.join(", ", old.notes.getOrDefault(level, Set.of()))),
                new Change.Side(finding.now().place(), String.join(", ", now.notes.getOrDefault(level, Set.of())))));
    }

    private static int weight(TypeRules rules, String note) {
        return rules.notes.getOrDefault(note, Set.of()).stream()
                .mapToInt(LEVELS::indexOf)
                .sum();
    }
}
