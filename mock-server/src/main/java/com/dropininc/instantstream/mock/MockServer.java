package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.demo.DemoDoor;
import com.dropininc.instantstream.mock.realtime.HttpApi;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.realtime.Realtime;
import com.dropininc.instantstream.mock.realtime.RealtimeDoor;
import com.dropininc.instantstream.mock.realtime.RealtimeSettings;
import com.dropininc.instantstream.mock.realtime.RealtimeThreads;
import com.dropininc.instantstream.mock.stream.Engine;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.spec.Contract;
import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;
import java.net.URI;
import java.util.Optional;
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

    private final MockConfig config;
    private final Contract contract;
    private final Sandbox sandbox;
    private final Realtime realtime;
    private final RealtimeThreads threads = new RealtimeThreads();
    private final ScheduledExecutorService ticker;
    private final Javalin http;

    private MockServer(MockConfig config) {
        this.config = config;
        contract = config.spec().map(Contract::load).orElseGet(Contract::load);
        realtime = new Realtime(pusherApp(config), RealtimeSettings.DEFAULT, threads);
        Engine engine = new Engine(contract);
        Views views = new Views(contract, engine);
        Answers answers = new Answers();
        Publisher publisher = new Publisher(contract, views, answers, realtime);
        sandbox = Sandbox.seeded(config, contract, engine, publisher::publish);
        KeyRing keys = new KeyRing();
        keys.add(config.fixtures().keys(), sandbox);
        ChannelAccess channels = new ChannelAccess(contract, answers, realtime.signatures());
        RequestFlow flow = new RequestFlow(contract, keys, new Handlers(contract, views, answers, channels), answers);
        http = new HttpDoor(contract, flow)
                .open(
                        new RealtimeDoor(key -> app(realtime.app().key(), key), (host, origin) -> true),
                        new HttpApi(id -> app(realtime.app().id(), id)),
                        new DemoDoor(contract, config.fixtures(), realtime.app().key()));
        ticker = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "mock-time");
            thread.setDaemon(true);
            return thread;
        });
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
        server.ticker.scheduleWithFixedDelay(server.sandbox::settle, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        return server;
    }

    private static PusherApp pusherApp(MockConfig config) {
        PusherApp app = PusherApp.of(
                config.pusher().id(), config.pusher().key(), config.pusher().secret());
        return config.webhook().map(URI::create).map(app::withWebhookUrl).orElse(app);
    }

    private Optional<Realtime> app(String own, String asked) {
        return own.equals(asked) ? Optional.of(realtime) : Optional.empty();
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

    /** The clock that its streams live by. */
    public MockClock clock() {
        return sandbox.clock();
    }

    /** The realtime side. */
    public Realtime realtime() {
        return realtime;
    }

    /** Ends it; open calls are finished first. */
    @Override
    public void close() {
        if (ticker != null) {
            ticker.shutdownNow();
        }
        realtime.close();
        http.stop();
        threads.close();
    }
}
