package com.dropininc.instantstream.mock.sandbox;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * When which fault strikes.
 *
 * @param name what people call it; rules of a preset carry the preset's name
 * @param probability of striking where it fits, 0 to 1
 * @param seed makes chance repeatable
 * @param times how often it strikes before it stops; without end when 0
 */
public record FaultRule(
        String id, String name, Fit fit, Fault fault, double probability, OptionalLong seed, int times) {

    /**
     * What a rule is about; what is empty fits everything.
     *
     * @param operation operationId
     * @param token of the stream
     * @param role that the request's body names
     * @param caller kind of the key
     * @param event name of a realtime event
     */
    public record Fit(
            Optional<String> operation,
            Optional<String> token,
            Optional<String> role,
            Optional<String> caller,
            Optional<String> event) {

        boolean fits(Situation situation) {
            return same(operation, situation.operation())
                    && same(token, situation.token())
                    && same(role, situation.role())
                    && same(caller, situation.caller())
                    && same(event, situation.event());
        }

        private static boolean same(Optional<String> wanted, String is) {
            return wanted.isEmpty() || wanted.get().equals(is);
        }
    }

    /** Where a fault may strike; what is not known is an empty text. */
    public record Situation(String operation, String token, String role, String caller, String event) {
        static Situation ofEvent(String event, String token) {
            return new Situation("", token, "", "", event);
        }
    }
}
