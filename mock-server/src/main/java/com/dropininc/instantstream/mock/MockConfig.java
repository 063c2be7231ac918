package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.PusherCredentials;
import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.mock.realtime.PusherApp;
import com.dropininc.instantstream.mock.sandbox.Journal;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be set about a mock, in one place. Immutable; start from {@link #standard()}.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes a free one
 * @param sources the files it is made from
 * @param fixtures keys, accounts and streams to begin with
 * @param pusher the Pusher app
 * @param webhook where Pusher webhooks go; none are sent when empty
 * @param seed makes tokens and ids repeatable; unguessable ones when empty
 * @param workbench how it may be worked on while it runs
 * @param passing how it passes calls on to a real environment
 * @param keeping where it keeps its state
 * @param serving how it meets its network and those who run it
 */
public record MockConfig(
        String host,
        int port,
        Sources sources,
        Fixtures fixtures,
        PusherCredentials pusher,
        Optional<String> webhook,
        OptionalLong seed,
        Workbench workbench,
        Passing passing,
        Keeping keeping,
        Serving serving) {

    /**
     * How a mock may be worked on while it runs.
     *
     * @param adminToken what every request to the admin API has to carry; nothing when empty
     * @param shutdown whether the admin API may end the mock
     * @param journal how much each journal keeps
     * @param sandboxes how many sandboxes there may be, and for how long
     */
    public record Workbench(
            Optional<String> adminToken, boolean shutdown, Journal.Bounds journal, Sandboxes.Limits sandboxes) {
        /** No token, no end from outside, standard bounds. */
        public static final Workbench STANDARD =
                new Workbench(Optional.empty(), false, Journal.Bounds.STANDARD, Sandboxes.Limits.STANDARD);

        @Override
        public String toString() {
            return "Workbench[adminToken="
                    + adminToken.map(token -> "(redacted)").orElse("none") + ", shutdown=" + shutdown + ", " + journal
                    + ", " + sandboxes + "]";
        }
    }

    /**
     * @throws MockStartException if others than this machine could reach an admin API without a token, or if tokens
     *     would be made twice
     */
    public MockConfig {
        if (seed.isPresent() && !keeping.inMemory()) {
            throw new MockStartException(
                    "--seed makes the tokens of an earlier start or of another replica again: leave"
                            + " it out beside --data and --store");
        }
        if (!onLoopback(host) && workbench.adminToken().isEmpty()) {
            throw new MockStartException("--host " + host + " lets other machines in, and the admin API with them:"
                    + " set --admin-token, or bind 127.0.0.1");
        }
    }

    private static boolean onLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    /** The demo world of the fixtures, on a free port of the loopback address. */
    public static MockConfig standard() {
        Fixtures fixtures = Fixtures.load();
        return new MockConfig(
                "127.0.0.1",
                0,
                Sources.BUILT_IN,
                fixtures,
                fixtures.pusher(),
                Optional.empty(),
                OptionalLong.empty(),
                Workbench.STANDARD,
                Passing.NOTHING,
                Keeping.IN_MEMORY,
                Serving.STANDARD);
    }

    /** The Pusher app, with where its webhooks go. */
    PusherApp pusherApp() {
        PusherApp app = PusherApp.of(pusher.id(), pusher.key(), pusher.secret());
        return webhook.map(URI::create).map(app::withWebhookUrl).orElse(app);
    }

    /** With another address; one that other machines can reach needs an admin token first. */
    public MockConfig withHost(String newHost) {
        return new MockConfig(
                newHost, port, sources, fixtures, pusher, webhook, seed, workbench, passing, keeping, serving);
    }

    public MockConfig withPort(int newPort) {
        return new MockConfig(
                host, newPort, sources, fixtures, pusher, webhook, seed, workbench, passing, keeping, serving);
    }

    public MockConfig withSpec(Path file) {
        Sources changed = new Sources(Optional.of(file), sources.overlays(), sources.shelf());
        return new MockConfig(
                host, port, changed, fixtures, pusher, webhook, seed, workbench, passing, keeping, serving);
    }

    /** With changes to the spec, such as what an environment was seen to do otherwise. */
    public MockConfig withOverlays(List<Path> files) {
        Sources changed = new Sources(sources.spec(), List.copyOf(files), sources.shelf());
        return new MockConfig(
                host, port, changed, fixtures, pusher, webhook, seed, workbench, passing, keeping, serving);
    }

    /**
     * With fixtures of another shelf, its Pusher app included.
     *
     * @throws com.dropininc.instantstream.fixtures.FixtureException if they cannot be used
     */
    public MockConfig withShelf(Shelf shelf) {
        Fixtures other = Fixtures.load(shelf);
        Sources changed = new Sources(sources.spec(), sources.overlays(), shelf);
        return new MockConfig(
                host, port, changed, other, other.pusher(), webhook, seed, workbench, passing, keeping, serving);
    }

    public MockConfig withPusher(PusherCredentials app) {
        return new MockConfig(host, port, sources, fixtures, app, webhook, seed, workbench, passing, keeping, serving);
    }

    public MockConfig withWebhook(String url) {
        return new MockConfig(
                host, port, sources, fixtures, pusher, Optional.of(url), seed, workbench, passing, keeping, serving);
    }

    public MockConfig withSeed(long newSeed) {
        return new MockConfig(
                host,
                port,
                sources,
                fixtures,
                pusher,
                webhook,
                OptionalLong.of(newSeed),
                workbench,
                passing,
                keeping,
                serving);
    }

    public MockConfig withWorkbench(Workbench other) {
        return new MockConfig(host, port, sources, fixtures, pusher, webhook, seed, other, passing, keeping, serving);
    }

    /** With a real environment behind it. */
    public MockConfig withPassing(Passing other) {
        return new MockConfig(host, port, sources, fixtures, pusher, webhook, seed, workbench, other, keeping, serving);
    }

    /** With its state kept elsewhere than in memory. */
    public MockConfig withKeeping(Keeping other) {
        return new MockConfig(host, port, sources, fixtures, pusher, webhook, seed, workbench, passing, other, serving);
    }

    /** Whether a call may have to wait for more than this mock's own memory: for a store, or a real environment. */
    boolean callsWait() {
        return !keeping.inMemory() || passing.possible();
    }

    public MockConfig withServing(Serving other) {
        return new MockConfig(host, port, sources, fixtures, pusher, webhook, seed, workbench, passing, keeping, other);
    }
}
