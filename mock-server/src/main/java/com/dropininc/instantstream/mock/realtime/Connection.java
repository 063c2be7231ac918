package com.dropininc.instantstream.mock.realtime;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One client: what it subscribed to and who it signed in as. Its fields are guarded by its own lock. */
final class Connection {
    private final Realtime realtime;
    private final SocketId id = SocketId.random();
    private final int protocol;
    private final String client;
    private final Socket socket;
    private Map<String, Channel> channels = Map.of();
    private SignedInUser user;
    private EventRate clientEvents;
    private boolean gone;
    private volatile boolean greeted;
    private long probedAt;

    /**
     * A user that proved who it is.
     *
     * @param id the user's id
     * @param info shown to others on presence channels; an empty object if none was given
     */
    record SignedInUser(String id, JsonNode info) {}

    Connection(Realtime realtime, int protocol, String client) {
        this.realtime = realtime;
        this.protocol = protocol;
        this.client = Text.shown(client);
        this.socket = new Socket(this, realtime.settings().queue());
    }

    SocketId id() {
        return id;
    }

    Realtime realtime() {
        return realtime;
    }

    Socket socket() {
        return socket;
    }

    void send(byte[] frame) {
        socket.send(frame);
    }

    /** Tells the client what was wrong; the connection stays. */
    void error(Integer code, String message) {
        socket.send(Frames.error(code, message));
    }

    void opened() {
        realtime.admit(this);
        greeted = true;
    }

    void received(String text) {
        synchronized (this) {
            if (!gone && !socket.isClosing()) {
                ClientFrame.handle(this, text);
            }
        }
    }

    /** Ends the connection; protocols before 6 cannot read close codes and are told in an event first. */
    void close(CloseCode why) {
        if (protocol < 6) {
            error(why.code(), why.reason());
        }
        socket.closeWith(why.code(), why.reason());
    }

    /** The transport has ended. Cleaning up takes other locks than the caller may hold, so it runs elsewhere. */
    void gone() {
        runLater(this::leaveAll);
    }

    void runLater(Runnable task) {
        realtime.threads().run(task);
    }

    private void leaveAll() {
        synchronized (this) {
            if (gone) {
                return;
            }
            gone = true;
            channels.values().forEach(channel -> realtime.leave(channel, this));
            channels = Map.of();
            realtime.users().signedOut(this, user);
        }
        realtime.forget(this);
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized boolean isSubscribed(String channel) {
        return channels.containsKey(channel);
    }

    synchronized int subscriptions() {
        return channels.size();
    }

    synchronized Channel channel(String name) {
        return channels.get(name);
    }

    synchronized void joined(Channel channel) {
        if (channels.isEmpty()) {
            channels = new HashMap<>(4);
        }
        channels.put(channel.name().value(), channel);
    }

    synchronized Channel left(String name) {
        return channels.isEmpty() ? null : channels.remove(name);
    }

    synchronized SignedInUser user() {
        return user;
    }

    synchronized void signedIn(SignedInUser who) {
        user = who;
    }

    synchronized boolean mayTriggerNow() {
        if (clientEvents == null) {
            clientEvents = new EventRate();
        }
        return clientEvents.allows(System.nanoTime());
    }

    /** Probes a silent client, and cuts one that did not answer. Called by one thread only. */
    void checkLiveness(long now) {
        if (!greeted) {
            return;
        }
        RealtimeSettings settings = realtime.settings();
        long closingSince = socket.closingSince();
        if (closingSince != 0) {
            if (now - closingSince > settings.pongTimeout().toNanos()) {
                socket.abort();
            }
            return;
        }
        long heard = socket.lastHeard();
        if (probedAt != 0 && heard - probedAt >= 0) {
            probedAt = 0;
        }
        if (probedAt == 0 && now - heard > settings.activityTimeout().toNanos()) {
            probedAt = now;
            socket.ping();
            // A client without PONG frames answers this one.
            send(Frames.PING);
        } else if (probedAt != 0 && now - probedAt > settings.pongTimeout().toNanos()) {
            close(CloseCode.NO_PONG);
        }
    }

    synchronized ConnectionView view() {
        String userId = user == null ? null : user.id();
        return new ConnectionView(
                id.value(),
                protocol,
                client,
                userId,
                channels.keySet().stream().sorted().toList());
    }
}
