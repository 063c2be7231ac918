package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.ApiKey;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds the key that a request carries, and the sandbox it opens. Safe to share between threads. */
public final class KeyRing {
    /** A key and what it opens. */
    public record Held(ApiKey key, Sandbox sandbox) {}

    private final Map<String, Held> keys = new ConcurrentHashMap<>();

    void add(Collection<ApiKey> more, Sandbox sandbox) {
        more.forEach(key -> keys.put(key.key(), new Held(key, sandbox)));
    }

    void remove(Collection<ApiKey> gone) {
        gone.forEach(key -> keys.remove(key.key()));
    }

    /** The key of that text; empty when no sandbox has it. */
    public Optional<Held> find(String key) {
        return Optional.ofNullable(keys.get(key));
    }
}
