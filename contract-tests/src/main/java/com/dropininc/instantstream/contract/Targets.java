package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.spec.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds out what is to be judged, and with which keys. */
record Targets(Map<String, Environment> environments, Map<String, String> variables) {
    /** In a profile: the socket is on the host and port of the API, as on the mock. */
    private static final String SAME_HOST = "same";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The target that the command line names.
     *
     * @throws UsageException if it names none, or a key is missing
     */
    Target target(Optional<String> env, Optional<String> baseUrl) {
        if (env.isEmpty() && baseUrl.isEmpty()) {
            throw new UsageException("which server? use --env NAME or --base-url URL");
        }
        Environment chosen = env.map(this::named).orElse(null);
        Environment environment = baseUrl.map(url -> at(url, chosen)).orElse(chosen);
        String url = environment.baseUrl().replaceAll("/+$", "");
        return new Target(
                environment.name(),
                url,
                environment.guarded(),
                environment.concurrency(),
                environment.burst(),
                environment.answerTime(),
                keys(environment),
                environment.streams(),
                environment
                        .socket()
                        .map(socket -> socket.equals(SAME_HOST) ? url.replaceFirst("^http", "ws") : socket));
    }

    private Environment named(String name) {
        Environment environment = environments.get(name);
        if (environment == null) {
            throw new UsageException(
                    "there is no environment '" + name + "'; " + Nearest.hint(name, environments.keySet()));
        }
        return environment;
    }

    private Environment at(String url, Environment chosen) {
        String host = host(url);
        if (chosen != null) {
            boolean guarded = environments.values().stream().anyMatch(other -> other.guarded() && other.sameHost(url));
            return guarded && !chosen.guarded()
                    ? byHost(url).orElse(chosen).at(chosen.name(), url)
                    : chosen.at(chosen.name(), url);
        }
        boolean loopback = LOOPBACK.contains(host);
        return byHost(url)
                .filter(known -> !known.demoKeys())
                .or(() -> environments.values().stream()
                        .filter(profile -> !profile.guarded() && profile.demoKeys() == loopback)
                        .findFirst())
                .map(profile -> profile.at(url, url))
                .orElseThrow(() -> new UsageException("no environment fits " + url + ": name one with --env too"));
    }

    private Optional<Environment> byHost(String url) {
        return environments.values().stream()
                .filter(known -> known.sameHost(url))
                .findFirst();
    }

    private static String host(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new UsageException("'" + url + "' is no base URL; give one such as http://127.0.0.1:4010");
            }
            return uri.getHost();
        } catch (URISyntaxException e) {
            throw new UsageException("'" + url + "' is no URL; give one such as http://127.0.0.1:4010", e);
        }
    }

    private Keys keys(Environment environment) {
        Map<String, Secret> byKind = new LinkedHashMap<>();
        environment
                .keyVariables()
                .forEach((kind, variable) -> secret(variable).ifPresent(secret -> byKind.put(kind, secret)));
        if (byKind.isEmpty() && environment.demoKeys()) {
            return demoKeys(environment);
        }
        String first = environment.keyVariables().values().iterator().next();
        if (secret(first).isEmpty()) {
            throw new UsageException(first + " is not set: put an API key of " + environment.name() + " into it");
        }
        return new Keys(
                byKind,
                secret(environment.pusherVariables().key()),
                secret(environment.pusherVariables().secret()));
    }

    private static Keys demoKeys(Environment environment) {
        Fixtures fixtures = Fixtures.load();
        Map<String, Secret> byKind = new LinkedHashMap<>();
        environment
                .keyVariables()
                .forEach((kind, variable) -> byKind.put(
                        kind, new Secret(variable, fixtures.keyOfKind(kind).key())));
        return new Keys(
                byKind,
                Optional.of(new Secret(
                        environment.pusherVariables().key(), fixtures.pusher().key())),
                Optional.of(new Secret(
                        environment.pusherVariables().secret(),
                        fixtures.pusher().secret())));
    }

    /** Whether the demo keys stand in for variables that are not set. */
    boolean usesDemoKeys(Target target) {
        return variables.keySet().stream()
                .noneMatch(name -> target.keys().byKind().values().stream()
                        .anyMatch(key -> key.toString().equals("$" + name)));
    }

    private Optional<Secret> secret(String variable) {
        Optional<String> text =
                Optional.ofNullable(variables.get(variable)).map(String::strip).filter(t -> !t.isEmpty());
        if (text.filter(key -> !key.matches("[\\x21-\\x7e]+")).isPresent()) {
            throw new UsageException(variable + " holds a letter that no header can carry");
        }
        return text.map(key -> new Secret(variable, key));
    }
}
