package com.dropininc.instantstream.spec;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * An event of the realtime side, a message of {@code asyncapi.yaml}.
 *
 * @param payload JSON pointer of its payload's schema in that document
 * @param fields the properties that its payload has to have
 * @param channels ids of the channel forms that carry it
 */
public record RealtimeEvent(
        String name, String payload, Set<String> fields, Set<String> channels, Provenance provenance) {
    static Map<String, RealtimeEvent> readAll(JsonNode root) {
        JsonNode messages = root.at("/components/messages");
        Map<String, RealtimeEvent> events = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> message : messages.properties()) {
            String pointer = "/components/messages/" + message.getKey();
            String payload = Pointers.resolve(pointer + "/payload", root);
            events.put(
                    message.getKey(),
                    new RealtimeEvent(
                            message.getKey(),
                            payload,
                            fields(payload, root),
                            channels(message.getKey(), root),
                            Yaml.provenance(message.getValue(), Judge.REALTIME + pointer)));
        }
        return Contract.unmodifiable(events);
    }

    private static Set<String> fields(String schema, JsonNode root) {
        JsonNode node = root.at(schema);
        Set<String> fields = new LinkedHashSet<>(Yaml.texts(node, "required"));
        for (int i = 0; i < node.path("allOf").size(); i++) {
            fields.addAll(fields(Pointers.resolve(schema + "/allOf/" + i, root), root));
        }
        return fields;
    }

    private static Set<String> channels(String message, JsonNode root) {
        Set<String> channels = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> channel : root.path("channels").properties()) {
            if (channel.getValue().path("messages").has(message)) {
                channels.add(channel.getKey());
            }
        }
        return channels;
    }
}
