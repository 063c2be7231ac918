package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Compares what a contract says beside its operations: keys, rejections, rules, limits, open questions. */
final class MetadataDiff {
    private final Pair root;

    MetadataDiff(Pair root) {
        this.root = root;
    }

    void compare() {
        Pair kinds = root.get("x-key-kinds").as("key", "");
        if (kinds.both()) {
            kinds.skip("kinds");
            kinds.sets("key-kind", kinds.old.texts("kinds"), kinds.now.texts("kinds"));
            kinds.rest();
        } else {
            part(kinds);
        }
        list("x-refusals", "refusal", refusal -> {
            refusal.text("status", "refusal-status-changed");
            refusal.text("code", "refusal-code-changed");
            refusal.tree("refusal-changed", "rule", "advice");
        });
        list("x-rules", "rule", rule -> {
            rule.text("statement", "rule-changed");
            rule.tree("rule-changed", "premise", "excluded");
        });
        list("x-ambiguities", "ambiguity", ambiguity -> {
            ambiguity.text("chosen", "interpretation-changed");
            ambiguity.tree(
                    "ambiguity-changed", "question", "readings", "reason", "source", "probe", "rules", "changes");
        });
        list("x-channels", "channel", MetadataDiff::channel);
        limits(root.get("x-limits").as("limits", ""));
        root.get("info")
                .as("info", "")
                .skip("version", "termsOfService", "contact", "license")
                .rest();
        new UnusedParts(root.get("components")).compare();
        root.skip("openapi", "security");
        root.rest();
    }

    /** A whole part that one of the versions does not have: neither is judged by what it never said. */
    static void part(Pair part) {
        if (part.old.exists() != part.now.exists()) {
            part.add(part.fresh() ? "part-added" : "part-removed", "");
        }
    }

    private static void channel(Pair channel) {
        channel.text("name", "channel-renamed");
        channel.skip("prefixes", "key-kinds");
        channel.sets("channel-prefix", channel.old.texts("prefixes"), channel.now.texts("prefixes"));
        channel.sets("channel-key-kind", channel.old.texts("key-kinds"), channel.now.texts("key-kinds"));
    }

    private static void limits(Pair limits) {
        if (!limits.both()) {
            part(limits);
            return;
        }
        limit(limits, "bodyBytes", "body-limit");
        limit(limits, "answerMillis", "response-time");
        limits.rest();
    }

    private static void limit(Pair limits, String key, String kind) {
        long before = limits.old.raw(key).node().asLong();
        long after = limits.now.raw(key).node().asLong();
        limits.skip(key)
                .differs(
                        kind + (after < before ? "-lowered" : "-raised"),
                        String.valueOf(before),
                        String.valueOf(after));
    }

    private void list(String key, String kind, Consumer<Pair> kept) {
        Pair list = root.get(key).as(key.substring(2), "");
        if (!list.both()) {
            part(list);
            return;
        }
        list.entries(byId(list.old), byId(list.now)).values().forEach(entry -> {
            if (entry.both()) {
                entry.skip("id");
                kept.accept(entry);
                entry.rest();
            } else {
                entry.add(kind + (entry.gone() ? "-removed" : "-added"), "");
            }
        });
    }

    private static Map<String, DocumentNode> byId(DocumentNode list) {
        Map<String, DocumentNode> byId = new LinkedHashMap<>();
        list.items()
                .forEach(item -> byId.put(
                        byId.containsKey(item.text("id")) ? item.text("id") + " " + byId.size() : item.text("id"),
                        item));
        return byId;
    }
}
