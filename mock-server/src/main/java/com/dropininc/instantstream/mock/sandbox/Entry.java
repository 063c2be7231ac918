package com.dropininc.instantstream.mock.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One request and its answer, as the journal keeps them: without secrets, and with long bodies cut.
 *
 * @param number place in the journal of its sandbox, from 1
 * @param at when it came, by the sandbox's clock
 * @param micros real time from its arrival to its answer, in microseconds
 * @param operation operationId; empty when it led to none
 * @param token the stream that it named or made; empty when none
 * @param caller kind of the key it carried; empty when none was known
 * @param refusals why it was refused, one for each thing that was wrong; empty when it was not
 * @param nearest for one that led to no operation: the operations most like it
 * @param warnings what a client should know although it worked
 * @param faults the faults that were simulated on it
 * @param upstream the real environment that answered in the mock's place
 */
public record Entry(
        String id,
        long number,
        String sandbox,
        Instant at,
        long micros,
        String operation,
        String token,
        String caller,
        Asked request,
        Told response,
        List<Reason> refusals,
        List<Near> nearest,
        List<String> warnings,
        List<String> faults,
        Optional<Passed> upstream) {

    public Entry {
        refusals = List.copyOf(refusals);
        nearest = List.copyOf(nearest);
        warnings = List.copyOf(warnings);
        faults = List.copyOf(faults);
    }

    /**
     * That a request was passed on.
     *
     * @param url what was called
     * @param violations how the answer broke the contract; empty when it kept it
     */
    public record Passed(String url, List<String> violations) {
        public Passed {
            violations = List.copyOf(violations);
        }
    }

    /** A request as it came. */
    public record Asked(String method, String path, String query, Map<String, String> headers, Text body) {}

    /** An answer as it went. */
    public record Told(int status, Map<String, String> headers, Text body) {}

    /**
     * The text of a body.
     *
     * @param text what is kept of it
     * @param bytes how long it was
     * @param truncated whether less is kept than there was
     */
    public record Text(String text, int bytes, boolean truncated) {}

    /**
     * Why a request was refused.
     *
     * @param where part of the request and place in it, such as {@code body /email}
     * @param what what is wrong there
     * @param value the offending value; empty when there is none or when it is secret
     * @param rule id of the broken rule
     * @param statement the rule
     * @param level how far the rule can be trusted: documented, observed or assumed
     * @param source heading of the owner's docs, or the reason
     * @param send what to send instead
     */
    public record Reason(
            String refusal,
            String code,
            String where,
            String what,
            String value,
            String rule,
            String statement,
            String level,
            String source,
            String send) {}

    /**
     * An operation that a request may have meant.
     *
     * @param why why the request is not it
     */
    public record Near(String operation, String method, String path, String why) {}

    /**
     * What requests are looked for by.
     *
     * @param operation operationId; empty when it led to none
     * @param token the stream that it named or made; empty when none
     * @param status of the answer
     */
    public record Heading(long number, String operation, String token, int status) {
        /** Whether it led to an operation. */
        public boolean matched() {
            return !operation.isEmpty();
        }
    }

    public Heading heading() {
        return new Heading(number, operation, token, response.status());
    }

    /** Whether it led to an operation. */
    public boolean matched() {
        return heading().matched();
    }
}
