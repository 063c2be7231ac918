package com.dropininc.instantstream.contract.exchange;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The keys of one run. Immutable.
 *
 * @param byKind API keys by their kind; the first one makes the calls for which any kind will do
 * @param pusherKey the key of the Pusher app, if given
 * @param pusherSecret the secret of the Pusher app, if given
 */
public record Keys(Map<String, Secret> byKind, Optional<Secret> pusherKey, Optional<Secret> pusherSecret) {
    public Keys {
        byKind = new LinkedHashMap<>(byKind);
    }

    /** The key for calls that any kind of key may make. */
    public Secret main() {
        return byKind.values().iterator().next();
    }

    /** A key of one of these kinds, if there is one. */
    public Optional<Secret> ofKind(Iterable<String> kinds) {
        return StreamSupport.stream(kinds.spliterator(), false)
                .filter(byKind::containsKey)
                .map(byKind::get)
                .findFirst();
    }

    /** Whether a call that takes these kinds of key can be made; of no kind named, any will do. */
    public boolean has(Collection<String> kinds) {
        return kinds.isEmpty() || ofKind(kinds).isPresent();
    }

    /**
     * The keys of none of these kinds, where one of these kinds is given too and is another key: only then do both tell
     * what the kind decides.
     */
    public List<Secret> besides(Collection<String> kinds) {
        Optional<Secret> declared = ofKind(kinds);
        return byKind.entrySet().stream()
                .filter(entry -> declared.isPresent() && !kinds.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .filter(other -> kinds.stream().map(byKind::get).noneMatch(key -> key != null && key.sameAs(other)))
                .toList();
    }

    /** Replaces every key and secret in a text by the name of its variable. */
    public String redact(String text) {
        String redacted = text;
        for (Secret secret : all().toList()) {
            redacted = secret.redact(redacted);
        }
        return redacted;
    }

    /** The first key or secret that shows in a text. The Pusher app's key is public. */
    public Optional<Secret> shownIn(String text) {
        return Stream.concat(byKind.values().stream(), pusherSecret.stream())
                .filter(secret -> secret.shows(text))
                .findFirst();
    }

    private Stream<Secret> all() {
        return Stream.concat(byKind.values().stream(), pusherSecret.stream());
    }
}
