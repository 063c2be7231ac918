package com.dropininc.instantstream.contract.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a run judges. Immutable.
 *
 * @param name name of the environment, or the URL where it has none
 * @param baseUrl without a slash at its end
 * @param concurrency groups of checks that may run at once
 * @param answerTime longest time to an answer
 * @param streams tokens of streams that the target always has, by their state
 * @param socket scheme and authority of its Pusher socket
 * @param rules what the suite may do to it
 * @param network the way to it
 * @param persona whom the suite pretends to be
 * @param ledger whether what a run makes is noted on disk until it is over; always on a guarded target
 */
public record Target(
        String name,
        String baseUrl,
        int concurrency,
        Duration answerTime,
        Keys keys,
        Map<String, String> streams,
        Optional<String> socket,
        Rules rules,
        Network network,
        Persona persona,
        boolean ledger) {

    /**
     * Whom the suite pretends to be.
     *
     * @param phone a number with {@code {area}} and {@code {line}} in it
     * @param emailDomain where that person's mail goes
     */
    public record Persona(String phone, String emailDomain) {}

    /** The same target by other keys. */
    public Target with(Keys others) {
        return new Target(
                name, baseUrl, concurrency, answerTime, others, streams, socket, rules, network, persona, ledger);
    }

    /** Whether the rules for a protected environment hold. */
    public boolean guarded() {
        return rules.guarded();
    }

    /** Calls that may be under way at once in a check of concurrency. */
    public int burst() {
        return rules.rate().burst();
    }
}
