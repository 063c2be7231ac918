package com.dropininc.instantstream.contract.gate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a person lets through what blocks. Only if exactly what blocks is listed: something new blocks again. What
 * could not be judged cannot be overruled, since nobody knows what it is. For one thread.
 */
final class OverrideDesk {
    private final List<Decision.OverrideUse> uses = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<Policy.Override> overruled = Optional.empty();

    OverrideDesk(List<Policy.Override> overrides, LocalDate today, List<Reason> reasons) {
        Set<String> blocking = reasons.stream()
                .filter(reason -> reason.kind().blocks())
                .map(Reason::id)
                .collect(Collectors.toSet());
        overrides.forEach(override -> uses.add(new Decision.OverrideUse(override, use(override, today, blocking))));
    }

    private String use(Policy.Override override, LocalDate today, Set<String> blocking) {
        String whose = "the override by " + override.person();
        if (override.expired(today)) {
            notes.add(whose + " has expired on " + override.expires() + " and lets nothing pass: remove it");
            return "lapsed";
        }
        if (blocking.isEmpty()) {
            notes.add(whose + " is not needed any more: remove it");
            return "not needed";
        }
        Set<String> missing = blocking.stream()
                .filter(id -> !override.findings().contains(id))
                .collect(Collectors.toSet());
        if (!missing.isEmpty()) {
            notes.add(whose + " does not list " + String.join(", ", missing) + ": what it does not list blocks");
            return "not enough";
        }
        overruled = Optional.of(overruled.orElse(override));
        return "used";
    }

    Optional<Policy.Override> overruled() {
        return overruled;
    }

    List<Decision.OverrideUse> uses() {
        return uses;
    }

    List<String> notes() {
        return notes;
    }
}
