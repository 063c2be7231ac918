package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Compares the operations of two versions. For one thread. */
final class OperationDiff {
    private final Changes changes;

    OperationDiff(Changes changes) {
        this.changes = changes;
    }

    /** An operation, with where it is found. */
    private record Found(String address, Place place, Map<String, Place> parameters) {}

    void compare(Documents old, Documents now) {
        Map<String, Found> before = operations(old);
        Map<String, Found> after = operations(now);
        Changes.both(
                before,
                after,
                new Changes.Sides<>(
                        gone -> changes.add(
                                "operation-removed", gone, "", before.get(gone).address(), trust(before, gone)),
                        fresh -> changes.add(
                                "operation-added", fresh, "", after.get(fresh).address(), trust(after, fresh)),
                        (id, both) -> operation(id, both.get(0), both.get(1))));
    }

    private static String trust(Map<String, Found> operations, String id) {
        return operations.get(id).place().trust();
    }

    private static Map<String, Found> operations(Documents version) {
        Map<String, Found> operations = new LinkedHashMap<>();
        version.at("/paths")
                .entries()
                .forEach((path, item) -> item.entries().forEach((method, operation) -> {
                    if (operation.node().has("responses") || operation.node().has("operationId")) {
                        String address = method.toUpperCase(java.util.Locale.ROOT) + " " + path;
                        String id = operation.text("operationId");
                        Map<String, Place> parameters = parameters(item);
                        parameters.putAll(parameters(operation));
                        operations.put(id.isEmpty() ? address : id, new Found(address, operation, parameters));
                    }
                }));
        return operations;
    }

    private static Map<String, Place> parameters(Place holder) {
        Map<String, Place> parameters = new LinkedHashMap<>();
        holder.get("parameters")
                .items()
                .forEach(parameter -> parameters.put(parameter.text("in") + " " + parameter.text("name"), parameter));
        return parameters;
    }

    private void operation(String id, Found old, Found now) {
        Place before = old.place();
        Place after = now.place();
        String trust = after.trust();
        changes.differs("operation-moved", new Changes.Spot(id, "", trust), old.address(), now.address());
        changes.trust(id, "", before, after);
        if (after.node().path("deprecated").asBoolean(false)
                && !before.node().path("deprecated").asBoolean(false)) {
            changes.add("operation-deprecated", id, "", "", trust);
        }
        keys(id, before, after);
        writes(id, before, after);
        parameters(id, old.parameters(), now.parameters());
        body(id, before.get("requestBody"), after.get("requestBody"));
        new AnswerDiff(changes, id).compare(before.get("responses"), after.get("responses"));
    }

    private void keys(String id, Place old, Place now) {
        boolean before = needsKey(old);
        boolean after = needsKey(now);
        if (before != after) {
            changes.add(after ? "operation-key-needed" : "operation-key-dropped", id, "", "", now.trust());
        }
        // No list means every kind.
        boolean narrowed =
                old.texts("x-key-kinds").isEmpty() && !now.texts("x-key-kinds").isEmpty();
        boolean widened =
                !old.texts("x-key-kinds").isEmpty() && now.texts("x-key-kinds").isEmpty();
        if (narrowed || widened) {
            String kinds = String.join(", ", (narrowed ? now : old).texts("x-key-kinds"));
            changes.add(
                    narrowed ? "operation-key-kind-removed" : "operation-key-kind-added",
                    id,
                    "",
                    (narrowed ? "only " : "not only ") + kinds,
                    now.trust());
            return;
        }
        changes.sets(
                "operation-key-kind",
                new Changes.Spot(id, "", now.trust()),
                old.texts("x-key-kinds"),
                now.texts("x-key-kinds"));
    }

    private static boolean needsKey(Place operation) {
        JsonNode own = operation.node().path("security");
        JsonNode security = own.isMissingNode() ? operation.root().path("security") : own;
        boolean free = security.valueStream().anyMatch(JsonNode::isEmpty);
        return !security.isEmpty() && !free;
    }

    private void writes(String id, Place old, Place now) {
        if (!old.node().has("x-writes") || !now.node().has("x-writes")) {
            return;
        }
        var before = old.texts("x-writes");
        var after = now.texts("x-writes");
        after.stream()
                .filter(name -> !before.contains(name))
                .forEach(name -> changes.add("operation-writes-more", id, "", name, now.trust()));
        before.stream()
                .filter(name -> !after.contains(name))
                .forEach(name -> changes.add("operation-writes-less", id, "", name, now.trust()));
    }

    private void parameters(String id, Map<String, Place> old, Map<String, Place> now) {
        Changes.both(
                old,
                now,
                new Changes.Sides<>(
                        gone -> changes.add(
                                "parameter-removed", id, gone, "", old.get(gone).trust()),
                        fresh -> changes.add(
                                required(now.get(fresh)) ? "parameter-added-required" : "parameter-added",
                                id,
                                fresh,
                                "",
                                now.get(fresh).trust()),
                        (name, both) -> parameter(id, name, both.get(0), both.get(1))));
    }

    private static boolean required(Place thing) {
        return thing.node().path("required").asBoolean(false);
    }

    private void parameter(String id, String name, Place old, Place now) {
        changes.trust(id, name, old, now);
        if (required(old) != required(now)) {
            changes.add(required(now) ? "parameter-required" : "parameter-optional", id, name, "", now.trust());
        }
        changes.differs(
                "parameter-default-changed",
                new Changes.Spot(id, name, now.trust()),
                old.node().path("x-default").toString(),
                now.node().path("x-default").toString());
        new SchemaDiff(changes, Flow.REQUEST, id).compare(old.get("schema"), now.get("schema"), name);
    }

    private void body(String id, Place old, Place now) {
        if (!old.exists() && !now.exists()) {
            return;
        }
        if (!old.exists()) {
            String kind = required(now) ? "request-body-added-required" : "request-body-added";
            changes.add(kind, id, "body", "", now.trust());
        } else if (!now.exists()) {
            changes.add("request-body-removed", id, "body", "", old.trust());
        } else {
            changes.trust(id, "body", old, now);
            if (required(old) != required(now)) {
                String kind = required(now) ? "request-body-required" : "request-body-optional";
                changes.add(kind, id, "body", "", now.trust());
            }
            media(changes, Flow.REQUEST, old, now, new Changes.Spot(id, "body", now.trust()));
        }
    }

    /** Compares the content types of a body or an answer, and the schemas of those that stay. */
    static void media(Changes changes, Flow flow, Place before, Place after, Changes.Spot spot) {
        Map<String, Place> old = before.get("content").entries();
        Map<String, Place> now = after.get("content").entries();
        changes.sets(flow.prefix() + "-media-type", spot, old.keySet(), now.keySet());
        old.forEach((type, media) -> {
            if (now.containsKey(type)) {
                new SchemaDiff(changes, flow, spot.subject())
                        .compare(media.get("schema"), now.get(type).get("schema"), spot.at());
            }
        });
    }
}
