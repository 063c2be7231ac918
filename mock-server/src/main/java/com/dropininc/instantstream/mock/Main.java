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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the mock from a command line until it is ended. */
@Command(
        name = "instantstream-mock",
        mixinStandardHelpOptions = true,
        version = "instantstream-mock 0.1.0",
        description = "A stateful mock of the Instant Streaming API, with a real Pusher server inside.",
        sortOptions = false)
public final class Main implements Callable<Integer> {
    private static final int WRONG_USAGE = 2;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "4010",
            description = "Port to listen on, 0 for a free one (default: 4010).")
    private int port;

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to bind (default: 127.0.0.1).")
    private String host;

    @Option(
            names = "--spec",
            paramLabel = "FILE",
            description =
                    "Another OpenAPI document than the built-in one, or an OpenAPI Overlay on it; read anew when it"
                            + " changes.")
    private Path specFile;

    @Option(
            names = "--overlay",
            paramLabel = "FILE",
            description =
                    "An OpenAPI Overlay that changes the spec, such as what `calibrate` proposes; read anew when it changes.")
    private List<Path> overlays = List.of();

    @Option(
            names = "--fixtures",
            paramLabel = "DIR",
            description =
                    "Your keys.yaml, accounts.yaml, worlds/demo.yaml, faults.yaml and scenarios/, or some of them;"
                            + " read anew when they change, which resets the default sandbox if its streams change.")
    private Path fixtures;

    @Option(
            names = "--scenarios",
            paramLabel = "DIR",
            description = "Your scenarios, one YAML file each; read anew when they change.")
    private Path scenarios;

    @Option(
            names = "--upstream",
            paramLabel = "URL",
            description = "A real environment that answers some operations in the mock's place: dev, staging, prod or a"
                    + " base URL. Its key comes from INSTANTSTREAM_UPSTREAM_APIKEY, or for one kind from"
                    + " INSTANTSTREAM_UPSTREAM_OPERATOR_APIKEY and the like.")
    private String upstream;

    @Option(
            names = "--upstream-operations",
            paramLabel = "ID",
            split = ",",
            description = "The operations that are passed on, with commas, or all.")
    private List<String> upstreamOperations = List.of();

    @Option(
            names = "--upstream-allow",
            paramLabel = "URL",
            description = "A base URL that calls may be passed on to, beside the servers of the spec.")
    private List<String> upstreamAllowed = List.of();

    @Option(
            names = "--pusher-app",
            paramLabel = "ID:KEY:SECRET",
            description = "The Pusher app to be (default: the one of the fixtures, shown at start).")
    private String pusherApp;

    @Option(names = "--webhook-url", paramLabel = "URL", description = "Where Pusher webhooks go (default: nowhere).")
    private String webhook;

    @Option(names = "--seed", description = "Makes tokens and ids repeatable.")
    private Long seed;

    @Option(
            names = "--admin-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:INSTANTSTREAM_ADMIN_TOKEN}",
            description = "What requests to the admin API have to carry; needed where --host lets other machines in"
                    + " (default: INSTANTSTREAM_ADMIN_TOKEN of the environment, or none).")
    private String adminToken;

    @Option(names = "--allow-shutdown", description = "Lets POST /__admin/shutdown end the mock (default: it cannot).")
    private boolean shutdown;

    @Option(
            names = "--sandbox-idle",
            paramLabel = "DURATION",
            description = "How long a sandbox stays that nobody uses (default: PT30M).")
    private Duration sandboxIdle;

    @Option(
            names = "--keep-streams",
            paramLabel = "N",
            description = "How many streams a sandbox keeps beside those of the demo world; then those that ended first"
                    + " are forgotten, and where none has ended the oldest (default: 20000).")
    private Integer keepStreams;

    @Option(
            names = "--keep-messages",
            paramLabel = "N",
            description = "How many messages of one chat are kept, the newest (default: 100000).")
    private Integer keepMessages;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps the state in this directory, so that it survives the end of the mock, however that"
                    + " comes (default: in memory only).")
    private Path data;

    @Option(
            names = "--store",
            paramLabel = "URL",
            defaultValue = "${env:INSTANTSTREAM_STORE}",
            description = "Shares the state with other mocks through Redis or Valkey, such as redis://127.0.0.1:6379/0"
                    + " (default: INSTANTSTREAM_STORE of the environment, or none).")
    private String store;

    @Mixin
    private ServingOptions serving;

    @Option(names = "--rehearse", hidden = true, description = "Calls every operation once and ends.")
    private boolean rehearse;

    /** Ends with 0 when it was asked to end, 2 when it could not start. */
    public static void main(String[] arguments) {
        // Jetty would ask the JVM's management for this, and look for all locales: each a fifteenth of a start.
        System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        System.getProperties().putIfAbsent("java.locale.providers", "SPI");
        // Each of these takes as long as all the rest of a start, and none needs what the others make.
        meanwhile("mock-load-spec", Contract::load);
        CompletableFuture<CommandLine> options = CompletableFuture.supplyAsync(
                () -> new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed),
                task -> meanwhile("mock-load-options", task));
        Log.provide();
        meanwhile("mock-load-server", HttpDoor::load);
        meanwhile("mock-load-judge", () -> Rehearsal.judge(Contract.load()));
        System.exit(options.join().execute(arguments));
    }

    /** Begins something that is waited for by whoever needs it. */
    private static void meanwhile(String name, Runnable what) {
        Thread thread = new Thread(
                () -> {
                    try {
                        what.run();
                    } catch (RuntimeException e) {
                        // Whoever needs it next meets the same, and tells it.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (serving.log() == ServingOptions.LogFormat.JSON) {
            Log.useJson();
        }
        MockConfig config = rehearse ? MockConfig.standard() : config();
        try (MockServer server = MockServer.start(config, Rehearsal::judge)) {
            if (rehearse) {
                Rehearsal.call(server);
                return 0;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(FirstScreen.of(server, config));
            out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "mock-goodbye"));
            server.awaitEnd();
        }
        return 0;
    }

    private MockConfig config() {
        if (port < 0 || port > 65_535) {
            throw new ParameterException(spec.commandLine(), "--port " + port + " is no port: use 0 to 65535");
        }
        MockConfig config =
                MockConfig.standard().withWorkbench(workbench()).withHost(host).withPort(port);
        config = specFile == null ? config : config.withSpec(specFile);
        config = overlays.isEmpty() ? config : config.withOverlays(overlays);
        config = fixtures == null && scenarios == null ? config : config.withShelf(shelf());
        config = pusherApp == null ? config : config.withPusher(credentials(pusherApp));
        config = webhook == null ? config : config.withWebhook(webhook);
        config = config.withPassing(new Passing(
                Optional.ofNullable(upstream), upstreamOperations, upstreamAllowed, Passing.keysOf(System.getenv())));
        config = config.withKeeping(new Keeping(
                Optional.ofNullable(data), Optional.ofNullable(store).filter(url -> !url.isBlank())));
        config = config.withServing(serving.serving());
        return seed == null ? config : config.withSeed(seed);
    }

    private Shelf shelf() {
        return new Shelf(Optional.ofNullable(fixtures), Optional.ofNullable(scenarios));
    }

    private MockConfig.Workbench workbench() {
        MockConfig.Workbench standard = MockConfig.Workbench.STANDARD;
        if (sandboxIdle != null && (sandboxIdle.isZero() || sandboxIdle.isNegative())) {
            throw new ParameterException(spec.commandLine(), "--sandbox-idle has to be a time such as PT30M");
        }
        Retention retention = standard.sandboxes().retention();
        if (Stream.of(keepStreams, keepMessages).anyMatch(most -> most != null && most < 1)) {
            throw new ParameterException(
                    spec.commandLine(), "--keep-streams and --keep-messages have to be numbers from 1");
        }
        return new MockConfig.Workbench(
                Optional.ofNullable(adminToken).filter(token -> !token.isBlank()),
                shutdown,
                standard.journal(),
                new Sandboxes.Limits(
                        standard.sandboxes().most(),
                        Objects.requireNonNullElse(
                                sandboxIdle, standard.sandboxes().idle()),
                        new Retention(
                                Objects.requireNonNullElse(keepStreams, retention.streams()),
                                Objects.requireNonNullElse(keepMessages, retention.messages()))));
    }

    private PusherCredentials credentials(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank() || parts[2].isBlank()) {
            throw new ParameterException(spec.commandLine(), "--pusher-app has to be ID:KEY:SECRET");
        }
        return new PusherCredentials(parts[0], parts[1], parts[2]);
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult arguments) {
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
