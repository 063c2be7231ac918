package com.dropininc.instantstream.contract.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The server that a run judges. Immutable.
 *
 * @param name name of the environment, or the URL where it has none
 * @param baseUrl without a slash at its end
 * @param guarded whether the rules for a protected environment hold
 * @param concurrency groups of checks that may run at once
 * @param burst calls that may be under way at once in a check of concurrency
 * @param answerTime longest time to an answer
 * @param streams tokens of streams that the target always has, by their state
 * @param socket scheme and authority of its Pusher socket
 */
public record Target(
        String name,
        String baseUrl,
        boolean guarded,
        int concurrency,
        int burst,
        Duration answerTime,
        Keys keys,
        Map<String, String> streams,
        Optional<String> socket) {}
