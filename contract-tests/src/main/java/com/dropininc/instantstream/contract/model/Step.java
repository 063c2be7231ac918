package com.dropininc.instantstream.contract.model;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One step of a walk: an operation, and what tells its calls apart. Immutable; the values are made when it is taken.
 *
 * @param operation id of the operation
 * @param role who acts; empty to leave it out
 * @param fields the device fields that are sent
 * @param deviceType which of the words for a device type
 * @param kind the kind of key; empty for one that fits
 * @param notifies what the request says about notifying the dealer
 * @param flaw what is wrong with the call
 */
public record Step(
        String operation,
        Optional<String> role,
        Set<String> fields,
        int deviceType,
        Optional<String> kind,
        boolean notifies,
        Flaw flaw) {

    /** What may be wrong with a call, whatever it is about. */
    public enum Flaw {
        NONE,
        NO_KEY,
        UNKNOWN_KEY,
        INVALID_BODY,
        WRONG_METHOD;

        private String words() {
            return this == NONE ? "" : " (" + name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")";
        }
    }

    /** The operation with nothing that is optional. */
    public static Step bare(String operation, Optional<String> role) {
        return new Step(operation, role, Set.of(), 0, Optional.empty(), false, Flaw.NONE);
    }

    @Override
    public String toString() {
        return operation
                + role.map(who -> " as " + who).orElse("")
                + (fields.isEmpty() ? "" : " with " + String.join(", ", fields))
                + kind.map(which -> " by a key of kind " + which).orElse("")
                + (notifies ? " notifying" : "")
                + flaw.words();
    }

    /** The same step with something wrong. */
    public Step flawed(Flaw other) {
        return new Step(operation, role, fields, deviceType, kind, notifies, other);
    }
}
