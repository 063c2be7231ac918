package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Network;
import com.dropininc.instantstream.contract.exchange.Rules;
import com.dropininc.instantstream.contract.exchange.Target;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A profile of a target, as {@link Profiles} reads it. Immutable.
 *
 * @param keySource where its keys come from
 * @param concurrency groups of checks that may run at once
 * @param answerTime longest time to an answer
 * @param streams tokens of streams that the target always has, by their state
 * @param socket scheme and authority of its Pusher socket, or a word for the host of the API
 * @param ledger whether a clean-up ledger is kept
 */
record Environment(
        String name,
        String baseUrl,
        KeySource keySource,
        int concurrency,
        Duration answerTime,
        Map<String, String> streams,
        Optional<String> socket,
        Rules rules,
        Network network,
        Target.Persona persona,
        boolean ledger) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Where keys come from; the keys themselves never stand in a profile.
     *
     * @param variables environment variables by the kind of key that they hold, in order
     * @param pusherKey the variable of the Pusher app's key
     * @param pusherSecret the variable of the Pusher app's secret
     * @param file lines {@code NAME=value} that stand in for variables
     * @param demo whether the demo keys of the fixtures stand in when no variable is set
     */
    record KeySource(
            Map<String, String> variables,
            Optional<String> pusherKey,
            Optional<String> pusherSecret,
            Optional<Path> file,
            boolean demo) {}

    boolean guarded() {
        return rules.guarded();
    }

    /** The same profile for another address. */
    Environment at(String otherName, String url) {
        return new Environment(
                otherName, url, keySource, concurrency, answerTime, streams, socket, rules, network, persona, ledger);
    }

    /** Whether an address is of the same server; on this machine each port is a server of its own. */
    boolean sameServer(String url) {
        URI mine = URI.create(baseUrl);
        URI other = URI.create(url);
        return mine.getHost() != null
                && mine.getHost().equalsIgnoreCase(other.getHost())
                && (!loopback(url) || mine.getPort() == other.getPort());
    }

    static boolean loopback(String url) {
        String host = URI.create(url).getHost();
        return host != null && LOOPBACK.contains(host);
    }
}
