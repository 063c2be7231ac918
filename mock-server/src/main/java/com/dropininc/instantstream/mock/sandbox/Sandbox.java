package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.realtime.RealtimeSettings;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.StreamState;
import com.dropininc.instantstream.mock.stream.Streams;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Contract;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A world of its own inside a mock: keys, Pusher app, streams, accounts, clock, journal, faults and readings that no
 * other sandbox sees. Safe to share between threads.
 */
public final class Sandbox implements AutoCloseable {
    private volatile Identity identity;
    private volatile Ground ground;
    private final MockClock clock = new MockClock(InstantSource.system());
    private final Agenda agenda = new Agenda();
    private final History history = new History();
    private final Runs runs = new Runs();
    private final Faults faults = new Faults();
    private final Journal journal;
    private final Coverage coverage = new Coverage();
    private final Time time = new Time(clock, agenda, this::streams);
    private volatile World world;
    private volatile Settings settings;
    private volatile Engines.Law law;
    private volatile Realtime realtime;
    private volatile long usedNanos = System.nanoTime();

    /**
     * Who a sandbox is.
     *
     * @param name what people call it
     * @param keys the API keys that open it
     * @param app its Pusher app
     * @param demo whether it begins with the streams of the demo world
     * @param created real time of its making
     */
    public record Identity(String id, String name, List<ApiKey> keys, PusherApp app, boolean demo, Instant created) {}

    /**
     * What can be switched in a sandbox.
     *
     * @param readings how it reads what the docs leave open
     * @param faultHeader whether a request may ask for a fault by header
     * @param onRequest name of the scenario that is played for each new stream
     * @param upstream which operations a real environment answers in the mock's place
     */
    public record Settings(
            Readings readings, boolean faultHeader, Optional<String> onRequest, Optional<PassOn> upstream) {
        /** The same, but for the readings. */
        public Settings at(Readings other) {
            return new Settings(other, faultHeader, onRequest, upstream);
        }
    }

    private record World(Streams streams, Accounts accounts) {}

    private final Streams.Listener listener = new Streams.Listener() {
        @Override
        public void happened(Happening happening) {
            history.add(happening);
            ground.publisher().accept(Sandbox.this, happening);
            ground.feed().tell(id(), happening);
        }

        @Override
        public void forgotten(StreamState last) {
            accounts().forget(last.request().account());
        }
    };

    Sandbox(Identity identity, Ground ground) {
        this.identity = identity;
        this.ground = ground;
        this.journal = new Journal(identity.id(), ground.journal());
        begin(identity.demo());
    }

    private void begin(boolean demo) {
        obey(new Settings(Readings.chosen(ground.contract()), true, Optional.empty(), ground.upstream()));
        world = new World(
                new Streams(() -> law.engine(), ground.contract().lifecycle().initial(), ground.keeping(), listener),
                new Accounts(demo ? ground.accounts() : List.of(), ground.nonces()));
        if (demo) {
            ground.seeder().accept(this);
        }
    }

    private void obey(Settings other) {
        law = ground.engines().of(other.readings());
        settings = other;
    }

    /** Makes everything as it was in the beginning: streams, clock, faults, settings, journal, connections. */
    public void reset(boolean demo) {
        time.standingStill(() -> {
            agenda.clear();
            faults.remove(rule -> true);
            clock.reset();
            history.clear();
            runs.clear();
            coverage.clear();
            begin(demo);
            journal.clear();
            Optional.ofNullable(realtime).ifPresent(open -> open.disconnect(CloseCode.RECONNECT));
            ground.feed().tell("sandbox", id(), Map.of("change", "reset"));
        });
    }

    /** Stands on another ground from now on; begins anew if its streams could not live there. */
    void stand(Ground other) {
        time.standingStill(() -> {
            boolean homeless = !other.houses(streams().all(), ground);
            ground = other;
            obey(settings.at(Readings.chosen(other.contract()).keeping(settings.readings(), other.contract())));
            if (homeless) {
                reset(identity.demo());
            }
        });
    }

    /** Has other keys from now on. */
    void take(List<ApiKey> keys) {
        identity =
                new Identity(identity.id(), identity.name(), keys, identity.app(), identity.demo(), identity.created());
    }

    public Identity identity() {
        return identity;
    }

    public String id() {
        return identity.id();
    }

    public Streams streams() {
        return world.streams();
    }

    public Accounts accounts() {
        return world.accounts();
    }

    public MockClock clock() {
        return clock;
    }

    public Nonces nonces() {
        return ground.nonces();
    }

    public Journal journal() {
        return journal;
    }

    public Faults faults() {
        return faults;
    }

    public Agenda agenda() {
        return agenda;
    }

    /** What has happened to streams of late. */
    public History history() {
        return history;
    }

    /** The scenarios that were played in it. */
    public Runs runs() {
        return runs;
    }

    public Feed feed() {
        return ground.feed();
    }

    public Settings settings() {
        return settings;
    }

    public Readings readings() {
        return settings.readings();
    }

    /** The contract as this sandbox reads it. */
    public Contract contract() {
        return law.contract();
    }

    /** The contract as it would be if this one ambiguity were read as the spec has it. */
    public Contract contractReading(Ambiguity ambiguity) {
        return ground.engines().putBack(readings(), ambiguity.id()).contract();
    }

    /** What apps have exercised in it. */
    public Coverage coverage() {
        return coverage;
    }

    /** Switches something; it counts from the next request on. */
    public void use(Settings other) {
        obey(other);
        ground.feed().tell("sandbox", id(), Map.of("change", "settings"));
    }

    /** The first key of a kind; every sandbox has one of each. */
    public ApiKey key(String kind) {
        return identity.keys().stream()
                .filter(key -> key.kind().equals(kind) && key.account().isEmpty())
                .findFirst()
                .orElseThrow(() -> new InvalidSetting(
                        "/as",
                        "the sandbox has no key of kind '" + kind + "'; known: "
                                + ground.contract().keyKinds()));
    }

    /** The realtime side, which is opened when it is first needed: most sandboxes never do. */
    public synchronized Realtime realtime() {
        if (realtime == null) {
            realtime = new Realtime(identity.app(), RealtimeSettings.DEFAULT, ground.threads());
        }
        return realtime;
    }

    /** The realtime side, if anybody has needed it. */
    public Optional<Realtime> openRealtime() {
        return Optional.ofNullable(realtime);
    }

    /** Sends an event to whoever listens, as far as the faults let it. */
    public void broadcast(String token, String channel, String event, String data) {
        openRealtime()
                .ifPresent(
                        open -> new Broadcast(token, channel, event, data).send(open, faults, agenda, clock.instant()));
    }

    /** Brings about everything that is due by the sandbox's clock, in the order in which it was due. */
    public void settle() {
        time.settle();
    }

    /**
     * Moves time forward, from one due instant to the next, and returns when everything that became due has come about.
     *
     * @return the new time
     */
    public Instant advance(Duration by) {
        time.advance(by);
        ground.feed().tell("clock", id(), Map.of("now", clock.instant(), "frozen", clock.frozen()));
        return clock.instant();
    }

    /** When time will next bring something about, as far as is known now. */
    public Optional<Instant> next() {
        return time.due();
    }

    /** Notes that somebody uses it. */
    public void touch() {
        usedNanos = System.nanoTime();
    }

    /** How long nobody has used it; somebody who is connected uses it. */
    public Duration idle() {
        return openRealtime().filter(open -> open.connectionCount() > 0).isPresent()
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - usedNanos);
    }

    /** Makes everything what a snapshot says. */
    public void restore(Settings kept, Map<String, String> accounts, List<Streams.Kept> streams) {
        time.standingStill(() -> {
            reset(false);
            obey(kept);
            accounts.forEach(accounts()::add);
            streams.forEach(streams()::putBack);
        });
    }

    @Override
    public void close() {
        agenda.clear();
        Optional.ofNullable(realtime).ifPresent(Realtime::close);
    }
}
