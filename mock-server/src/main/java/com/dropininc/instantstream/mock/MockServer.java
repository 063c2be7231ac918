package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.control.Admin;
import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.demo.DemoDoor;
import com.dropininc.instantstream.mock.realtime.HttpApi;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.realtime.RealtimeDoor;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.sandbox.Engines;
import com.dropininc.instantstream.mock.sandbox.Feed;
import com.dropininc.instantstream.mock.sandbox.Ground;
import com.dropininc.instantstream.mock.sandbox.MockClock;
import com.dropininc.instantstream.mock.sandbox.Nonces;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

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
    /** How often the mock looks whether time has brought anything about that no request has asked for. */
    private static final long TICK_MILLIS = 100;

    /** How often it looks for sandboxes that nobody uses any more. */
    private static final long TIDY_MILLIS = 1_000;

    private final MockConfig config;
    private final Contract contract;
    private final Sandboxes sandboxes;
    private final Scenarios scenarios;
    private final RealtimeThreads threads = new RealtimeThreads();
    private final Sending sending = new Sending();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mock-time");
        thread.setDaemon(true);
        return thread;
    });
    private final AdminDoor admin;
    private final Javalin http;

    private MockServer(MockConfig config) {
        this.config = config;
        contract = config.spec().map(Contract::load).orElseGet(Contract::load).with(config.overlays());
        Views views = new Views(contract, new Engine(contract));
        Answers answers = new Answers();
        sandboxes = new Sandboxes(ground(views, answers), config.workbench().sandboxes());
        sandboxes.openDefault(config.fixtures().keys(), pusherApp(config));
        Handlers handlers = new Handlers(contract, views, answers, new ChannelAccess(contract, answers));
        RequestFlow flow = new RequestFlow(contract, sandboxes, handlers, answers);
        Parties parties = new Parties(contract, flow, answers);
        scenarios = new Scenarios(contract, parties::make);
        admin = Admin.door(contract, views, sandboxes, new Admin.Play(scenarios, parties::make), access());
        http = new HttpDoor(contract, flow, sending, admin)
                .open(
                        new RealtimeDoor(sandboxes::realtimeByKey, (host, origin) -> true),
                        new HttpApi(sandboxes::realtimeById),
                        new DemoDoor(
                                contract, config.fixtures(), config.pusher().key()));
    }

    private Ground ground(Views views, Answers answers) {
        Publisher publisher = new Publisher(contract, views, answers);
        Seeder seeder = new Seeder(contract);
        return new Ground(
                contract,
                new Engines(contract),
                threads,
                new Nonces(config.seed()),
                new Feed(),
                config.workbench().journal(),
                (sandbox, happening) -> {
                    publisher.publish(sandbox, happening);
                    play(sandbox, happening);
                },
                sandbox -> seeder.seed(sandbox, config.fixtures().streams()),
                config.fixtures().accounts());
    }

    /** The demo world is made before there are scenarios: nobody plays in it by itself. */
    private void play(Sandbox sandbox, Happening happening) {
        if (scenarios != null) {
            scenarios.noticed(sandbox, happening);
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
     * @throws MockStartException if the address cannot be bound
     */
    public static MockServer start(MockConfig config) {
        MockServer server = new MockServer(config);
        try {
            server.http.start(config.host(), config.port());
        } catch (JavalinBindException e) {
            server.close();
            throw new MockStartException(
                    "cannot listen on " + config.host() + ":" + config.port()
                            + ": is another program using that port? Choose another with --port, or 0 for a free one",
                    e);
        }
        server.ticker.scheduleWithFixedDelay(server.sandboxes::settle, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        server.ticker.scheduleWithFixedDelay(
                server.sandboxes::removeIdle, TIDY_MILLIS, TIDY_MILLIS, TimeUnit.MILLISECONDS);
        return server;
    }

    private static PusherApp pusherApp(MockConfig config) {
        PusherApp app = PusherApp.of(
                config.pusher().id(), config.pusher().key(), config.pusher().secret());
        return config.webhook().map(URI::create).map(app::withWebhookUrl).orElse(app);
    }

    /** The port that it listens on. */
    public int port() {
        return http.port();
    }

    /** What to put before a path, such as {@code http://127.0.0.1:4010}. */
    public String baseUrl() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
    }

    /** The contract that it obeys. */
    public Contract contract() {
        return contract;
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
        return admin;
    }

    /** Returns when somebody has asked it to end. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Ends it; open calls are finished first. */
    @Override
    public void close() {
        ended.countDown();
        ticker.shutdownNow();
        sandboxes.close();
        http.stop();
        sending.close();
        threads.close();
    }
}
