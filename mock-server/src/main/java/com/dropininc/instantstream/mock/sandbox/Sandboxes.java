package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Store;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.spec.Nearest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sandboxes of a mock. Safe to share between threads. */
public final class Sandboxes implements AutoCloseable {
    /** Id of the sandbox that is always there. */
    public static final String DEFAULT = "default";

    private static final Logger LOG = LoggerFactory.getLogger(Sandboxes.class);
    private static final int ID_LENGTH = 10;
    private static final int SHOWN_IDS = 20;
    private static final long FIRST_APP = 2_000_000;

    private volatile Ground ground;
    private final Limits limits;
    private final KeyRing keys = new KeyRing();
    private final Map<String, Sandbox> byId = new ConcurrentHashMap<>();
    private final Map<String, Sandbox> byAppKey = new ConcurrentHashMap<>();
    private final Map<String, Sandbox> byAppId = new ConcurrentHashMap<>();
    private final AtomicLong apps = new AtomicLong(FIRST_APP);

    /**
     * How many sandboxes there may be, for how long, and how much each keeps.
     *
     * @param most number of sandboxes
     * @param idle a sandbox that nobody has used for so long is removed
     * @param retention how much of its streams each keeps
     */
    public record Limits(int most, Duration idle, Retention retention) {
        /** 20,000 sandboxes, each until nobody has used it for half an hour. */
        public static final Limits STANDARD = new Limits(20_000, Duration.ofMinutes(30));

        /** Limits by which each sandbox keeps as much as is standard. */
        public Limits(int most, Duration idle) {
            this(most, idle, Retention.STANDARD);
        }
    }

    public Sandboxes(Ground ground, Limits limits) {
        this.ground = ground;
        this.limits = limits;
    }

    /**
     * Puts all sandboxes on another ground, and gives the one that is always there other keys.
     *
     * @param anew whether that one begins anew, with the streams of its new world
     * @throws RuntimeException if the world of that ground cannot be made; then nothing has changed
     */
    public void stand(Ground other, List<ApiKey> apiKeys, boolean anew) {
        Sandbox standard = standard();
        new Sandbox(standard.identity(), other).close(); // Only to see whether it can be.
        ground = other;
        byId.values().forEach(sandbox -> sandbox.stand(other));
        if (!standard.identity().keys().equals(apiKeys)) {
            keys.remove(standard.identity().keys());
            keys.add(apiKeys, standard);
            standard.take(apiKeys);
        }
        if (anew) {
            standard.reset(standard.identity().demo());
        }
    }

    /** Opens the sandbox that is always there, with those keys and that app, and all others that were kept. */
    public void begin(List<ApiKey> apiKeys, PusherApp app) {
        Identity standard =
                new Identity(DEFAULT, DEFAULT, apiKeys, app, true, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        store().begin(new Follower(this, standard));
    }

    /** Opens the sandbox that is always there, unless somebody else has at the same time. */
    void openStandard(Identity standard) {
        open(standard, SandboxRows.IDENTITY);
    }

    private Store store() {
        return ground.store();
    }

    /**
     * Opens a sandbox with keys and a Pusher app of its own.
     *
     * @param demo whether it begins with the streams of the demo world
     * @throws InvalidSetting if there are too many
     */
    public Sandbox open(String name, boolean demo) {
        if (byId.size() >= limits.most()) {
            throw new InvalidSetting(
                    "/", "there are " + limits.most() + " sandboxes already: delete those that are done");
        }
        String id = "sb-" + ground.nonces().next(ID_LENGTH).toLowerCase(Locale.ROOT);
        List<ApiKey> fresh = ground.contract().keyKinds().stream()
                .sorted()
                .map(kind ->
                        new ApiKey(kind + "-" + ground.nonces().next(), kind, Optional.empty(), kind.equals("viewer")))
                .toList();
        PusherApp app = PusherApp.of(
                appId(), "app" + ground.nonces().next(), ground.nonces().next());
        return open(
                new Identity(
                        id,
                        name.isBlank() ? id : name,
                        fresh,
                        app,
                        demo,
                        Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                "");
    }

    /** Numbers in order where nothing outlives this mock; elsewhere such as nobody else draws. */
    private String appId() {
        return String.valueOf(store().keeps() ? ground.nonces().number() : apps.incrementAndGet());
    }

    /**
     * Makes a sandbox, and keeps it.
     *
     * @param guard the row that nobody else may have kept before; none when empty
     */
    private Sandbox open(Identity identity, String guard) {
        if (!store().keeps()) {
            Sandbox made = new Sandbox(identity, ground);
            add(made);
            return made;
        }
        Change change = SandboxRows.anew(identity, Renewal.beginning(identity, ground), guard);
        store().keep(() -> change, () -> add(new Sandbox(identity, ground, change.rows())));
        return byId.get(identity.id());
    }

    /** Has one more. */
    void add(Sandbox sandbox) {
        Identity identity = sandbox.identity();
        byId.put(identity.id(), sandbox);
        byAppKey.put(identity.app().key(), sandbox);
        byAppId.put(identity.app().id(), sandbox);
        keys.add(identity.keys(), sandbox);
        ground.feed().tell("sandbox", identity.id(), Map.of("change", "opened"));
    }

    /**
     * Removes a sandbox and closes its connections; tells whether it was there.
     *
     * @throws InvalidSetting if it is the one that is always there
     */
    public boolean remove(String id) {
        if (id.equals(DEFAULT)) {
            throw new InvalidSetting("sandbox", "the sandbox 'default' is always there: reset it instead");
        }
        Sandbox known = byId.get(id);
        if (known == null) {
            return false;
        }
        store().keep(() -> Change.anew(id, "", List.of()), () -> dismiss(known));
        return true;
    }

    /** Has one less, and closes it. */
    void dismiss(Sandbox gone) {
        if (!byId.remove(gone.id(), gone)) {
            return;
        }
        keys.remove(gone.identity().keys());
        byAppKey.remove(gone.identity().app().key());
        byAppId.remove(gone.identity().app().id());
        gone.close();
        gone.streams().abandon();
        ground.feed().tell("sandbox", gone.id(), Map.of("change", "removed"));
    }

    /** The sandbox that is always there. */
    public Sandbox standard() {
        return byId.get(DEFAULT);
    }

    public Optional<Sandbox> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What to say about an id that is none. */
    public String hint(String id) {
        return Nearest.hint(id, byId.keySet().stream().sorted().limit(SHOWN_IDS).toList());
    }

    /** All of them, the oldest first. */
    public List<Sandbox> all() {
        List<Sandbox> all = new ArrayList<>(byId.values());
        all.sort(Comparator.comparing(sandbox -> sandbox.identity().created()));
        return all;
    }

    public int size() {
        return byId.size();
    }

    /** How many sockets are open in all of them. */
    public int sockets() {
        return byId.values().stream()
                .flatMap(sandbox -> sandbox.openRealtime().stream())
                .mapToInt(Realtime::connectionCount)
                .sum();
    }

    public Limits limits() {
        return limits;
    }

    public KeyRing keys() {
        return keys;
    }

    /** The realtime side of the sandbox whose Pusher app has that key. */
    public Optional<Realtime> realtimeByKey(String appKey) {
        return Optional.ofNullable(byAppKey.get(appKey)).map(Sandbox::realtime);
    }

    /** The realtime side of the sandbox whose Pusher app has that id. */
    public Optional<Realtime> realtimeById(String appId) {
        return Optional.ofNullable(byAppId.get(appId)).map(Sandbox::realtime);
    }

    /** Brings about what time has brought in every sandbox; never throws, since it is called again and again. */
    public void settle() {
        for (Sandbox sandbox : byId.values()) {
            try {
                sandbox.settle();
            } catch (StoreException e) {
                LOG.debug("time cannot pass in sandbox {} while nothing can be kept", sandbox.id(), e);
            } catch (RuntimeException e) {
                LOG.error("bug in the mock: time cannot pass in sandbox {}", sandbox.id(), e);
            }
        }
    }

    /** Removes those that nobody has used for long, and who was connected to a mock that is no more. */
    public void removeIdle() {
        if (store().shared()) {
            byId.values().forEach(sandbox -> sandbox.openRealtime().ifPresent(open -> Carrier.bury(sandbox, open)));
        }
        for (Sandbox sandbox : byId.values()) {
            if (!sandbox.id().equals(DEFAULT) && sandbox.idle().compareTo(limits.idle()) > 0) {
                remove(sandbox.id());
            }
        }
    }

    /**
     * Has in memory what others have kept.
     *
     * @throws StoreException if that cannot be found out
     */
    public void refresh() {
        store().refresh();
    }

    Ground ground() {
        return ground;
    }

    /** What people should know about how it is kept. */
    public List<String> troubles() {
        return store().troubles();
    }

    @Override
    public void close() {
        byId.values().forEach(Sandbox::close);
    }
}
