package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.mock.control.Admin;
import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.dashboard.Dashboard;
import com.dropininc.instantstream.mock.demo.DemoDoor;
import com.dropininc.instantstream.mock.network.Certificate;
import com.dropininc.instantstream.mock.realtime.HttpApi;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.realtime.RealtimeDoor;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.mock.sandbox.Engines;
import com.dropininc.instantstream.mock.sandbox.Feed;
import com.dropininc.instantstream.mock.sandbox.Ground;
import com.dropininc.instantstream.mock.sandbox.MockClock;
import com.dropininc.instantstream.mock.sandbox.Nonces;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.mock.store.Store;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A running mock of the Instant Streaming API. Start one for a test, point the client at {@link #baseUrl()}, close it:
 *
 * <pre>{@code
 * try (MockServer mock = MockServer.start(MockConfig.standard())) {
 *     call(mock.baseUrl());
 * }
 * }</pre>
 *
 * Safe to share between threads.
 */
public final class MockServer implements AutoCloseable {
    private final MockConfig config;
    private final Sandboxes sandboxes;
    private final RealtimeThreads threads = new RealtimeThreads();
    private final Nonces nonces;
    private final Store store;
    private final Feed feed = new Feed();
    private final Coverage coverage = new Coverage();
    private final Reloads reloads = new Reloads(feed);
    private final Sending sending = new Sending();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Ticker ticker = new Ticker();
    private final Port port;
    private final Lookout lookout;
    private final DemoDoor demo;
    private final Javalin http;
    private volatile Core core;
    private boolean closed;

    private MockServer(MockConfig config) {
        this.config = config;
        nonces = new Nonces(config.seed());
        store = config.keeping().open();
        Contract contract = config.sources().contract();
        Ground ground = ground(contract, config.fixtures());
        sandboxes = new Sandboxes(ground, config.workbench().sandboxes());
        port = new Port(config.host(), config.port(), config.serving());
        lookout = new Lookout(config.serving().collector(), sandboxes, port.connections());
        sandboxes.begin(config.fixtures().keys(), config.pusherApp());
        core = core(contract, config.fixtures(), ground);
        if (!core.scenarios().broken().isEmpty()) {
            throw new FixtureException(core.scenarios().broken().get(0));
        }
        follow();
        demo = new DemoDoor(contract, config.fixtures(), config.pusher().key());
        http = new HttpDoor(() -> core, sending, config, port.front())
                .open(
                        port::open,
                        new RealtimeDoor(sandboxes::realtimeByKey, (host, origin) -> true),
                        new HttpApi(sandboxes::realtimeById),
                        demo);
    }

    private void follow() {
        Sources sources = config.sources();
        sources.spec()
                .ifPresent(file -> reloads.follow("spec", file.toString(), sources::specFiles, () -> {
                    use(sources.contract(), core.fixtures());
                    return core.scenarios().broken();
                }));
        Shelf shelf = sources.shelf();
        if (!shelf.builtIn()) {
            reloads.follow("fixtures", shelf.shown(), shelf::files, () -> {
                use(core.contract(), Fixtures.load(shelf));
                return core.scenarios().broken();
            });
        }
    }

    /** Goes on with another spec or other fixtures; when they cannot be used, nothing has changed. */
    private void use(Contract contract, Fixtures fixtures) {
        Fixtures before = core.fixtures();
        boolean anew = !fixtures.accounts().equals(before.accounts())
                || !fixtures.streams().equals(before.streams());
        Ground ground = ground(contract, fixtures);
        Core next = core(contract, fixtures, ground);
        sandboxes.stand(ground, fixtures.keys(), anew);
        core = next;
        demo.use(contract, fixtures);
    }

    private Core core(Contract contract, Fixtures fixtures, Ground ground) {
        Answers answers = new Answers();
        Views views = new Views(contract, new Engine(contract));
        Handlers handlers = new Handlers(contract, views, answers, new ChannelAccess(contract, answers));
        RequestFlow flow = new RequestFlow(
                contract,
                sandboxes,
                handlers,
                answers,
                new RequestFlow.Beside(
                        () -> core.scenarios(),
                        new Upstream(contract, config.passing(), answers),
                        coverage,
                        lookout.witness()));
        Parties parties = new Parties(contract, flow, answers);
        Shelf shelf = config.sources().shelf();
        Scenarios scenarios =
                new Scenarios(contract, shelf, Optional.ofNullable(core).map(Core::scenarios), parties::make);
        Dashboard dashboard = new Dashboard(Admin.routes(
                new Admin.Made(
                        contract,
                        shelf.document("faults.yaml"),
                        reloads::state,
                        config.passing().upstreams(contract),
                        coverage),
                lookout.vitals(port.certificate()),
                views,
                new Admin.Play(scenarios, parties::make),
                access()));
        AdminDoor admin = Admin.door(sandboxes, access(), new Admin.Shown(dashboard.routes(), dashboard::problem));
        return new Core(contract, fixtures, ground, flow, scenarios, admin);
    }

    private Ground ground(Contract contract, Fixtures fixtures) {
        Parties.requireKeys(contract, fixtures);
        Passing passing = config.passing();
        Publisher publisher = new Publisher(contract, new Views(contract, new Engine(contract)), new Answers());
        Seeder seeder = new Seeder(contract);
        return new Ground(
                contract,
                new Engines(contract),
                threads,
                nonces,
                feed,
                config.workbench().journal(),
                config.workbench().sandboxes().retention().keeping(fixtures.tokens()),
                (sandbox, happening) -> {
                    publisher.publish(sandbox, happening);
                    play(sandbox, happening);
                },
                sandbox -> seeder.seed(sandbox, fixtures.streams()),
                fixtures.accounts(),
                passing.server().map(server -> passing.upstreams(contract).passing(server, passing.operations())),
                store);
    }

    /** The demo world is made before there are scenarios: nobody plays in it by itself. */
    private void play(Sandbox sandbox, Happening happening) {
        if (core != null && !sandbox.hearsay()) {
            core.scenarios().noticed(sandbox, happening);
        }
    }

    private Admin.Access access() {
        return new Admin.Access(
                config.host(),
                config.workbench().adminToken(),
                config.workbench().shutdown() ? Optional.of(ended::countDown) : Optional.empty());
    }

    /**
     * Starts a mock; it answers when this returns.
     *
     * @throws com.dropininc.instantstream.spec.ContractException if the spec cannot be used
     * @throws FixtureException if the fixtures cannot be used
     * @throws MockStartException if the address cannot be bound
     */
    public static MockServer start(MockConfig config) {
        return start(config, contract -> {});
    }

    /**
     * Starts a mock; it answers when this returns.
     *
     * @param first what is done with its contract before anybody can call
     */
    static MockServer start(MockConfig config, Consumer<Contract> first) {
        MockServer server = new MockServer(config);
        first.accept(server.contract());
        try {
            server.http.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            server.close();
            throw new MockStartException(
                    "cannot listen on " + config.host() + ":" + config.port()
                            + ": is another program using that port? Choose another with --port, or 0 for a free one",
                    e);
        }
        server.ticker.begin(server.sandboxes, server.reloads, server.port.connections());
        server.lookout.ready();
        return server;
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** What to put before a path, such as {@code http://127.0.0.1:4010}. */
    public String baseUrl() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return port.scheme() + "://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
    }

    /** The contract that it obeys now. */
    public Contract contract() {
        return core.contract();
    }

    /** The fixtures that it has now. */
    Fixtures fixtures() {
        return core.fixtures();
    }

    /** Where calls go that come by no network. */
    RequestFlow flow() {
        return core.flow();
    }

    /** The certificate by which it speaks TLS, if it does. */
    public Optional<Certificate> certificate() {
        return port.certificate();
    }

    /** All its sandboxes. */
    public Sandboxes sandboxes() {
        return sandboxes;
    }

    /** The clock of the default sandbox. */
    public MockClock clock() {
        return sandboxes.standard().clock();
    }

    /** The realtime side of the default sandbox. */
    public Realtime realtime() {
        return sandboxes.standard().realtime();
    }

    /** The admin API. */
    public AdminDoor admin() {
        return core.admin();
    }

    /** Returns when somebody has asked it to end. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /**
     * Ends it, once: takes no more connections, says goodbye to sockets and listeners, and waits for the requests in
     * flight as long as its grace lasts. A second call waits for the first.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ended.countDown();
        lookout.ending();
        port.close();
        feed.close();
        sandboxes.close();
        port.drain(config.serving().grace(), () -> sandboxes.sockets() > 0);
        ticker.close();
        http.stop();
        sending.close();
        store.close();
        threads.close();
        lookout.close();
    }
}
