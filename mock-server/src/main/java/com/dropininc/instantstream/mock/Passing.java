package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Upstreams;
import com.dropininc.instantstream.spec.Contract;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a mock passes calls on to a real environment.
 *
 * @param server base URL, or the name of an environment of the spec; none are passed on when empty
 * @param operations which, for every sandbox that is not told otherwise
 * @param allowed base URLs that may be used beside the spec's servers
 * @param keys the environment's own API keys by kind; the one under an empty text is for every other kind
 */
public record Passing(
        Optional<String> server, Collection<String> operations, List<String> allowed, Map<String, String> keys) {
    /** Nothing is passed on. */
    public static final Passing NOTHING = new Passing(Optional.empty(), List.of(), List.of(), Map.of());

    private static final String PREFIX = "INSTANTSTREAM_UPSTREAM_";
    private static final String SUFFIX = "APIKEY";

    public Passing {
        operations = List.copyOf(operations);
        allowed = List.copyOf(allowed);
        keys = Map.copyOf(keys);
    }

    /**
     * The keys of an environment such as {@code System.getenv()}: {@code INSTANTSTREAM_UPSTREAM_APIKEY}, and for one kind
     * {@code INSTANTSTREAM_UPSTREAM_OPERATOR_APIKEY}.
     */
    static Map<String, String> keysOf(Map<String, String> environment) {
        Map<String, String> keys = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !value.isBlank()) {
                String kind = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
                keys.put(kind.replace("_", "").toLowerCase(Locale.ROOT), value.strip());
            }
        });
        return keys;
    }

    /** Whether any call can be passed on: no environment answers without a key. */
    boolean possible() {
        return !keys.isEmpty();
    }

    /** Where calls may be passed on to. */
    Upstreams upstreams(Contract contract) {
        return new Upstreams(contract, allowed, possible());
    }

    /** The key for callers of a kind. */
    String key(String kind) {
        return keys.getOrDefault(kind, keys.getOrDefault("", ""));
    }

    @Override
    public String toString() {
        return "Passing[" + server.orElse("nowhere") + ", " + operations + ", allowed=" + allowed + ", keys="
                + keys.keySet() + "]";
    }
}
