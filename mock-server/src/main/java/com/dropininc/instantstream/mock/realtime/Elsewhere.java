package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.Outlet.Presence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Who is on the channels of an app at its other servers. Safe to share between threads. */
final class Elsewhere {
    private final Map<String, Map<Long, Presence>> byChannel = new ConcurrentHashMap<>();

    /** Notes who is on a channel at another server now. */
    void note(String channel, long server, Presence presence) {
        byChannel.compute(channel, (name, known) -> {
            Map<Long, Presence> changed = new TreeMap<>(known == null ? Map.of() : known);
            if (presence.subscriptions() == 0) {
                changed.remove(server);
            } else {
                changed.put(server, presence);
            }
            return changed.isEmpty() ? null : changed;
        });
    }

    /** Info by user id of the members of a channel. */
    Map<String, String> members(String channel) {
        Map<String, String> members = new LinkedHashMap<>();
        byChannel
                .getOrDefault(channel, Map.of())
                .values()
                .forEach(presence -> presence.members().forEach(members::putIfAbsent));
        return members;
    }

    int subscriptions(String channel) {
        return byChannel.getOrDefault(channel, Map.of()).values().stream()
                .mapToInt(Presence::subscriptions)
                .sum();
    }

    Set<String> channelsAt(long server) {
        Set<String> channels = new TreeSet<>();
        byChannel.forEach((channel, known) -> {
            if (known.containsKey(server)) {
                channels.add(channel);
            }
        });
        return channels;
    }

    Set<String> channels() {
        return new TreeSet<>(byChannel.keySet());
    }

    /** The servers that anybody is at. */
    Set<Long> servers() {
        Set<Long> servers = new TreeSet<>();
        byChannel.values().forEach(known -> servers.addAll(known.keySet()));
        return servers;
    }
}
