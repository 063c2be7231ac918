package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.ChannelName.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller wants to know of channels (HTTP API reference, "Available info attributes").
 *
 * @param asked names such as {@code user_count}
 */
record Attributes(Set<String> asked) {
    private static final Set<String> KNOWN = Set.of("user_count", "subscription_count", "cache");

    /** Reads a comma-separated list; null asks for nothing. */
    static Attributes read(String info) throws ApiProblem {
        if (info == null || info.isBlank()) {
            return new Attributes(Set.of());
        }
        Set<String> asked = Set.copyOf(List.of(info.trim().split("\\s*,\\s*")));
        for (String name : asked) {
            if (!KNOWN.contains(name)) {
                throw ApiProblem.badRequest("Invalid info: there is no attribute '" + Text.shown(name)
                        + "'; there are user_count, subscription_count and cache.");
            }
        }
        return new Attributes(asked);
    }

    boolean isEmpty() {
        return asked.isEmpty();
    }

    boolean wantsUserCount() {
        return asked.contains("user_count");
    }

    /** Refuses attributes that this kind of channel does not have. */
    void requireFor(ChannelName channel) throws ApiProblem {
        if (wantsUserCount() && channel.kind() != Kind.PRESENCE) {
            throw ApiProblem.badRequest("Cannot retrieve the user count unless the channel is a presence channel");
        }
        if (asked.contains("cache") && !channel.cache()) {
            throw ApiProblem.badRequest("Cannot retrieve the cache unless the channel is a cache channel");
        }
    }

    /** Writes what was asked for and exists on this kind of channel. */
    void write(ObjectNode into, ChannelName channel, Optional<ChannelView> view) {
        if (wantsUserCount() && channel.kind() == Kind.PRESENCE) {
            into.put("user_count", view.map(v -> v.members().size()).orElse(0));
        }
        if (asked.contains("subscription_count")) {
            into.put("subscription_count", view.map(ChannelView::subscriptions).orElse(0));
        }
        if (asked.contains("cache") && channel.cache()) {
            writeCache(into, view.map(ChannelView::cached).orElse(null));
        }
    }

    private static void writeCache(ObjectNode into, CachedEvent cached) {
        if (cached == null) {
            into.putNull("cache");
        } else {
            into.putObject("cache").put("data", cached.data()).put("ttl", cached.ttlSeconds());
        }
    }
}
