package com.dropininc.instantstream.contract.diff;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the realtime side of two versions (AsyncAPI 3). The application of the document is the API. */
final class EventDiff {
    private static final String VARIABLE = "\\{[^}]*}";

    private final Pair root;

    EventDiff(Pair root) {
        this.root = root;
    }

    void compare() {
        root.skip("asyncapi");
        root.text("defaultContentType", "event-content-type-changed");
        root.get("servers").entries().forEach(this::server);
        Pair channels = root.get("channels");
        channels.entries(byAddress(channels.old, channels.now), byAddress(channels.now, channels.old))
                .values()
                .forEach(this::channel);
        Pair operations = root.get("operations");
        operations
                .entries(byMeaning(operations.old), byMeaning(operations.now))
                .values()
                .forEach(this::operation);
        root.get("info")
                .as("info", "")
                .skip("version", "termsOfService", "contact", "license")
                .rest();
        new UnusedParts(root.get("components")).compare();
        root.rest();
    }

    private void server(String name, Pair pair) {
        Pair server = pair.as("realtime", "server " + name);
        if (!server.both()) {
            server.add(server.gone() ? "server-removed" : "server-added", name);
            return;
        }
        for (String key : Set.of("host", "pathname", "protocol", "protocolVersion")) {
            server.text(key, "server-moved");
        }
        ServerDiff.variables(server.get("variables"));
        server.rest();
    }

    /** Channels by their address on the wire, or by their names where both versions have the name. */
    private static Map<String, DocumentNode> byAddress(DocumentNode channels, DocumentNode others) {
        Map<String, DocumentNode> byAddress = new LinkedHashMap<>();
        channels.keys()
                .forEach(name -> byAddress.put(
                        others.raw(name).exists() ? "/" + name : wire(channels.get(name)), channels.raw(name)));
        return byAddress;
    }

    private static Set<String> servers(DocumentNode channel) {
        return channel.raw("servers").items().stream()
                .map(server -> server.text("protocol") + "://" + server.text("host") + server.text("pathname"))
                .collect(Collectors.toSet());
    }

    private static String wire(DocumentNode channel) {
        return channel.text("address").replaceAll(VARIABLE, "{}");
    }

    /** What is under a name, and a change if the name is another one, which is not seen on the wire. */
    private static Pair named(String what, Pair pair) {
        DocumentNode known = pair.old.exists() ? pair.old : pair.now;
        Pair named = pair.as("realtime", what + " " + known.name());
        if (named.both()) {
            named.differs("realtime-name-changed", pair.old.name(), pair.now.name());
        }
        return named.with(pair.old.follow(), pair.now.follow(), named.at);
    }

    private void channel(Pair pair) {
        Pair channel = named("channel", pair);
        if (!channel.both()) {
            String address = (channel.gone() ? channel.old : channel.now).text("address");
            channel.add(channel.gone() ? "channel-removed" : "channel-added", address);
            return;
        }
        channel.skip("address");
        channel.differs(
                wire(channel.old).equals(wire(channel.now)) ? "channel-variable-renamed" : "channel-renamed",
                channel.old.text("address"),
                channel.now.text("address"));
        channel.skip("messages", "servers");
        channel.sets("channel-server", servers(channel.old), servers(channel.now));
        messages(channel, channel.old, channel.now, Direction.EVENT);
        channel.get("parameters").entries().values().forEach(parameter -> {
            if (parameter.both()) {
                parameter.tree("channel-variable-changed", "enum", "default", "location");
                parameter.rest();
            } else {
                parameter.add("channel-variable-changed", "");
            }
        });
        channel.rest();
    }

    /** Operations by what they do: who sends, and on which channel. */
    private static Map<String, DocumentNode> byMeaning(DocumentNode operations) {
        Map<String, DocumentNode> byMeaning = new LinkedHashMap<>();
        operations.keys().forEach(name -> {
            DocumentNode operation = operations.get(name);
            String meaning = operation.text("action") + " " + wire(operation.get("channel"));
            byMeaning.put(byMeaning.containsKey(meaning) ? meaning + " " + name : meaning, operations.raw(name));
        });
        return byMeaning;
    }

    private void operation(Pair pair) {
        Pair operation = named("operation", pair);
        if (!operation.both()) {
            operation.add(operation.gone() ? "realtime-operation-removed" : "realtime-operation-added", pair.at);
            return;
        }
        operation.skip("action", "channel", "messages");
        boolean publishes = operation.now.text("action").equals("send");
        messages(operation, operation.old, operation.now, publishes ? Direction.EVENT : Direction.REQUEST);
        operation.rest();
    }

    private void messages(Pair holder, DocumentNode old, DocumentNode now, Direction direction) {
        Map<String, DocumentNode> before = byName(old);
        Map<String, DocumentNode> after = byName(now);
        holder.entries(before, after).forEach((name, pair) -> {
            Pair message = pair.as(name, "");
            if (message.both()) {
                message(message, direction);
            } else {
                message.add(message.gone() ? "event-left-channel" : "event-joined-channel", holder.at);
            }
        });
    }

    /** Messages by the names that they have on the wire; an operation without a list has all those of its channel. */
    private static Map<String, DocumentNode> byName(DocumentNode holder) {
        DocumentNode list = holder.get("messages");
        DocumentNode messages = list.exists() ? list : holder.get("channel").get("messages");
        Map<String, DocumentNode> byName = new LinkedHashMap<>();
        (messages.node().isArray() ? messages.items().stream() : messages.entries().values().stream())
                .forEach(message -> {
                    String name = message.text("name");
                    byName.put(name.isEmpty() || byName.containsKey(name) ? message.name() : name, message);
                });
        return byName;
    }

    private void message(Pair message, Direction direction) {
        boolean plain = !message.old.get("payload").raw("schemaFormat").exists()
                && !message.now.get("payload").raw("schemaFormat").exists();
        if (plain) {
            message.as(message.subject, "payload").schema("payload", direction);
            message.skip("payload");
        }
        message.as(message.subject, "headers").schema("headers", direction);
        message.skip("headers", "name");
        message.differs("event-content-type-changed", type(message.old), type(message.now));
        message.skip("contentType");
        message.rest();
    }

    private static String type(DocumentNode message) {
        String own = message.text("contentType");
        return own.isEmpty()
                ? new DocumentNode(
                                message.version(),
                                message.document(),
                                "",
                                message.document().root())
                        .text("defaultContentType")
                : own;
    }
}
