package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.PusherCredentials;
import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.mock.network.CertificateException;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Runs the mock from a command line until it is ended. */
public final class Main implements Callable<Integer> {
    private static final int STANDARD_PORT = 4010;
    private static final int WRONG_USAGE = 2;

    private final CommandSpec command =
            CommandSpec.wrapWithoutInspection(this).name("instantstream-mock").version("instantstream-mock 0.1.0");

    private final Options options = new Options(command);

    private final Supplier<Optional<Integer>> port =
            options.one("--port", "<port>", Integer.class, "Port to listen on, 0 for a free one (default: 4010).");

    private final Supplier<Optional<String>> host =
            options.one("--host", "<host>", String.class, "Address to bind (default: 127.0.0.1).");

    private final Supplier<Optional<Path>> specFile = options.one(
            "--spec",
            "FILE",
            Path.class,
            "Another OpenAPI document than the built-in one, or an OpenAPI Overlay on it; read anew when it"
                    + " changes.");

    private final Supplier<List<Path>> overlays = options.repeated(
            "--overlay",
            "FILE",
            Path.class,
            "An OpenAPI Overlay that changes the spec, such as what `calibrate` proposes; read anew when it"
                    + " changes.");

    private final Supplier<Optional<Path>> fixtures = options.one(
            "--fixtures",
            "DIR",
            Path.class,
            "Your keys.yaml, accounts.yaml, worlds/demo.yaml, faults.yaml and scenarios/, or some of them; read"
                    + " anew when they change, which resets the default sandbox if its streams change.");

    private final Supplier<Optional<Path>> scenarios = options.one(
            "--scenarios", "DIR", Path.class, "Your scenarios, one YAML file each; read anew when they change.");

    private final Supplier<Optional<String>> upstream = options.one(
            "--upstream",
            "URL",
            String.class,
            "A real environment that answers some operations in the mock's place: dev, staging, prod or a base"
                    + " URL. Its key comes from INSTANTSTREAM_UPSTREAM_APIKEY, or for one kind from"
                    + " INSTANTSTREAM_UPSTREAM_OPERATOR_APIKEY and the like.");

    private final Supplier<List<String>> upstreamOperations =
            options.separated("--upstream-operations", "ID", "The operations that are passed on, with commas, or all.");

    private final Supplier<List<String>> upstreamAllowed = options.repeated(
            "--upstream-allow",
            "URL",
            String.class,
            "A base URL that calls may be passed on to, beside the servers of the spec.");

    private final Supplier<Optional<String>> pusherApp = options.one(
            "--pusher-app",
            "ID:KEY:SECRET",
            String.class,
            "The Pusher app to be (default: the one of the fixtures, shown at start).");

    private final Supplier<Optional<String>> webhook =
            options.one("--webhook-url", "URL", String.class, "Where Pusher webhooks go (default: nowhere).");

    private final Supplier<Optional<Long>> seed =
            options.one("--seed", "<seed>", Long.class, "Makes tokens and ids repeatable.");

    private final Supplier<Optional<String>> adminToken = options.one(
            "--admin-token",
            "TOKEN",
            String.class,
            "What requests to the admin API have to carry; needed where --host lets other machines in (default:"
                    + " INSTANTSTREAM_ADMIN_TOKEN of the environment, or none).");

    private final BooleanSupplier shutdown =
            options.flag("--allow-shutdown", "Lets POST /__admin/shutdown end the mock (default: it cannot).");

    private final Supplier<Optional<Duration>> sandboxIdle = options.one(
            "--sandbox-idle",
            "DURATION",
            Duration.class,
            "How long a sandbox stays that nobody uses (default: PT30M).");

    private final Supplier<Optional<Integer>> keepStreams = options.one(
            "--keep-streams",
            "N",
            Integer.class,
            "How many streams a sandbox keeps beside those of the demo world; then those that ended first are"
                    + " forgotten, and where none has ended the oldest (default: 20000).");

    private final Supplier<Optional<Integer>> keepMessages = options.one(
            "--keep-messages",
            "N",
            Integer.class,
            "How many messages of one chat are kept, the newest (default: 100000).");

    private final Supplier<Optional<Path>> data = options.one(
            "--data",
            "DIR",
            Path.class,
            "Keeps the state in this directory, so that it survives the end of the mock, however that comes"
                    + " (default: in memory only).");

    private final Supplier<Optional<String>> store = options.one(
            "--store",
            "URL",
            String.class,
            "Shares the state with other mocks through Redis or Valkey, such as redis://127.0.0.1:6379/0"
                    + " (default: INSTANTSTREAM_STORE of the environment, or none).");

    private final ServingOptions serving = new ServingOptions(options);

    private final BooleanSupplier rehearse = options.hidden("--rehearse");

    private final Rehearsal rehearsal;

    private Main(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
        options.help();
        command.usageMessage()
                .description("A stateful mock of the Instant Streaming API, with a real Pusher server inside.")
                .sortOptions(false);
    }

    /** What the command line is read by. */
    public static CommandLine commandLine() {
        return commandLine(new Rehearsal());
    }

    private static CommandLine commandLine(Rehearsal rehearsal) {
        return new CommandLine(new Main(rehearsal).command).setExecutionExceptionHandler(new Failing());
    }

    /** Ends with 0 when it was asked to end, 2 when it could not start. */
    public static void main(String[] arguments) {
        // Jetty would ask the JVM's management for this, and look for all locales: each a fifteenth of a start.
        System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        System.getProperties().putIfAbsent("java.locale.providers", "SPI");
        Log.provide();
        // Two of what a start is made of at a time: more would keep from its core what all the rest waits for.
        Rehearsal rehearsal = new Rehearsal();
        CompletableFuture<CommandLine> line = CompletableFuture.supplyAsync(
                () -> commandLine(rehearsal),
                declaring -> meanwhile(() -> {
                    declaring.run();
                    HttpDoor.load();
                    rehearsal.judge(Contract.load());
                    Rehearsal.live(Contract.load());
                }));
        attempt(Contract::load);
        System.exit(line.join().execute(arguments));
    }

    /** Begins something that is waited for by whoever needs it. */
    private static void meanwhile(Runnable what) {
        Thread thread = new Thread(() -> attempt(what), "mock-load");
        thread.setDaemon(true);
        thread.start();
    }

    private static void attempt(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            // Whoever needs it next meets the same, and tells it.
        }
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (serving.log() == ServingOptions.LogFormat.JSON) {
            Log.useJson();
        }
        MockConfig config = config();
        if (rehearse.getAsBoolean()) {
            config = config.withPort(0).withKeeping(Keeping.IN_MEMORY);
        }
        try (MockServer server = MockServer.start(config, rehearsal::judge)) {
            PrintWriter out = command.commandLine().getOut();
            out.println(FirstScreen.of(server, config));
            out.flush();
            if (rehearse.getAsBoolean()) {
                Rehearsal.call(server);
                return 0;
            }
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mock-goodbye"));
            meanwhile(Rehearsal::sign);
            server.awaitEnd();
        }
        return 0;
    }

    private MockConfig config() {
        int listening = port.get().orElse(STANDARD_PORT);
        if (listening < 0 || listening > 65_535) {
            throw new ParameterException(command.commandLine(), "--port " + listening + " is no port: use 0 to 65535");
        }
        MockConfig config = MockConfig.standard().withWorkbench(workbench()).withPort(listening);
        config = host.get().map(config::withHost).orElse(config);
        config = specFile.get().map(config::withSpec).orElse(config);
        config = overlays.get().isEmpty() ? config : config.withOverlays(overlays.get());
        Shelf shelf = new Shelf(fixtures.get(), scenarios.get());
        config = shelf.builtIn() ? config : config.withShelf(shelf);
        config = pusherApp.get().map(this::credentials).map(config::withPusher).orElse(config);
        config = webhook.get().map(config::withWebhook).orElse(config);
        config = config.withPassing(new Passing(
                upstream.get(), upstreamOperations.get(), upstreamAllowed.get(), Passing.keysOf(System.getenv())));
        config = config.withKeeping(new Keeping(data.get(), orEnvironment(store, "INSTANTSTREAM_STORE")));
        config = config.withServing(serving.serving());
        return seed.get().map(config::withSeed).orElse(config);
    }

    private static Optional<String> orEnvironment(Supplier<Optional<String>> option, String variable) {
        return option.get()
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(value -> !value.isBlank());
    }

    private MockConfig.Workbench workbench() {
        MockConfig.Workbench standard = MockConfig.Workbench.STANDARD;
        Duration idle = sandboxIdle.get().orElse(standard.sandboxes().idle());
        if (idle.isZero() || idle.isNegative()) {
            throw new ParameterException(command.commandLine(), "--sandbox-idle has to be a time such as PT30M");
        }
        int streams = keepStreams.get().orElse(standard.sandboxes().retention().streams());
        int messages =
                keepMessages.get().orElse(standard.sandboxes().retention().messages());
        if (streams < 1 || messages < 1) {
            throw new ParameterException(
                    command.commandLine(), "--keep-streams and --keep-messages have to be numbers from 1");
        }
        return new MockConfig.Workbench(
                orEnvironment(adminToken, "INSTANTSTREAM_ADMIN_TOKEN"),
                shutdown.getAsBoolean(),
                standard.journal(),
                new Sandboxes.Limits(standard.sandboxes().most(), idle, new Retention(streams, messages)));
    }

    private PusherCredentials credentials(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
            throw new ParameterException(command.commandLine(), "--pusher-app has to be ID:KEY:SECRET");
        }
        return new PusherCredentials(parts[0], parts[1], parts[2]);
    }

    /** Tells why there is no mock. A class, since an archive of classes leaves out whatever lambdas stand for here. */
    private static final class Failing implements CommandLine.IExecutionExceptionHandler {
        @Override
        public int handleExecutionException(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
            boolean explained = e instanceof ContractException
                    || e instanceof FixtureException
                    || e instanceof MockStartException
                    || e instanceof StoreException
                    || e instanceof InvalidSetting
                    || e instanceof CertificateException
                    || e instanceof IllegalArgumentException;
            command.getErr().println("instantstream-mock: " + (explained ? e.getMessage() : "cannot start: " + e));
            return WRONG_USAGE;
        }
    }
}
