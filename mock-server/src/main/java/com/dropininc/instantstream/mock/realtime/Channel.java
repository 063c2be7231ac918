package com.dropininc.instantstream.mock.realtime;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One channel: its subscribers, members and last event. Everything happens under its lock, which makes the order of
 * frames the same for all subscribers. Sending only queues, so the lock is never held for a slow reader.
 */
final class Channel {
    private static final int COUNT_AT_ONCE = 100;

    private final Realtime realtime;
    private final ChannelName name;
    private final Map<Connection, Optional<String>> subscribers = new LinkedHashMap<>();
    private final Map<String, Present> members = new LinkedHashMap<>();
    private Cached cached;
    private boolean missReported;
    private boolean countDue;
    private boolean retired;

    /** What became of a subscription. */
    enum Entry {
        DONE,
        /** Refused: the channel has all the members that it may have. */
        FULL,
        /** Refused: the channel has been given up, another must take its place. */
        RETIRED
    }

    private static final class Present {
        final JsonNode info;
        int connections;

        Present(JsonNode info) {
            this.info = info;
        }
    }

    private record Cached(byte[] frame, String event, String data, Instant expires) {}

    Channel(Realtime realtime, ChannelName name) {
        this.realtime = realtime;
        this.name = name;
    }

    ChannelName name() {
        return name;
    }

    /** Adds a subscriber, if this channel can take one; the member is null but on presence channels. */
    synchronized Entry subscribe(Connection connection, Member member) {
        if (retired) {
            return Entry.RETIRED;
        }
        if (member != null && present().size() >= Limits.MEMBERS && !present().containsKey(member.userId())) {
            return Entry.FULL;
        }
        boolean first = subscribers.isEmpty();
        boolean arrived = member != null && enter(member);
        subscribers.put(connection, Optional.ofNullable(member).map(Member::userId));
        if (first) {
            realtime.webhooks().occupied(name);
        }
        connection.send(Frames.subscribed(name, member == null ? "{}" : roster()));
        if (arrived) {
            sendAll(Frames.memberAdded(name, member.userId(), member.info()), connection);
            realtime.webhooks().memberAdded(name, member.userId());
        }
        if (name.cache()) {
            replay(connection);
        }
        countChanged();
        sayWhoIsHere();
        return Entry.DONE;
    }

    private boolean enter(Member member) {
        Present present = members.computeIfAbsent(member.userId(), id -> new Present(member.info()));
        present.connections++;
        return present.connections == 1
                && !realtime.elsewhere().members(name.value()).containsKey(member.userId());
    }

    /** Everybody, here and at other servers: info by user id. */
    private Map<String, JsonNode> present() {
        Map<String, JsonNode> present = new LinkedHashMap<>();
        members.forEach((id, here) -> present.put(id, here.info));
        realtime.elsewhere().members(name.value()).forEach((id, info) -> {
            if (!present.containsKey(id)) {
                present.put(id, Frames.readObject(info));
            }
        });
        return present;
    }

    /** Changes who is at other servers, and tells those here who has arrived and who has left. */
    synchronized void around(Runnable change) {
        Map<String, JsonNode> before = present();
        change.run();
        Map<String, JsonNode> after = present();
        after.forEach((id, info) -> {
            if (!before.containsKey(id)) {
                sendAll(Frames.memberAdded(name, id, info), null);
            }
        });
        before.keySet().stream()
                .filter(id -> !after.containsKey(id))
                .forEach(id -> sendAll(Frames.memberRemoved(name, id), null));
    }

    private void sayWhoIsHere() {
        realtime.outlet().ifPresent(outlet -> {
            Map<String, String> here = new LinkedHashMap<>();
            members.forEach((id, present) -> here.put(id, present.info.toString()));
            outlet.present(name.value(), new Outlet.Presence(subscribers.size(), here));
        });
    }

    private String roster() {
        ObjectNode data = Frames.object();
        ObjectNode presence = data.putObject("presence");
        ArrayNode ids = presence.putArray("ids");
        ObjectNode hash = presence.putObject("hash");
        Map<String, JsonNode> all = present();
        all.forEach((id, info) -> {
            ids.add(id);
            hash.set(id, info);
        });
        presence.put("count", all.size());
        return data.toString();
    }

    private void replay(Connection connection) {
        Cached last = fresh();
        if (last != null) {
            connection.send(last.frame());
            return;
        }
        connection.send(Frames.cacheMiss(name));
        if (!missReported) {
            missReported = true;
            realtime.webhooks().cacheMiss(name);
        }
    }

    /** Removes a subscriber, if it is one. */
    synchronized void unsubscribe(Connection connection) {
        Optional<String> userId = subscribers.remove(connection);
        if (userId == null) {
            return;
        }
        userId.ifPresent(this::leave);
        if (subscribers.isEmpty()) {
            missReported = false;
            realtime.webhooks().vacated(name);
        }
        countChanged();
        sayWhoIsHere();
    }

    private void leave(String userId) {
        Present present = members.get(userId);
        present.connections--;
        if (present.connections == 0) {
            members.remove(userId);
            if (realtime.elsewhere().members(name.value()).containsKey(userId)) {
                return;
            }
            sendAll(Frames.memberRemoved(name, userId), null);
            realtime.webhooks().memberRemoved(name, userId);
        }
    }

    /** Sends an event to all but one socket (null for none), and remembers it on a cache channel. */
    synchronized boolean publish(String event, String data, String exceptSocketId) {
        if (retired) {
            return false;
        }
        byte[] frame = Frames.event(event, name.value(), data, null);
        if (name.cache()) {
            Instant expires = realtime.settings()
                    .clock()
                    .instant()
                    .plus(realtime.settings().cacheTtl());
            cached = new Cached(frame, event, data, expires);
            missReported = false;
        }
        for (Connection subscriber : subscribers.keySet()) {
            if (!subscriber.id().value().equals(exceptSocketId)) {
                subscriber.send(frame);
            }
        }
        return true;
    }

    /** Sends one subscriber's event to the others; client events are not remembered. */
    synchronized void relay(Connection sender, String event, String data) {
        Optional<String> userId = subscribers.get(sender);
        if (userId == null) {
            return;
        }
        sendAll(Frames.event(event, name.value(), data, userId.orElse(null)), sender);
        realtime.webhooks().clientEvent(name, event, data, sender.id(), userId.orElse(null));
        realtime.outlet()
                .ifPresent(outlet -> outlet.carryLater(new Outlet.Signal(
                        Outlet.Signal.Kind.CLIENT_EVENT,
                        name.value(),
                        event,
                        data,
                        sender.id().value(),
                        userId.orElse(""))));
    }

    /** Sends an event of a client at another server. */
    synchronized void relayed(String event, String data, String userId) {
        sendAll(Frames.event(event, name.value(), data, userId.isEmpty() ? null : userId), null);
    }

    private void sendAll(byte[] frame, Connection except) {
        for (Connection subscriber : subscribers.keySet()) {
            if (subscriber != except) {
                subscriber.send(frame);
            }
        }
    }

    private void countChanged() {
        if (!realtime.app().features().subscriptionCount() || name.kind() == ChannelName.Kind.PRESENCE) {
            return;
        }
        if (subscribers.size() <= COUNT_AT_ONCE) {
            sendCount();
        } else if (!countDue) {
            countDue = true;
            realtime.threads()
                    .later(this::sendDueCount, realtime.settings().countPeriod().toMillis());
        }
    }

    private synchronized void sendDueCount() {
        countDue = false;
        sendCount();
    }

    private void sendCount() {
        sendAll(Frames.subscriptionCount(name, subscribers.size()), null);
        realtime.webhooks().subscriptionCount(name, subscribers.size());
    }

    private Cached fresh() {
        if (cached != null && !realtime.settings().clock().instant().isBefore(cached.expires())) {
            cached = null;
        }
        return cached;
    }

    /** Gives the channel up if nothing would be lost; from then on it takes no subscriber and no event. */
    synchronized boolean retireIfIdle() {
        retired = retired || (subscribers.isEmpty() && fresh() == null);
        return retired;
    }

    synchronized ChannelView view() {
        Cached last = fresh();
        CachedEvent event = null;
        if (last != null) {
            long millis =
                    last.expires().toEpochMilli() - realtime.settings().clock().millis();
            event = new CachedEvent(last.event(), last.data(), Math.max(1, (millis + 999) / 1000));
        }
        return new ChannelView(
                name.value(),
                name.kind(),
                subscribers.size() + realtime.elsewhere().subscriptions(name.value()),
                List.copyOf(present().keySet()),
                event);
    }
}
