package com.dropininc.instantstream.contract.diff;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.MissingNode;

/**
 * The two versions of one part of the contract, and which of its members have been compared. What nobody has compared
 * in the end is told, so that no change goes unseen. For one thread.
 */
final class Pair {
    /** Members that tell people something and bind nobody. */
    private static final Set<String> DOCUMENTATION =
            Set.of("description", "summary", "title", "tags", "externalDocs", "example", "examples");

    private static final List<String> LEVELS = List.of("assumed", "observed", "documented");
    private static final String PROVENANCE = "x-provenance";

    final DocumentNode old;
    final DocumentNode now;
    final String subject;
    final String at;
    private final Changes changes;
    private final Set<String> compared = new HashSet<>();

    Pair(Changes changes, DocumentNode old, DocumentNode now, String subject, String at) {
        this.changes = changes;
        this.old = old;
        this.now = now;
        this.subject = subject;
        this.at = at;
    }

    boolean both() {
        return old.exists() && now.exists();
    }

    boolean gone() {
        return old.exists() && !now.exists();
    }

    boolean fresh() {
        return !old.exists() && now.exists();
    }

    /** The same pair under another name. */
    Pair as(String otherSubject, String otherAt) {
        return new Pair(changes, old, now, otherSubject, otherAt);
    }

    /** Another pair of values of the same part. */
    Pair with(DocumentNode otherOld, DocumentNode otherNow, String otherAt) {
        return new Pair(changes, otherOld, otherNow, subject, otherAt);
    }

    /** A member, references followed. */
    Pair get(String key) {
        compared.add(key);
        return with(old.get(key), now.get(key), at);
    }

    /** The members of a mapping whose keys are names, each with the side that has it. */
    Map<String, Pair> entries() {
        return entries(old.entries(), now.entries());
    }

    Map<String, Pair> entries(Map<String, DocumentNode> before, Map<String, DocumentNode> after) {
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        Map<String, Pair> entries = new LinkedHashMap<>();
        for (String key : all) {
            DocumentNode oldOne = before.getOrDefault(key, missing(old));
            DocumentNode newOne = after.getOrDefault(key, missing(now));
            entries.put(key, with(oldOne, newOne, at.isEmpty() ? key : at + " " + key));
        }
        return entries;
    }

    private static DocumentNode missing(DocumentNode holder) {
        return new DocumentNode(holder.version(), holder.document(), holder.pointer(), MissingNode.getInstance());
    }

    void add(String kind, String detail) {
        changes.add(kind, subject, at, detail, Change.Side.of(old), Change.Side.of(now));
    }

    /** Compares the schema under a key by the way that its values go. */
    void schema(String key, Direction direction) {
        compared.add(key);
        changes.schemas(direction)
                .compare(old.raw(key), now.raw(key))
                .forEach(one -> changes.add(one.kind(), subject, at + one.at(), one.detail(), one.old(), one.now()));
    }

    /** Whether the schema allows a value with parts, then or now. */
    boolean composite(Direction direction) {
        SchemaDiff schemas = changes.schemas(direction);
        return schemas.composite(old.raw("schema")) || schemas.composite(now.raw("schema"));
    }

    /** Whether the schema allows any text now, and did not before. */
    boolean becameText(Direction direction) {
        SchemaDiff schemas = changes.schemas(direction);
        return !schemas.anyText(old.raw("schema")) && schemas.anyText(now.raw("schema"));
    }

    /** Members that are compared elsewhere, or say nothing that binds anybody. */
    Pair skip(String... keys) {
        compared.addAll(Arrays.asList(keys));
        return this;
    }

    /** One of two kinds if a member that is true or false, false if absent, differs. */
    void flag(String key, String kindIfSet, String kindIfCleared) {
        compared.add(key);
        if (old.flag(key) != now.flag(key)) {
            add(now.flag(key) ? kindIfSet : kindIfCleared, "");
        }
    }

    /** A change if a text differs. */
    void text(String key, String kind) {
        compared.add(key);
        differs(kind, old.text(key), now.text(key));
    }

    void differs(String kind, String before, String after) {
        if (!before.equals(after)) {
            add(kind, became(before, after));
        }
    }

    static String became(String old, String now) {
        if (old.isEmpty() || now.isEmpty()) {
            return old.isEmpty() ? now + " is new" : old + " is gone";
        }
        return old + " became " + now;
    }

    /** A change if members differ as plain trees. */
    void tree(String kind, String... keys) {
        for (String key : keys) {
            compared.add(key);
            if (!PlainTree.same(old.raw(key), now.raw(key))) {
                add(kind, key);
            }
        }
    }

    /** One change for each word that only one side has. */
    void sets(String prefix, Set<String> before, Set<String> after) {
        before.stream().filter(word -> !after.contains(word)).forEach(word -> add(prefix + "-removed", word));
        after.stream().filter(word -> !before.contains(word)).forEach(word -> add(prefix + "-added", word));
    }

    /** How far the rule can be trusted, then and now. */
    Pair provenance() {
        compared.add(PROVENANCE);
        provenance("", old.raw(PROVENANCE), now.raw(PROVENANCE));
        return this;
    }

    void provenance(String what, DocumentNode before, DocumentNode after) {
        String was = before.node().path("level").asString("");
        String is = after.node().path("level").asString("");
        if (!was.equals(is)) {
            String kind = LEVELS.indexOf(is) < LEVELS.indexOf(was) ? "lowered" : "raised";
            changes.add(
                    "provenance-" + kind,
                    subject,
                    at,
                    what + became(was, is),
                    new Change.Side(before.place(), was),
                    new Change.Side(after.place(), is));
        } else if (!PlainTree.same(before, after)) {
            with(before, after, at).add("provenance-source-changed", what);
        }
    }

    /** Every member that nobody has compared and that differs. */
    void rest() {
        provenance();
        Set<String> all = new LinkedHashSet<>(old.keys());
        all.addAll(now.keys());
        all.removeAll(compared);
        all.removeAll(DOCUMENTATION);
        for (String key : all) {
            if (!PlainTree.same(old.raw(key), now.raw(key))) {
                with(old.raw(key), now.raw(key), at).add("not-compared", key);
            }
        }
    }
}
