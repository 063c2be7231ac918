package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Compares lists of servers. Without a list the server is the one that the document comes from. */
final class ServerDiff {
    private static final String ENVIRONMENT = "x-environment";

    private final Pair servers;

    ServerDiff(Pair servers) {
        this.servers = servers;
    }

    void compare() {
        boolean named = Stream.concat(servers.old.items().stream(), servers.now.items().stream())
                .allMatch(server -> server.raw(ENVIRONMENT).exists());
        servers.entries(byKey(servers.old, named), byKey(servers.now, named)).forEach((key, server) -> {
            if (server.both()) {
                server(server);
            } else if (!key.equals("/")) {
                server.add(server.gone() ? "server-removed" : "server-added", key);
            }
        });
    }

    private static Map<String, DocumentNode> byKey(DocumentNode servers, boolean named) {
        Map<String, DocumentNode> byKey = new LinkedHashMap<>();
        servers.items().forEach(server -> byKey.put(named ? server.text(ENVIRONMENT) : url(server), server));
        return byKey;
    }

    private static String url(DocumentNode server) {
        String url = server.text("url").replaceAll("/+$", "");
        return url.isEmpty() ? "/" : url;
    }

    private void server(Pair server) {
        server.skip("url", ENVIRONMENT);
        server.differs("server-moved", url(server.old), url(server.now));
        variables(server.get("variables"));
        server.rest();
    }

    static void variables(Pair variables) {
        variables.entries().values().forEach(variable -> {
            if (!variable.both()) {
                variable.add(variable.gone() ? "server-variable-removed" : "server-variable-added", "");
                return;
            }
            variable.skip("enum");
            Set<String> before = variable.old.texts("enum");
            Set<String> after = variable.now.texts("enum");
            if (before.isEmpty() != after.isEmpty()) {
                variable.add(before.isEmpty() ? "server-variable-fixed" : "server-variable-freed", "");
            } else {
                variable.sets("server-variable-value", before, after);
            }
            variable.text("default", "server-variable-default-changed");
            variable.rest();
        });
    }
}
