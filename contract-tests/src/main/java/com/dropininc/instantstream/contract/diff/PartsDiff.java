package com.dropininc.instantstream.contract.diff;

import java.util.Map;
import java.util.function.BiConsumer;

/** Compares what a contract says beside its operations: servers, keys, refusals, rules, limits, open questions. */
final class PartsDiff {
    private final Changes changes;

    PartsDiff(Changes changes) {
        this.changes = changes;
    }

    void compare(Documents old, Documents now) {
        servers(old.at("/servers"), now.at("/servers"));
        String header = "/components/securitySchemes/apikey";
        changes.trust("key", "", old.at(header), now.at(header));
        if (old.at(header).exists() && now.at(header).exists()) {
            changes.differs(
                    "key-header-changed",
                    new Changes.Spot("key", "", ""),
                    old.at(header).text("name"),
                    now.at(header).text("name"));
        }
        if (old.at("/x-key-kinds").exists() && now.at("/x-key-kinds").exists()) {
            Place kinds = now.at("/x-key-kinds");
            changes.sets(
                    "key-kind",
                    new Changes.Spot("key", "", kinds.trust()),
                    old.at("/x-key-kinds").texts("kinds"),
                    kinds.texts("kinds"));
        }
        lists(old, now);
        limits(old.at("/x-limits"), now.at("/x-limits"));
    }

    private void lists(Documents old, Documents now) {
        list("refusal", "id", old.at("/x-refusals"), now.at("/x-refusals"), (id, pair) -> {
            changes.differs(
                    "refusal-status-changed",
                    new Changes.Spot("refusals", id, ""),
                    pair[0].text("status"),
                    pair[1].text("status"));
            changes.differs(
                    "refusal-code-changed",
                    new Changes.Spot("refusals", id, ""),
                    pair[0].text("code"),
                    pair[1].text("code"));
        });
        list("rule", "id", old.at("/x-rules"), now.at("/x-rules"), (id, pair) -> {
            String trust = pair[1].trust();
            changes.differs(
                    "rule-changed",
                    new Changes.Spot("rules", id, trust),
                    pair[0].text("statement"),
                    pair[1].text("statement"));
        });
        list(
                "ambiguity",
                "id",
                old.at("/x-ambiguities"),
                now.at("/x-ambiguities"),
                (id, pair) -> changes.differs(
                        "reading-changed",
                        new Changes.Spot("ambiguities", id, ""),
                        pair[0].text("chosen"),
                        pair[1].text("chosen")));
        list("channel", "id", old.at("/x-channels"), now.at("/x-channels"), this::channel);
    }

    private void servers(Place old, Place now) {
        String key =
                now.items().stream().allMatch(server -> server.node().has("x-environment")) ? "x-environment" : "url";
        list(
                "server",
                key,
                old,
                now,
                (name, pair) -> changes.differs(
                        "server-moved",
                        new Changes.Spot("servers", name, pair[1].trust()),
                        url(pair[0]),
                        url(pair[1])));
    }

    private static String url(Place server) {
        return server.text("url").replaceAll("/+$", "");
    }

    private void channel(String id, Place[] pair) {
        String trust = pair[1].trust();
        changes.differs(
                "channel-renamed", new Changes.Spot("channels", id, trust), pair[0].text("name"), pair[1].text("name"));
        changes.sets(
                "channel-prefix",
                new Changes.Spot("channels", id, trust),
                pair[0].texts("prefixes"),
                pair[1].texts("prefixes"));
        changes.sets(
                "channel-key-kind",
                new Changes.Spot("channels", id, trust),
                pair[0].texts("key-kinds"),
                pair[1].texts("key-kinds"));
    }

    private void limits(Place old, Place now) {
        if (!old.exists() || !now.exists()) {
            changes.part("limits", old, now);
            return;
        }
        limit("bodyBytes", "body-limit", old, now);
        limit("answerMillis", "answer-time", old, now);
    }

    private void limit(String key, String kind, Place old, Place now) {
        long before = old.node().path(key).asLong();
        long after = now.node().path(key).asLong();
        String change = after < before ? "lowered" : "raised";
        changes.differs(
                kind + "-" + change,
                new Changes.Spot("limits", key, now.trust()),
                String.valueOf(before),
                String.valueOf(after));
    }

    private void list(String kind, String key, Place old, Place now, BiConsumer<String, Place[]> kept) {
        String subject = kind.endsWith("y") ? kind.replaceFirst("y$", "ies") : kind + "s";
        if (!old.exists() || !now.exists()) {
            changes.part(subject, old, now);
            return;
        }
        Map<String, Place> before = old.by(key);
        Map<String, Place> after = now.by(key);
        Changes.both(
                before,
                after,
                new Changes.Sides<>(
                        gone -> changes.add(
                                kind + "-removed",
                                subject,
                                gone,
                                "",
                                before.get(gone).trust()),
                        fresh -> changes.add(
                                kind + "-added",
                                subject,
                                fresh,
                                "",
                                after.get(fresh).trust()),
                        (id, both) -> {
                            changes.trust(subject, id, both.get(0), both.get(1));
                            kept.accept(id, new Place[] {both.get(0), both.get(1)});
                        }));
    }
}
