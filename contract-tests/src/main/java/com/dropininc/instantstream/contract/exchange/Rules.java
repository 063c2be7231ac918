package com.dropininc.instantstream.contract.exchange;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a profile lets the suite do to its target. Immutable.
 *
 * @param guarded whether the rules for a protected environment hold
 * @param notifying whether {@code notify=true} may be sent
 * @param writes ids of the operations that may change something; all of them when empty
 * @param reserved whom a guarded target may be told of
 */
public record Rules(
        boolean guarded, boolean notifying, Optional<Set<String>> writes, Rate rate, Budget budget, Reserved reserved) {

    /**
     * How fast.
     *
     * @param perSecond requests begun in any second; without a bound when empty
     * @param burst requests under way at once
     */
    public record Rate(OptionalInt perSecond, int burst) {}

    /** What one run may cost. */
    public record Budget(int requests, int streams, Duration time) {
        /** No bound worth the name. */
        public static final Budget NONE = new Budget(Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ofDays(1));
    }

    public Rules {
        if (guarded && notifying) {
            throw new IllegalArgumentException("nobody is ever notified on a protected environment");
        }
        writes = writes.map(Set::copyOf);
    }

    /** As strict as can be, or open to anything: for targets that nothing is sent to, or that nobody else uses. */
    public static Rules of(boolean guarded) {
        return new Rules(
                guarded,
                !guarded,
                Optional.empty(),
                new Rate(OptionalInt.empty(), Integer.MAX_VALUE),
                Budget.NONE,
                Reserved.load());
    }
}
