package com.dropininc.instantstream.spec;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The status of a refusal stands in {@code x-refusals}, and under the {@code responses} of each operation for readers
 * of plain OpenAPI. Where an overlay changes the one, the other follows.
 */
final class DeclaredRefusals {
    private DeclaredRefusals() {}

    /**
     * Declares, wherever a refusal may meet an operation, the status that the refusal has now.
     *
     * @param before the document as it was; {@code changed} is brought in line with itself
     */
    static void follow(JsonNode before, JsonNode changed) {
        Map<String, Integer> was = statuses(before);
        Map<String, Integer> now = statuses(changed);
        Map<Integer, Set<Integer>> moves = new LinkedHashMap<>();
        now.forEach((id, status) -> {
            int old = was.getOrDefault(id, status);
            if (old != status) {
                moves.computeIfAbsent(old, key -> new HashSet<>()).add(status);
            }
        });
        for (JsonNode path : changed.path("paths")) {
            for (JsonNode operation : path) {
                if (operation.path("responses") instanceof ObjectNode responses) {
                    moves.forEach((old, fresh) -> move(responses, old, fresh, now.containsValue(old)));
                }
            }
        }
    }

    private static void move(ObjectNode responses, int old, Set<Integer> fresh, boolean stillGiven) {
        JsonNode response = responses.get(String.valueOf(old));
        if (response == null) {
            return;
        }
        for (int status : fresh) {
            if (!responses.has(String.valueOf(status))) {
                responses.set(String.valueOf(status), response.deepCopy());
            }
        }
        if (!stillGiven) {
            responses.remove(String.valueOf(old));
        }
    }

    private static Map<String, Integer> statuses(JsonNode root) {
        Map<String, Integer> statuses = new LinkedHashMap<>();
        root.path("x-refusals")
                .forEach(refusal -> statuses.put(
                        refusal.path("id").asString(""), refusal.path("status").asInt()));
        return statuses;
    }
}
