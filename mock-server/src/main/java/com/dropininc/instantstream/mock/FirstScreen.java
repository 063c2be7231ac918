package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.fixtures.Fixtures;
import com.dropininc.instantstream.mock.control.AdminDoor;
import com.dropininc.instantstream.mock.demo.DemoDoor;
import com.dropininc.instantstream.mock.network.Certificate;
import java.util.Map;
import java.util.stream.Collectors;

/** What a person sees when the mock has started: enough for a first success without reading anything else. */
final class FirstScreen {
    private static final String TEXT = """

                  Instantstream mock listens on %1$s

                  Dashboard  %1$s%14$s
                  Demo page  %1$s%13$s
                  API docs   %1$s/docs

                  API keys (header %2$s)
                %3$s

                  Try it
                    curl -s %1$s%4$s -H '%2$s: %5$s'
                    curl -s %1$s%11$s -H '%2$s: %5$s' -H 'Content-Type: application/json' \\
                         -d '{"phone":"+12025550143","email":"viewer@example.com"}'

                  Point an app here
                    API base URL   %1$s
                    pusher-js      new Pusher('%6$s', { wsHost: '%7$s', %16$s: %8$d, forceTLS: %17$s,
                                     enabledTransports: ['ws', 'wss'], cluster: 'any',
                                     channelAuthorization: { endpoint: '%1$s%12$s',
                                                             headers: { %2$s: '%5$s' } } })
                    Pusher app     id %9$s, key %6$s, secret of the fixtures or of --pusher-app

                %15$s  Streams that exist from the start: %10$s
                  Ctrl-C ends it.
                """;

    private static final String TRUST = """
              Its certificate is its own: SHA-256
                %2$s
                curl -sk %1$s/certificate.pem > mock.pem      then compare:
                openssl x509 -in mock.pem -noout -fingerprint -sha256
                curl --cacert mock.pem ...      NODE_EXTRA_CA_CERTS=mock.pem node ...

            """;

    private FirstScreen() {}

    static String of(MockServer server, MockConfig config) {
        Fixtures fixtures = server.fixtures();
        return TEXT.formatted(
                server.baseUrl(),
                server.contract().keyHeader(),
                fixtures.keys().stream().map(FirstScreen::line).collect(Collectors.joining("\n")),
                server.contract()
                        .operation("getStream")
                        .pathWith(Map.of("token", fixtures.streams().get(0).token())),
                fixtures.defaultKey().key(),
                config.pusher().key(),
                config.host(),
                server.port(),
                config.pusher().id(),
                fixtures.streams().stream().map(stream -> stream.token()).collect(Collectors.joining(", ")),
                server.contract().operation("requestStream").path(),
                server.contract().operation("authorizeChannel").path(),
                DemoDoor.HOME,
                AdminDoor.ROOT + "/",
                server.certificate()
                        .map(certificate -> trust(server.baseUrl(), certificate))
                        .orElse(""),
                server.certificate().isPresent() ? "wssPort" : "wsPort",
                server.certificate().isPresent());
    }

    private static String trust(String url, Certificate certificate) {
        return TRUST.formatted(url + AdminDoor.ROOT, certificate.fingerprint());
    }

    private static String line(ApiKey key) {
        return "    %-24s %s%s"
                .formatted(
                        key.key(),
                        key.kind()
                                + key.account().map(id -> " of account " + id).orElse(""),
                        key.byDefault() ? ", the default" : "");
    }
}
