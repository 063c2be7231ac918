package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Holds the mock's own answers against the contract. What was found good twice is remembered to the letter, so that a
 * stream which does not change is not judged again each time it is answered, and what is answered once is not kept.
 * Safe to share between threads.
 */
final class Judged {
    /** A power of two; what falls on one place pushes the other out. */
    private static final int REMEMBERED = 1024;

    /** Longer answers are judged each time, so that the memory has a bound. */
    private static final int LONGEST = 4096;

    private final AtomicReferenceArray<Good> good = new AtomicReferenceArray<>(REMEMBERED);

    /** By place, the hash of what was last found good. */
    private final AtomicIntegerArray once = new AtomicIntegerArray(REMEMBERED);

    private record Good(Contract contract, String form, String json) {
        boolean same(Good other) {
            return contract == other.contract && form.equals(other.form) && json.equals(other.json);
        }
    }

    /**
     * How an answer breaks the contract; empty when it does not.
     *
     * @param body what its text says; asked for if it has to be judged
     */
    List<Violation> violations(Contract contract, Operation operation, Reply reply, Supplier<JsonNode> body) {
        String json = reply.json().orElse("");
        String form = contract.judge()
                .form(operation, reply.status(), MediaTypes.JSON)
                .orElse("");
        Good now = new Good(contract, form, json);
        int hash = json.hashCode();
        int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        Good before = good.get(place);
        if (before != null && before.same(now)) {
            return List.of();
        }
        List<Violation> violations = contract.judge()
                .answer(
                        operation,
                        reply.status(),
                        Optional.of(MediaTypes.JSON),
                        reply.json().map(text -> body.get()));
        if (violations.isEmpty() && json.length() <= LONGEST && once.getAndSet(place, hash) == hash) {
            good.set(place, now);
        }
        return violations;
    }
}
