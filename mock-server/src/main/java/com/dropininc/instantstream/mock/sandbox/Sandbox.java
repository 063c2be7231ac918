package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Account;
import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.realtime.RealtimeSettings;
import com.dropininc.instantstream.mock.store.Change;
import com.dropininc.instantstream.mock.store.Row;
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
    private final Ledger ledger;
    private final MockClock clock;
    private final Faults faults;
    private final Journal journal;
    private final Time time;
    private final Agenda agenda = new Agenda();
    private final History history = new History();
    private final Runs runs = new Runs();
    private final Coverage coverage = new Coverage();
    private volatile Identity identity;
    private volatile Ground ground;
    private volatile World world;
    private volatile Settings settings;
    private volatile Engines.Law law;
    private volatile Realtime realtime;
    private volatile long usedNanos = System.nanoTime();
    private volatile boolean hearsay;

    Sandbox(Identity identity, Ground ground) {
        this(ground, identity);
        begin(identity.demo());
    }

    /** A sandbox that was kept. */
    Sandbox(Identity identity, Ground ground, List<Row> rows) {
        this(ground, identity);
        new Revival(this).become(rows);
    }

    private Sandbox(Ground ground, Identity identity) {
        this.identity = identity;
        this.ground = ground;
        ledger = new Ledger(identity.id(), () -> this.ground.store());
        clock = new MockClock(InstantSource.system(), ledger.of(SandboxRows.CLOCK));
        faults = new Faults(ledger.of(SandboxRows.FAULTS));
        journal = new Journal(identity.id(), ground, ledger);
        time = new Time(clock, agenda, this::streams);
    }

    private void begin(boolean demo) {
        begin(Settings.standard(ground), demo ? ground.accounts() : List.of());
        if (demo) {
            ground.seeder().accept(this);
        }
    }

    /** Begins without streams; whoever holds one of those that there were finds it gone. */
    void begin(Settings begun, List<Account> known) {
        obey(begun);
        Optional<World> before = Optional.ofNullable(world);
        world = World.of(this, known, () -> law.engine(), ledger);
        before.ifPresent(old -> old.streams().abandon());
    }

    private void obey(Settings other) {
        law = ground.engines().of(other.readings());
        settings = other;
    }

    /** Makes everything as it was in the beginning: streams, clock, faults, settings, journal, connections. */
    public void reset(boolean demo) {
        if (ground.store().keeps()) {
            time.standingStill(() -> new Renewal(this).begin(demo));
            return;
        }
        time.standingStill(() -> {
            forget();
            faults.remove(rule -> true);
            clock.reset();
            begin(demo);
            begun();
        });
    }

    /** Forgets what is no part of what is kept. */
    void forget() {
        agenda.clear();
        history.clear();
        runs.clear();
        coverage.clear();
    }

    /** Tells everybody that it has begun anew. */
    void begun() {
        journal.clear();
        Optional.ofNullable(realtime).ifPresent(open -> open.disconnect(CloseCode.RECONNECT));
        ground.feed().tell("sandbox", id(), Map.of("change", "reset"));
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
        identity = identity.with(keys);
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
        ledger.switched(other, () -> obeyFromNowOn(other));
    }

    void obeyFromNowOn(Settings other) {
        obey(other);
        ground.feed().tell("sandbox", id(), Map.of("change", "settings"));
    }

    /** The first key of a kind; every sandbox has one of each. */
    public ApiKey key(String kind) {
        return identity.key(kind);
    }

    /** The realtime side, which is opened when it is first needed: most sandboxes never do. */
    public synchronized Realtime realtime() {
        if (realtime == null) {
            realtime = new Realtime(identity.app(), RealtimeSettings.DEFAULT, ground.threads(), ledger.outlet());
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
        return openRealtime().filter(Realtime::inUse).isPresent()
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - usedNanos);
    }

    /** Makes everything what a snapshot says. */
    public void restore(
            Settings kept, Instant now, boolean frozen, Map<String, String> accounts, List<Streams.Kept> streams) {
        SandboxRows.World other = new SandboxRows.World(kept, clock.at(now, frozen), accounts, streams);
        time.standingStill(() -> new Renewal(this).become(other));
    }

    /** Whether what happens now was done through another mock, which sees to what follows from it. */
    public boolean hearsay() {
        return hearsay;
    }

    /** Has a change that was kept, here or elsewhere; told one after the other. */
    void arrived(Change change, long version, boolean mine) {
        hearsay = !mine;
        new Revival(this).arrived(change, version);
    }

    Ground ground() {
        return ground;
    }

    @Override
    public void close() {
        agenda.clear();
        Optional.ofNullable(realtime).ifPresent(Realtime::close);
    }
}
