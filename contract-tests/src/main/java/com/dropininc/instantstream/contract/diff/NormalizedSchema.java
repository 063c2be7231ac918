package com.dropininc.instantstream.contract.diff;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A schema in one form, however it was written: references followed, {@code allOf} joined, {@code oneOf} and
 * {@code anyOf} spread over the types, nullability a type like any other.
 *
 * @param branches for each type that is allowed its branches, one of which has to hold
 */
record NormalizedSchema(Map<JsonType, List<TypeRules>> branches) {
    boolean forbidden() {
        return branches.isEmpty();
    }

    /** Whether everything is allowed. */
    boolean free() {
        return branches.size() == JsonType.values().length
                && branches.values().stream()
                        .allMatch(rules -> rules.size() == 1 && rules.get(0).free());
    }

    /** Whether exactly one of the branches of a type has to hold, and not at least one. */
    boolean exclusive(JsonType type) {
        return branches.get(type).size() > 1 && branches.get(type).stream().anyMatch(rules -> rules.exclusive);
    }

    /** Whether any branch notes it. */
    boolean notes(String note) {
        return branches.values().stream().flatMap(List::stream).anyMatch(rules -> rules.notes.containsKey(note));
    }

    /** The types, for a person. */
    String shown() {
        return branches.size() == JsonType.values().length
                ? "any"
                : branches.entrySet().stream()
                        .map(entry -> entry.getKey() == JsonType.NUMBER
                                        && entry.getValue().stream().allMatch(rules -> rules.whole)
                                ? "integer"
                                : entry.getKey().word())
                        .collect(Collectors.joining(" or "));
    }
}
