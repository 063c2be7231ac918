package com.dropininc.instantstream.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The form of a realtime channel's name (`x-channels`).
 *
 * @param id {@code stream} or {@code account}
 * @param parameter name of the variable part, such as {@code token}
 * @param prefixes what a name may begin with; the first is the one that events are published on
 * @param stem what stands between prefix and variable part
 * @param keyKinds kinds of key that may join
 */
public record ChannelForm(
        String id, String parameter, List<String> prefixes, String stem, Set<String> keyKinds, Provenance provenance) {

    /** The name of the channel on which events for {@code value} are published. */
    public String name(String value) {
        return prefixes.get(0) + stem + value;
    }

    /** The variable part of {@code name}; empty when the name has another form. */
    public Optional<String> value(String name) {
        return prefixes.stream()
                .map(prefix -> prefix + stem)
                .filter(start -> name.startsWith(start))
                .map(start -> name.substring(start.length()))
                .findFirst();
    }
}
