package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.Server;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A profile of a target, as a file of environments declares it. Immutable.
 *
 * @param keyVariables environment variables by the kind of key that they hold, in order
 * @param pusherVariables the variables of the Pusher app's key and secret
 * @param demoKeys whether the demo keys of the fixtures stand in when no variable is set
 * @param guarded whether the rules for a protected environment hold
 * @param socket scheme and authority of its Pusher socket, or a word for the host of the API
 */
record Environment(
        String name,
        String baseUrl,
        Map<String, String> keyVariables,
        PusherVariables pusherVariables,
        boolean demoKeys,
        boolean guarded,
        int concurrency,
        int burst,
        Duration answerTime,
        Map<String, String> streams,
        Optional<String> socket) {

    /** Where the Pusher app's key and secret are. */
    record PusherVariables(String key, String secret) {}

    private static final String PUSHER_KEY = "pusherKey";
    private static final String PUSHER_SECRET = "pusherSecret";

    /** Reads all profiles of a file. */
    static Map<String, Environment> readAll(Document file, Contract contract) {
        Document profiles = file.only("environments", "identity").child("environments");
        Map<String, Environment> environments = new LinkedHashMap<>();
        profiles.node()
                .propertyNames()
                .forEach(name -> environments.put(name, read(name, profiles.child(name), contract)));
        if (environments.isEmpty()) {
            throw new FixtureException(profiles.where() + " has no environment");
        }
        return environments;
    }

    private static Environment read(String name, Document profile, Contract contract) {
        profile.only(
                "baseUrl",
                "server",
                "keys",
                "defaults",
                "protected",
                "concurrency",
                "burst",
                "answerMillis",
                "streams",
                "socket");
        Map<String, String> keys = texts(profile.child("keys"));
        PusherVariables pusher = new PusherVariables(
                profile.child("keys").text(PUSHER_KEY), profile.child("keys").text(PUSHER_SECRET));
        keys.remove(PUSHER_KEY);
        keys.remove(PUSHER_SECRET);
        for (String kind : keys.keySet()) {
            if (!contract.keyKinds().contains(kind)) {
                throw new FixtureException(profile.where() + "/keys: unknown kind of key '" + kind + "'; "
                        + Nearest.hint(kind, contract.keyKinds()));
            }
        }
        return new Environment(
                name,
                url(profile, contract),
                keys,
                pusher,
                profile.optionalText("defaults").isPresent(),
                profile.child("protected").node().asBoolean(),
                number(profile, "concurrency"),
                number(profile, "burst"),
                Duration.ofMillis(number(profile, "answerMillis")),
                profile.node().has("streams") ? texts(profile.child("streams")) : Map.of(),
                profile.optionalText("socket"));
    }

    private static String url(Document profile, Contract contract) {
        Optional<String> own = profile.optionalText("baseUrl");
        if (own.isPresent()) {
            return own.get();
        }
        String server = profile.text("server");
        return contract.servers().stream()
                .filter(known -> known.environment().equals(server))
                .map(Server::url)
                .findFirst()
                .orElseThrow(() ->
                        new FixtureException(profile.where() + "/server: the spec has no server '" + server + "'"));
    }

    private static int number(Document profile, String key) {
        int number = profile.child(key).node().asInt(0);
        if (number < 1) {
            throw new FixtureException(profile.where() + "/" + key + " has to be a number from 1 on");
        }
        return number;
    }

    private static Map<String, String> texts(Document map) {
        Map<String, String> texts = new LinkedHashMap<>();
        map.node().propertyNames().forEach(key -> texts.put(key, map.text(key)));
        return texts;
    }

    /** The same profile for another address. */
    Environment at(String otherName, String url) {
        return new Environment(
                otherName,
                url,
                keyVariables,
                pusherVariables,
                demoKeys,
                guarded,
                concurrency,
                burst,
                answerTime,
                streams,
                socket);
    }

    /** Whether an address is of the same server. */
    boolean sameHost(String url) {
        return Optional.ofNullable(URI.create(url).getHost())
                .filter(host -> host.equalsIgnoreCase(URI.create(baseUrl).getHost()))
                .isPresent();
    }
}
