package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Compares operations: those of the API, and those that the API itself calls. For one thread. */
final class OperationDiff {
    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
    /** A header parameter of such a name is ignored (OpenAPI 3.1, Parameter Object). */
    private static final Set<String> IGNORED_HEADERS = Set.of("accept", "content-type", "authorization");

    private final Changes changes;
    private final Pair root;

    OperationDiff(Changes changes, Pair root) {
        this.changes = changes;
        this.root = root;
    }

    /**
     * An operation and where it is found.
     *
     * @param wire method and path with nameless variables: what tells it from others in a request
     */
    private record Operation(String address, String wire, String id, DocumentNode node, DocumentNode item) {
        String subject() {
            return id.isEmpty() ? address : id;
        }

        List<String> variables() {
            return VARIABLE.matcher(address)
                    .results()
                    .map(MatchResult::group)
                    .map(name -> name.substring(1, name.length() - 1))
                    .toList();
        }
    }

    /** @return the ids that operations had, and the ids that the same operations have now */
    Map<String, String> compare() {
        new ServerDiff(root.get("servers").as("servers", "")).compare();
        new SecurityDiff(root).schemes();
        Pair webhooks = root.get("webhooks");
        if (webhooks.old.exists() || webhooks.now.exists()) {
            all(webhooks, Side.CALLBACK, "webhook ");
        }
        return all(root.get("paths"), Side.API, "");
    }

    private Map<String, String> all(Pair paths, Side side, String prefix) {
        Map<String, Operation> before = operations(paths.old);
        Map<String, Operation> after = operations(paths.now);
        Map<String, String> renamed = new HashMap<>();
        before.forEach((wire, old) -> {
            Optional<Operation> now = Optional.ofNullable(after.get(wire)).or(() -> moved(old, before, after));
            Pair pair = pair(paths, old, now, prefix + old.subject());
            if (now.isEmpty()) {
                pair.add(side.kind("operation-removed"), old.address());
            } else {
                after.remove(now.get().wire());
                renamed.put(old.id(), now.get().id());
                operation(pair, old, now.get(), side);
            }
        });
        after.values()
                .forEach(fresh -> new Pair(changes, paths.old, fresh.node(), prefix + fresh.subject(), "")
                        .add(side.kind("operation-added"), fresh.address()));
        paths.skip(paths.old.keys().stream().filter(OperationDiff::path).toArray(String[]::new));
        paths.skip(paths.now.keys().stream().filter(OperationDiff::path).toArray(String[]::new));
        paths.rest();
        return renamed;
    }

    private Pair pair(Pair paths, Operation old, Optional<Operation> now, String subject) {
        return new Pair(changes, old.node(), now.map(Operation::node).orElse(paths.now), subject, "");
    }

    private static Optional<Operation> moved(
            Operation old, Map<String, Operation> before, Map<String, Operation> after) {
        return after.values().stream()
                .filter(now -> !old.id().isEmpty() && now.id().equals(old.id()) && !before.containsKey(now.wire()))
                .findFirst();
    }

    private static boolean path(String key) {
        return !key.startsWith("x-");
    }

    private static Map<String, Operation> operations(DocumentNode paths) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        paths.entries().forEach((path, item) -> {
            if (path(path)) {
                item.entries().forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        String address = method.toUpperCase(Locale.ROOT) + " " + path;
                        String wire = VARIABLE.matcher(address).replaceAll("{}");
                        Operation one = new Operation(address, wire, operation.text("operationId"), operation, item);
                        if (operations.put(wire, one) != null) {
                            throw new ContractException(operation.place() + ": " + address
                                    + " is declared twice, with another name of a variable: keep one of them");
                        }
                    }
                });
            }
        });
        return operations;
    }

    private void operation(Pair pair, Operation old, Operation now, Side side) {
        if (!old.wire().equals(now.wire())) {
            pair.differs(side.kind("operation-moved"), old.address(), now.address());
        } else {
            String was = String.join(", ", old.variables());
            pair.differs("path-variable-renamed", was, String.join(", ", now.variables()));
        }
        pair.text("operationId", "operation-id-changed");
        pair.flag("deprecated", "operation-deprecated", "operation-undeprecated");
        new SecurityDiff(root).compare(pair);
        keyKinds(pair);
        pair.skip("x-writes");
        pair.sets("operation-writes", old.node().texts("x-writes"), now.node().texts("x-writes"));
        pair.skip("parameters");
        new ParameterDiff(side).compare(pair, parameters(old), parameters(now));
        new BodyDiff(side.sent()).body(pair.get("requestBody").as(pair.subject, "body"), side);
        new ResponseDiff(side).compare(pair.get("responses"));
        pair.get("callbacks").entries().forEach((name, callback) -> callback(pair, name, callback));
        pair.skip("servers");
        Pair servers = pair.with(servers(old, root.old), servers(now, root.now), "");
        if (!servers.old.address().equals(root.old.get("servers").address())
                || !servers.now.address().equals(root.now.get("servers").address())) {
            new ServerDiff(servers).compare();
        }
        pair.with(old.item(), now.item(), "")
                .skip(METHODS.toArray(String[]::new))
                .skip("parameters", "servers")
                .rest();
        pair.rest();
    }

    private void callback(Pair operation, String name, Pair callback) {
        if (callback.both()) {
            all(callback, Side.CALLBACK, operation.subject + " callback " + name + " ");
        } else {
            callback.add(callback.gone() ? "callback-removed" : "callback-added", name);
        }
    }

    private static DocumentNode servers(Operation operation, DocumentNode root) {
        DocumentNode own = operation.node().get("servers");
        DocumentNode shared = operation.item().get("servers");
        return own.exists() ? own : shared.exists() ? shared : root.get("servers");
    }

    /** Parameters of the path and of the operation, which hide those; a variable of the path by its position. */
    private static Map<String, DocumentNode> parameters(Operation operation) {
        Map<String, DocumentNode> parameters = new LinkedHashMap<>();
        for (DocumentNode holder : List.of(operation.item(), operation.node())) {
            for (DocumentNode parameter : holder.get("parameters").items()) {
                String in = parameter.text("in");
                String name = parameter.text("name");
                String key = in.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
                int variable = in.equals("path") ? operation.variables().indexOf(name) : -1;
                if (!in.equals("header") || !IGNORED_HEADERS.contains(key)) {
                    parameters.put(in + " " + (variable < 0 ? key : String.valueOf(variable)), parameter);
                }
            }
        }
        return parameters;
    }

    /** No list means every kind. */
    private static void keyKinds(Pair pair) {
        String key = "x-key-kinds";
        pair.skip(key);
        Set<String> before = pair.old.texts(key);
        Set<String> after = pair.now.texts(key);
        if (before.isEmpty() == after.isEmpty()) {
            pair.sets("operation-key-kind", before, after);
        } else {
            String kinds = String.join(", ", before.isEmpty() ? after : before);
            pair.add(
                    "operation-key-kind-" + (before.isEmpty() ? "removed" : "added"),
                    (before.isEmpty() ? "only " : "not only ") + kinds);
        }
    }
}
