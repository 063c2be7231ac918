package com.dropininc.instantstream.contract.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares what two schemas say about one value: words, bounds and forms. */
final class KeywordDiff {
    private static final List<String> LOWER =
            List.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains");
    private static final List<String> UPPER =
            List.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains");
    private static final List<String> FORMS =
            List.of("pattern", "format", "multipleOf", "contentEncoding", "contentMediaType");
    private static final List<String> DEFAULTS = List.of("default", "x-default");

    /** What says nothing about which values are allowed, or is looked at elsewhere. */
    private static final Set<String> ELSEWHERE = Set.of(
            "title",
            "description",
            "example",
            "examples",
            "externalDocs",
            "xml",
            "$comment",
            "deprecated",
            "enum",
            "const",
            "items",
            "additionalProperties",
            "uniqueItems");

    /** Takes a change: its kind without the prefix, its place, its detail, its trust. */
    interface Sink {
        void add(String kind, String at, String detail, String trust);
    }

    private final Sink sink;

    KeywordDiff(Sink sink) {
        this.sink = sink;
    }

    void compare(Shape old, Shape now, String at, String trust) {
        words(old.words(), now.words(), at, trust);
        LOWER.forEach(keyword -> bound(keyword, old, now, at, trust));
        UPPER.forEach(keyword -> bound(keyword, old, now, at, trust));
        unique(old, now, at, trust);
        FORMS.forEach(keyword -> form(keyword, old, now, at, trust));
        for (String keyword : DEFAULTS) {
            if (differs(keyword, old, now)) {
                sink.add("default-changed", at, became(keyword, old, now), trust(keyword, now, trust));
            }
        }
        rest(old, now, at, trust);
    }

    private void words(Set<String> old, Set<String> now, String at, String trust) {
        if (old.isEmpty() != now.isEmpty()) {
            sink.add(
                    old.isEmpty() ? "words-fixed" : "words-freed",
                    at,
                    String.join(", ", old.isEmpty() ? now : old),
                    trust);
            return;
        }
        old.stream().filter(word -> !now.contains(word)).forEach(word -> sink.add("word-removed", at, word, trust));
        now.stream().filter(word -> !old.contains(word)).forEach(word -> sink.add("word-added", at, word, trust));
    }

    private void bound(String keyword, Shape old, Shape now, String at, String trust) {
        int tighter = LOWER.contains(keyword) ? 1 : -1;
        JsonNode before = old.keywords().get(keyword);
        JsonNode after = now.keywords().get(keyword);
        if (!differs(keyword, old, now)) {
            return;
        }
        int more = before == null || after == null ? 0 : number(after).compareTo(number(before));
        boolean tightened = before == null || (after != null && more * tighter > 0);
        boolean same = before != null && after != null && more == 0;
        if (!same) {
            sink.add(
                    tightened ? "bound-tightened" : "bound-loosened",
                    at,
                    became(keyword, old, now),
                    trust(keyword, now, trust));
        }
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? node.decimalValue() : BigDecimal.ZERO;
    }

    private void unique(Shape old, Shape now, String at, String trust) {
        boolean before = old.keywords().containsKey("uniqueItems")
                && old.keywords().get("uniqueItems").asBoolean();
        boolean after = now.keywords().containsKey("uniqueItems")
                && now.keywords().get("uniqueItems").asBoolean();
        if (before != after) {
            sink.add(after ? "bound-tightened" : "bound-loosened", at, "uniqueItems", trust);
        }
    }

    private void form(String keyword, Shape old, Shape now, String at, String trust) {
        if (!differs(keyword, old, now)) {
            return;
        }
        boolean before = old.keywords().containsKey(keyword);
        boolean after = now.keywords().containsKey(keyword);
        sink.add(
                before && after ? "form-changed" : after ? "form-fixed" : "form-freed",
                at,
                became(keyword, old, now),
                trust(keyword, now, trust));
    }

    /** Whatever else differs is told, not weighed: no keyword may change unseen. */
    private void rest(Shape old, Shape now, String at, String trust) {
        Set<String> all = new LinkedHashSet<>(old.keywords().keySet());
        all.addAll(now.keywords().keySet());
        List<String> weighed = new ArrayList<>(LOWER);
        weighed.addAll(UPPER);
        weighed.addAll(FORMS);
        for (String keyword : all) {
            boolean ours = weighed.contains(keyword) || ELSEWHERE.contains(keyword) || keyword.startsWith("x-");
            if (!ours && !keyword.equals("default") && differs(keyword, old, now)) {
                sink.add("schema-changed", at, became(keyword, old, now), trust(keyword, now, trust));
            }
        }
    }

    private static boolean differs(String keyword, Shape old, Shape now) {
        JsonNode before = old.keywords().get(keyword);
        JsonNode after = now.keywords().get(keyword);
        return before == null ? after != null : !before.equals(after);
    }

    private static String became(String keyword, Shape old, Shape now) {
        JsonNode before = old.keywords().get(keyword);
        JsonNode after = now.keywords().get(keyword);
        if (before == null || after == null) {
            return keyword + " " + (before == null ? after + " is new" : before + " is gone");
        }
        return keyword + " " + before + " became " + after;
    }

    /** A keyword may be trusted less than the property that it is about. */
    private static String trust(String keyword, Shape now, String ofAll) {
        JsonNode own =
                now.place().node().path("x-keyword-provenance").path(keyword).path("level");
        return own.asString(ofAll);
    }
}
