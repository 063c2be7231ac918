package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.fixtures.PusherCredentials;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything that can be set about a mock, in one place. Immutable; start from {@link #standard()}.
 *
 * @param host address to bind
 * @param port port to bind; 0 takes a free one
 * @param spec another spec than the one that ships with the mock
 * @param fixtures keys, accounts and streams to begin with
 * @param pusher the Pusher app
 * @param webhook where Pusher webhooks go; none are sent when empty
 * @param seed makes tokens and ids repeatable; unguessable ones when empty
 */
public record MockConfig(
        String host,
        int port,
        Optional<Path> spec,
        Fixtures fixtures,
        PusherCredentials pusher,
        Optional<String> webhook,
        OptionalLong seed) {

    /** The demo world of the fixtures, on a free port of the loopback address. */
    public static MockConfig standard() {
        Fixtures fixtures = Fixtures.load();
        return new MockConfig(
                "127.0.0.1", 0, Optional.empty(), fixtures, fixtures.pusher(), Optional.empty(), OptionalLong.empty());
    }

    public MockConfig withHost(String newHost) {
        return new MockConfig(newHost, port, spec, fixtures, pusher, webhook, seed);
    }

    public MockConfig withPort(int newPort) {
        return new MockConfig(host, newPort, spec, fixtures, pusher, webhook, seed);
    }

    public MockConfig withSpec(Path file) {
        return new MockConfig(host, port, Optional.of(file), fixtures, pusher, webhook, seed);
    }

    public MockConfig withPusher(PusherCredentials app) {
        return new MockConfig(host, port, spec, fixtures, app, webhook, seed);
    }

    public MockConfig withWebhook(String url) {
        return new MockConfig(host, port, spec, fixtures, pusher, Optional.of(url), seed);
    }

    public MockConfig withSeed(long newSeed) {
        return new MockConfig(host, port, spec, fixtures, pusher, webhook, OptionalLong.of(newSeed));
    }
}
