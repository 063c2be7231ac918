package com.dropininc.instantstream.contract.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A stream and its chat at one moment.
 *
 * @param properties the properties that the spec knows; others may come and go as they like
 * @param chat its messages
 */
record Snapshot(Map<String, JsonNode> properties, List<JsonNode> chat) {
    /** How {@code x-writes} names the messages. */
    static final String CHAT = "chat";

    /** What is different in {@code after} although it may not be, one line each. */
    List<String> changes(Snapshot after, Set<String> writes) {
        List<String> changes = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>(properties.keySet());
        names.addAll(after.properties.keySet());
        for (String name : names) {
            JsonNode old = properties.get(name);
            JsonNode now = after.properties.get(name);
            boolean same = old == null ? now == null : old.equals(now);
            if (!same && !writes.contains(name)) {
                changes.add(name + ": " + shown(old) + " became " + shown(now));
            }
        }
        boolean kept = writes.contains(CHAT)
                ? after.chat.size() >= chat.size()
                        && after.chat.subList(0, chat.size()).equals(chat)
                : after.chat.equals(chat);
        if (!kept) {
            changes.add(CHAT + ": " + chat.size() + " messages became " + after.chat.size()
                    + (chat.size() == after.chat.size() ? " others" : ""));
        }
        return changes;
    }

    private static String shown(JsonNode value) {
        return value == null ? "absent" : value.toString();
    }
}
