package com.dropininc.instantstream.contract.diff;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Tells changes of components that nothing refers to, which no other comparison meets. They bind nobody, unless a
 * discriminator may lead to them by their name.
 */
final class UnusedParts {
    private static final String COMPONENTS = "#/components/";

    private final Pair components;

    UnusedParts(Pair components) {
        this.components = components;
    }

    void compare() {
        Set<String> used = new HashSet<>(reached(components.old));
        used.addAll(reached(components.now));
        Set<String> sections = new LinkedHashSet<>(components.old.keys());
        sections.addAll(components.now.keys());
        sections.stream().filter(section -> !section.startsWith("x-")).forEach(section -> compare(section, used));
        components.rest();
    }

    private void compare(String section, Set<String> used) {
        if (section.equals("examples")) {
            return;
        }
        components.get(section).entries().forEach((name, part) -> {
            boolean known = used.contains(section + "/" + name);
            if (!known && !PlainTree.same(part.old, part.now)) {
                boolean named =
                        used.contains("discriminator") && part.old.raw("allOf").exists();
                part.as("components", section + " " + name).add(named ? "not-compared" : "unused-part-changed", "");
            }
        });
    }

    /** The components that are met on the way from the rest of the document, as section and name. */
    private static Set<String> reached(DocumentNode components) {
        JsonNode root = components.document().root();
        Set<String> reached = new HashSet<>();
        Deque<JsonNode> open = new ArrayDeque<>();
        root.properties().stream()
                .filter(entry -> !entry.getKey().equals("components"))
                .forEach(entry -> {
                    open.add(entry.getValue());
                    named(entry.getKey(), entry.getValue(), reached);
                });
        while (!open.isEmpty()) {
            JsonNode node = open.remove();
            String ref = node.path("$ref").asString("");
            if (ref.startsWith(COMPONENTS) && reached.add(ref.substring(COMPONENTS.length()))) {
                open.add(root.at(ref.substring(1)));
            }
            node.properties().forEach(entry -> named(entry.getKey(), entry.getValue(), reached));
            node.forEach(open::add);
        }
        return reached;
    }

    private static void named(String key, JsonNode value, Set<String> reached) {
        if (key.equals("discriminator")) {
            reached.add(key);
        } else if (key.equals("security")) {
            value.forEach(one -> one.propertyNames().forEach(name -> reached.add("securitySchemes/" + name)));
        }
    }
}
