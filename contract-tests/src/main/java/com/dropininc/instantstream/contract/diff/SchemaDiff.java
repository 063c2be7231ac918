package com.dropininc.instantstream.contract.diff;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Compares two schemas by the way that their values go. For one thread. */
final class SchemaDiff {
    private static final int DEEPEST = 40;

    private final Changes changes;
    private final Flow flow;
    private final String subject;
    private final KeywordDiff keywords;
    private final Set<List<JsonNode>> open = new HashSet<>();

    SchemaDiff(Changes changes, Flow flow, String subject) {
        this.changes = changes;
        this.flow = flow;
        this.subject = subject;
        this.keywords = new KeywordDiff(this::add);
    }

    /** Compares two schemas and all that is inside them. */
    void compare(Place old, Place now, String at) {
        List<JsonNode> pair = List.of(old.node(), now.node());
        if (open.size() > DEEPEST || !open.add(pair)) {
            return;
        }
        try {
            shapes(Shape.of(old), Shape.of(now), at);
        } finally {
            open.remove(pair);
        }
    }

    private void shapes(Shape old, Shape now, String at) {
        String trust = now.place().trust();
        if (!old.branches().isEmpty() || !now.branches().isEmpty()) {
            branches(old, now, at, trust);
            if (old.branches().isEmpty() || now.branches().isEmpty()) {
                return;
            }
        } else if (!types(old, now, at, trust)) {
            return;
        }
        keywords.compare(old, now, at, trust);
        properties(old, now, at);
        additional(old, now, at, trust);
        inside("items", old, now, at + "[]", trust);
    }

    /** Whether the two have any type in common, so that it is of use to look inside. */
    private boolean types(Shape old, Shape now, String at, String trust) {
        List<String> lost =
                old.types().stream().filter(type -> !now.allows(type)).toList();
        List<String> gained =
                now.types().stream().filter(type -> !old.allows(type)).toList();
        boolean narrowed =
                !lost.isEmpty() || (old.types().isEmpty() && !now.types().isEmpty());
        boolean widened =
                !gained.isEmpty() || (now.types().isEmpty() && !old.types().isEmpty());
        String detail = shown(old) + " became " + shown(now);
        if (narrowed && widened && lost.size() == old.types().size()) {
            add("type-changed", at, detail, trust);
            return false;
        }
        // A number that has to be an integer from now on is covered by its old types, and narrower all the same.
        boolean whole = old.types().contains("number")
                && !now.types().contains("number")
                && now.types().contains("integer");
        if (narrowed || whole) {
            add("type-narrowed", at, detail, trust);
        }
        if (widened) {
            add("type-widened", at, detail, trust);
        }
        return true;
    }

    private static String shown(Shape shape) {
        return shape.types().isEmpty() ? "any" : String.join(" or ", shape.types());
    }

    private static String shownButNull(Shape shape) {
        List<String> types =
                shape.types().stream().filter(type -> !type.equals(Shape.NULL)).toList();
        return types.isEmpty() ? "any" : String.join(" or ", types);
    }

    private void branches(Shape old, Shape now, String at, String trust) {
        if (old.nullable() != now.nullable()) {
            add(old.nullable() ? "type-narrowed" : "type-widened", at, "null", trust);
        }
        Map<String, Place> before = byLikeness(old);
        Map<String, Place> after = byLikeness(now);
        Changes.both(
                before,
                after,
                new Changes.Sides<>(
                        gone -> add("shape-removed", at, gone, trust),
                        fresh -> add("shape-added", at, fresh, trust),
                        (name, both) -> compare(both.get(0), both.get(1), at)));
    }

    /** A schema without branches is one branch, of its type. */
    private static Map<String, Place> byLikeness(Shape shape) {
        Map<String, Place> branches = new LinkedHashMap<>();
        if (shape.branches().isEmpty()) {
            branches.put(likeness(shape.place()), shape.place());
        }
        for (Place branch : shape.branches()) {
            if (Shape.isNull(branch)) {
                continue;
            }
            String likeness = likeness(branch);
            branches.put(branches.containsKey(likeness) ? likeness + " " + branches.size() : likeness, branch);
        }
        return branches;
    }

    private static String likeness(Place branch) {
        Shape shape = Shape.of(branch);
        return shape.branches().isEmpty() ? shownButNull(shape) : branch.likeness();
    }

    private void properties(Shape old, Shape now, String at) {
        Map<String, Place> before = new HashMap<>(old.properties());
        Changes.both(
                old.properties(),
                now.properties(),
                new Changes.Sides<>(
                        gone -> gone(old, now, at, gone),
                        fresh -> add(
                                now.required().contains(fresh) ? "property-added-required" : "property-added",
                                at + "/" + fresh,
                                "",
                                now.properties().get(fresh).trust()),
                        (name, both) -> {
                            changes.trust(subject, at + "/" + name, both.get(0), both.get(1));
                            compare(both.get(0), both.get(1), at + "/" + name);
                        }));
        required(old, now, at, before.keySet());
    }

    private void gone(Shape old, Shape now, String at, String name) {
        String trust = old.properties().get(name).trust();
        String kind = "property-removed";
        if (flow == Flow.REQUEST && now.closed()) {
            kind = "property-refused";
        } else if (flow != Flow.REQUEST && !old.required().contains(name)) {
            kind = "optional-property-removed";
        }
        add(kind, at + "/" + name, "", trust);
    }

    private void required(Shape old, Shape now, String at, Set<String> known) {
        for (String name : now.required()) {
            boolean fresh = !known.contains(name) && now.properties().containsKey(name);
            if (!old.required().contains(name) && !fresh) {
                add("property-required", at + "/" + name, "", now.place().trust());
            }
        }
        for (String name : old.required()) {
            boolean gone = known.contains(name) && !now.properties().containsKey(name);
            if (!now.required().contains(name) && !gone) {
                add("property-optional", at + "/" + name, "", now.place().trust());
            }
        }
    }

    private void additional(Shape old, Shape now, String at, String trust) {
        if (old.closed() != now.closed()) {
            add(now.closed() ? "closed" : "opened", at, "", trust);
            return;
        }
        inside("additionalProperties", old, now, at + "/*", trust);
    }

    /** What stands under a keyword: a schema that is not there allows everything. */
    private void inside(String keyword, Shape old, Shape now, String at, String trust) {
        boolean before = old.keywords().containsKey(keyword);
        boolean after = now.keywords().containsKey(keyword);
        if (before && after) {
            compare(old.sub(keyword), now.sub(keyword), at);
        } else if (after && !now.sub(keyword).node().isBoolean()) {
            add("form-fixed", at, keyword, trust);
        } else if (before && !old.sub(keyword).node().isBoolean()) {
            add("form-freed", at, keyword, trust);
        }
    }

    private void add(String kind, String at, String detail, String trust) {
        changes.add(flow.prefix() + "-" + kind, subject, at, detail, trust);
    }
}
