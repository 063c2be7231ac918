package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.realtime.Outlet.Signal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Pusher Channels app: its connections, channels, users and webhooks. Thread-safe. Publishing queues frames and
 * never waits for a reader; the order of events is the same for all subscribers of a channel.
 */
public final class Realtime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Realtime.class);

    private final PusherApp app;
    private final RealtimeSettings settings;
    private final RealtimeThreads threads;
    private final Signatures signatures;
    private final Webhooks webhooks;
    private final Users users = new Users();
    private final Map<String, Channel> channels = new ConcurrentHashMap<>();
    private final Map<SocketId, Connection> connections = new ConcurrentHashMap<>();
    private final Elsewhere elsewhere = new Elsewhere();
    private final Others others = new Others(this, elsewhere);
    private final Optional<Outlet> outlet;
    private final ScheduledFuture<?> sweep;
    private volatile CloseCode refusal;
    private volatile boolean overMessageQuota;

    /**
     * Opens an app.
     *
     * @param threads shared between apps; outlives this one
     */
    public Realtime(PusherApp app, RealtimeSettings settings, RealtimeThreads threads) {
        this(app, settings, threads, Optional.empty());
    }

    /**
     * Opens an app that has other servers.
     *
     * @param outlet tells them; there are none when empty
     */
    public Realtime(PusherApp app, RealtimeSettings settings, RealtimeThreads threads, Optional<Outlet> outlet) {
        this.outlet = outlet;
        this.app = app;
        this.settings = settings;
        this.threads = threads;
        this.signatures = new Signatures(app);
        this.webhooks = new Webhooks(app, settings, signatures, threads);
        this.refusal = app.features().enabled() ? null : CloseCode.APP_DISABLED;
        long period = settings.sweepPeriod().toMillis();
        this.sweep = threads.timer().scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
    }

    /** The app's credentials and switches. */
    public PusherApp app() {
        return app;
    }

    /** Signs for this app, as an authorization endpoint does. */
    public Signatures signatures() {
        return signatures;
    }

    /**
     * Sends an event to all subscribers of a channel.
     *
     * @param data a string, usually JSON; it is not parsed
     * @throws IllegalArgumentException if the channel's name is not legal
     */
    public void publish(String channel, String event, String data) {
        publish(channel, event, data, null);
    }

    /** As {@link #publish(String, String, String)}, but not to one socket; null for none. */
    public void publish(String channel, String event, String data, String exceptSocketId) {
        if (outlet.isEmpty()) {
            deliver(channel, event, data, exceptSocketId);
            return;
        }
        ChannelName.parse(channel);
        String socket = exceptSocketId == null ? "" : exceptSocketId;
        outlet.get().carry(new Signal(Signal.Kind.EVENT, channel, event, data, socket, ""));
    }

    /** Sends an event to those who are connected here; null for an event that is for all of them. */
    public void deliver(String channel, String event, String data, String exceptSocketId) {
        ChannelName name = ChannelName.parse(channel);
        if (!name.cache()) {
            Channel known = channels.get(channel);
            if (known != null) {
                known.publish(event, data, exceptSocketId);
            }
            return;
        }
        Channel remembering = channelFor(name);
        while (!remembering.publish(event, data, exceptSocketId)) {
            channels.remove(channel, remembering);
            remembering = channelFor(name);
        }
    }

    /** What is known of the other servers of the app, and what is heard from them. */
    public Others others() {
        return others;
    }

    Optional<Channel> open(String channel) {
        return Optional.ofNullable(channels.get(channel));
    }

    Elsewhere elsewhere() {
        return elsewhere;
    }

    Optional<Outlet> outlet() {
        return outlet;
    }

    private Channel channelFor(ChannelName name) {
        return channels.computeIfAbsent(name.value(), key -> new Channel(this, name));
    }

    /** Subscribes a connection that may; the member is null but on presence channels. False if the channel is full. */
    boolean join(Connection connection, ChannelName name, Member member) {
        Channel channel = channelFor(name);
        Channel.Entry entry = channel.subscribe(connection, member);
        while (entry == Channel.Entry.RETIRED) {
            channels.remove(name.value(), channel);
            channel = channelFor(name);
            entry = channel.subscribe(connection, member);
        }
        if (entry == Channel.Entry.DONE) {
            connection.joined(channel);
        }
        return entry == Channel.Entry.DONE;
    }

    void leave(Channel channel, Connection connection) {
        channel.unsubscribe(connection);
        retire(channel);
    }

    private void retire(Channel channel) {
        if (channel.retireIfIdle()) {
            channels.remove(channel.name().value(), channel);
        }
    }

    /** Greets a new connection, or turns it away. */
    void admit(Connection connection) {
        CloseCode why = refusal;
        if (why == null && connections.size() >= settings.maxConnections()) {
            why = CloseCode.OVER_QUOTA;
        }
        // Who has heard the greeting is met by all that is done to the connections, so it comes after.
        connections.put(connection.id(), connection);
        if (why == null) {
            connection.send(Frames.established(connection.id(), settings.activityTimeoutSeconds()));
        } else {
            connection.error(why.code(), why.reason());
            connection.socket().closeWith(why.code(), why.reason());
        }
        if (connection.isGone()) {
            forget(connection);
        }
    }

    void forget(Connection connection) {
        connections.remove(connection.id(), connection);
    }

    private void sweep() {
        try {
            long now = System.nanoTime();
            connections.values().forEach(connection -> connection.checkLiveness(now));
            channels.values().forEach(this::retire);
        } catch (RuntimeException unexpected) {
            // Thrown on, it would silently end all later sweeps, and with them the notice of dead connections.
            LOG.error("Sweep of app {} failed, the next one will try again", app, unexpected);
        }
    }

    /** All channels with subscribers or a remembered event, by name. */
    public List<ChannelView> channels() {
        return Stream.concat(channels.keySet().stream(), elsewhere.channels().stream())
                .distinct()
                .flatMap(name -> channel(name).stream())
                .filter(view -> view.occupied() || view.cached() != null)
                .sorted(Comparator.comparing(ChannelView::name))
                .toList();
    }

    /** One channel, if anybody is subscribed or an event is remembered. */
    public Optional<ChannelView> channel(String name) {
        Channel known = channels.get(name);
        return known == null && elsewhere.subscriptions(name) > 0
                ? Optional.of(new Channel(this, ChannelName.parse(name)).view())
                : Optional.ofNullable(known).map(Channel::view);
    }

    /** All connections, by socket id. */
    public List<ConnectionView> connections() {
        return connections.values().stream()
                .map(Connection::view)
                .sorted(Comparator.comparing(ConnectionView::socketId))
                .toList();
    }

    /** Whether anybody is connected, here or elsewhere. */
    public boolean inUse() {
        return !connections.isEmpty() || !elsewhere.channels().isEmpty();
    }

    /** Number of open connections. */
    public int connectionCount() {
        return connections.size();
    }

    /** Closes all connections, as an outage or an exhausted quota would; the app stays open for new ones. */
    public void disconnect(CloseCode why) {
        connections.values().forEach(connection -> connection.close(why));
    }

    /** Refuses new connections with a code, such as {@link CloseCode#OVER_CAPACITY}, until {@link #admitAgain}. */
    public void refuseConnections(CloseCode why) {
        refusal = why;
    }

    /** Ends what {@link #refuseConnections} began. */
    public void admitAgain() {
        refusal = app.features().enabled() ? null : CloseCode.APP_DISABLED;
    }

    /** Makes the HTTP API refuse all requests with 403, as an app over its message quota does, or stops doing so. */
    public void overMessageQuota(boolean over) {
        overMessageQuota = over;
    }

    boolean isOverMessageQuota() {
        return overMessageQuota;
    }

    /** Closes all connections on which a user signed in, with 4009. */
    public void terminateUser(String userId) {
        if (outlet.isPresent()) {
            outlet.get().carry(new Signal(Signal.Kind.TERMINATE, "", "", "", "", userId));
        } else {
            closeUser(userId);
        }
    }

    void closeUser(String userId) {
        users.connectionsOf(userId).forEach(connection -> connection.close(CloseCode.UNAUTHORIZED));
    }

    /** Closes all connections with a code that lets clients come back at once, and stops all timers of the app. */
    @Override
    public void close() {
        refusal = CloseCode.RECONNECT;
        sweep.cancel(false);
        disconnect(CloseCode.RECONNECT);
        webhooks.close();
    }

    RealtimeSettings settings() {
        return settings;
    }

    RealtimeThreads threads() {
        return threads;
    }

    Users users() {
        return users;
    }

    Webhooks webhooks() {
        return webhooks;
    }
}
