package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Finds out what is to be judged, and with which keys. */
record Targets(Map<String, Environment> environments, Map<String, String> variables) {
    /** In a profile: the socket is on the host and port of the API, as on the mock. */
    private static final String SAME_HOST = "same";

    /** All environments of a file, or of {@code INSTANTSTREAM_CONFIG}, over those that ship with the suite. */
    static Targets of(Optional<Path> config, Contract contract, Map<String, String> variables) {
        Optional<Path> file = config.or(
                () -> Optional.ofNullable(variables.get("INSTANTSTREAM_CONFIG")).map(Path::of));
        return new Targets(Profiles.read(file, contract, variables), variables);
    }

    /**
     * The target that the command line names.
     *
     * @throws UsageException if it names none, or a key is missing
     */
    Target target(Optional<String> env, Optional<String> baseUrl) {
        if (env.isEmpty() && baseUrl.isEmpty()) {
            throw new UsageException("which server? use --env NAME or --base-url URL");
        }
        Environment chosen = env.map(this::environment).orElse(null);
        Environment environment = baseUrl.map(url -> at(url, chosen)).orElse(chosen);
        String url = environment.baseUrl().replaceAll("/+$", "");
        return new Target(
                environment.name(),
                url,
                environment.concurrency(),
                environment.answerTime(),
                new KeyRing(environment, variables).keys(),
                environment.streams(),
                environment.socket().map(socket -> socket.equals(SAME_HOST) ? url.replaceFirst("^http", "ws") : socket),
                environment.rules(),
                environment.network(),
                environment.persona(),
                environment.ledger());
    }

    /** The target that a name or a URL stands for. */
    Target named(String nameOrUrl) {
        return nameOrUrl.contains("://")
                ? target(Optional.empty(), Optional.of(nameOrUrl))
                : target(Optional.of(nameOrUrl), Optional.empty());
    }

    private Environment environment(String name) {
        Environment environment = environments.get(name);
        if (environment == null) {
            throw new UsageException(
                    "there is no environment '" + name + "'; " + Nearest.hint(name, environments.keySet()));
        }
        return environment;
    }

    private Environment at(String url, Environment chosen) {
        check(url);
        if (chosen != null) {
            boolean guarded =
                    environments.values().stream().anyMatch(other -> other.guarded() && other.sameServer(url));
            return guarded && !chosen.guarded()
                    ? byServer(url).orElse(chosen).at(chosen.name(), url)
                    : chosen.at(chosen.name(), url);
        }
        boolean loopback = Environment.loopback(url);
        return byServer(url)
                .filter(known -> !known.keySource().demo())
                .or(() -> environments.values().stream()
                        .filter(profile ->
                                !profile.guarded() && profile.keySource().demo() == loopback)
                        .findFirst())
                .map(profile -> profile.at(url, url))
                .orElseThrow(() -> new UsageException("no environment fits " + url + ": name one with --env too"));
    }

    private Optional<Environment> byServer(String url) {
        return environments.values().stream()
                .filter(known -> known.sameServer(url))
                .findFirst();
    }

    private static void check(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new UsageException("'" + url + "' is no base URL; give one such as http://127.0.0.1:4010");
            }
        } catch (URISyntaxException e) {
            throw new UsageException("'" + url + "' is no URL; give one such as http://127.0.0.1:4010", e);
        }
    }

    /** Whether the demo keys stand in for variables that are not set. */
    boolean usesDemoKeys(Target target) {
        return variables.keySet().stream()
                .noneMatch(name -> target.keys().byKind().values().stream()
                        .anyMatch(key -> key.toString().equals("$" + name)));
    }
}
