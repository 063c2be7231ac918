package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Keys;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.PusherCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the keys of an environment: in variables, else in its file, else those of the demo. For one thread. */
final class KeyRing {
    private final Environment environment;
    private final Environment.KeySource source;
    private final Map<String, String> values;

    /** @param variables what stands for the environment's variables */
    KeyRing(Environment environment, Map<String, String> variables) {
        this.environment = environment;
        this.source = environment.keySource();
        this.values = new HashMap<>(source.file().map(KeyRing::lines).orElse(Map.of()));
        values.putAll(variables);
    }

    /** @throws UsageException if the first key is missing, or one that is there fits in no header */
    Keys keys() {
        Map<String, Secret> byKind = new LinkedHashMap<>();
        source.variables().forEach((kind, variable) -> secret(variable).ifPresent(secret -> byKind.put(kind, secret)));
        if (byKind.isEmpty() && source.demo()) {
            return demo();
        }
        String first = source.variables().values().iterator().next();
        if (secret(first).isEmpty()) {
            throw new UsageException(first + " is not set: put an API key of " + environment.name() + " into it"
                    + source.file().map(file -> ", or into " + file).orElse(""));
        }
        return new Keys(
                byKind,
                source.pusherKey().flatMap(this::secret),
                source.pusherSecret().flatMap(this::secret));
    }

    private Keys demo() {
        Fixtures fixtures = Fixtures.load();
        Map<String, Secret> byKind = new LinkedHashMap<>();
        source.variables()
                .forEach((kind, variable) -> byKind.put(
                        kind, new Secret(variable, fixtures.keyOfKind(kind).key())));
        PusherCredentials pusher = fixtures.pusher();
        return new Keys(
                byKind,
                source.pusherKey().map(variable -> new Secret(variable, pusher.key())),
                source.pusherSecret().map(variable -> new Secret(variable, pusher.secret())));
    }

    private Optional<Secret> secret(String variable) {
        Optional<String> text =
                Optional.ofNullable(values.get(variable)).map(String::strip).filter(t -> !t.isEmpty());
        if (text.filter(key -> !key.matches("[\\x21-\\x7e]+")).isPresent()) {
            throw new UsageException(variable + " holds a letter that no header can carry");
        }
        return text.map(key -> new Secret(variable, key));
    }

    private static Map<String, String> lines(Path file) {
        try {
            Map<String, String> values = new HashMap<>();
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                int equals = line.indexOf('=');
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                if (equals < 1) {
                    throw new UsageException(file + " line " + (i + 1) + " is no NAME=value");
                }
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
            return values;
        } catch (IOException e) {
            throw new UsageException("the key file " + file + " cannot be read: is the path right?", e);
        }
    }
}
