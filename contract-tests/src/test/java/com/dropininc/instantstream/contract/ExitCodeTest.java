package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ExitCodeTest {
    private static final Map<String, String> KEY = Map.of("INSTANTSTREAM_APIKEY", "some-key");

    @TempDir
    Path dir;

    private CommandLineRun run(Map<String, String> variables, String... arguments) {
        CommandLineRun run = CommandLineRun.of(dir.resolve("report"), variables, arguments);
        assertFalse((run.out() + run.err()).contains("\tat "), "no stack trace for the user:\n" + run);
        return run;
    }

    @Test
    void a_closed_port_is_not_judged() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        CommandLineRun run = run(Map.of(), "verify", "--base-url", "http://127.0.0.1:" + port);
        assertEquals(3, run.exitCode(), run.toString());
        assertTrue(run.err().contains("nothing answers at"), run.err());
        assertEquals("inconclusive", run.report().path("verdict").asString());
    }

    @Test
    void an_unknown_host_is_not_judged() {
        CommandLineRun run = run(KEY, "verify", "--base-url", "http://no-such-host.invalid");
        assertEquals(3, run.exitCode(), run.toString());
    }

    @Test
    void a_server_that_answers_everything_with_an_empty_object_is_broken() throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "application/json", "{}"))) {
            CommandLineRun run = run(Map.of(), "verify", "--base-url", server.url());
            assertEquals(1, run.exitCode(), run.toString());
            assertTrue(run.out().contains("request-returns-token"), run.out());
        }
    }

    @Test
    void a_page_for_everything_is_no_server_of_the_api() throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "text/html", "<h1>Sign in</h1>"))) {
            assertEquals(3, run(Map.of(), "verify", "--base-url", server.url()).exitCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"401,refuses the key", "403,refuses the key", "503,not available", "302,redirects", "429,rate"})
    void a_server_that_lets_nothing_be_judged_is_not_judged(int status, String reason) throws IOException {
        try (StubServer server = new StubServer(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            StubServer.always(status, "application/json", "[]").answer(exchange);
        })) {
            CommandLineRun run = run(Map.of(), "verify", "--base-url", server.url());
            assertEquals(3, run.exitCode(), run.toString());
            assertTrue(run.err().contains(reason), run.err());
        }
    }

    @Test
    void a_server_that_hangs_is_not_judged() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            CommandLineRun run = run(
                    KEY, "verify", "--env", "slow", "--config", config("http://127.0.0.1:" + silent.getLocalPort()));
            assertEquals(3, run.exitCode(), run.toString());
            assertTrue(run.err().contains("no complete answer within 600 ms"), run.err());
        }
    }

    @Test
    void a_server_that_speaks_another_protocol_is_not_judged() throws Exception {
        try (ServerSocket mail = new ServerSocket(0, 64, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(mail));
            greeter.start();
            CommandLineRun run =
                    run(KEY, "verify", "--env", "slow", "--config", config("http://127.0.0.1:" + mail.getLocalPort()));
            assertEquals(3, run.exitCode(), run.toString());
            mail.close();
            greeter.join();
        }
    }

    private static void greet(ServerSocket mail) {
        try {
            while (true) {
                try (Socket socket = mail.accept()) {
                    socket.getOutputStream()
                            .write("220 mail ready\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_target_that_is_gone_half_way_is_not_judged() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            AtomicInteger calls = new AtomicInteger();
            try (StubServer server = new StubServer(exchange -> {
                if (calls.incrementAndGet() > 2) {
                    exchange.close();
                    return;
                }
                String stream = "{\"token\":\"st_" + "x".repeat(20) + "\"}";
                StubServer.always(200, "application/json", calls.get() == 1 ? "[]" : stream)
                        .answer(exchange);
            })) {
                CommandLineRun run = run(Map.of(), "verify", "--base-url", server.url());
                assertEquals(3, run.exitCode(), run.toString());
                assertTrue(Files.exists(run.directory().resolve("index.html")), "the report is written all the same");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            verify --env stagign                                  | did you mean 'staging'?
            verify --env staging --bogus                          | Unknown option
            verify                                                | use --env NAME or --base-url URL
            verify --base-url ftp://example.com                   | is no base URL
            verify --base-url http://127.0.0.1:1 --only chat-ordr | there is no check 'chat-ordr'
            verify --env staging                                  | INSTANTSTREAM_APIKEY is not set
            verify --env dev --config no/such/file.yaml           | no/such/file.yaml cannot be read
            verfy                                                 | verfy
            """)
    void wrong_usage_is_said_in_one_line(String line, String message) {
        CommandLineRun run = run(Map.of(), line.split(" +"));
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains(message), run.err());
    }

    @Test
    void a_key_that_no_header_can_carry_is_wrong_usage_and_is_not_shown() {
        CommandLineRun run =
                run(Map.of("INSTANTSTREAM_APIKEY", "se\ncret"), "verify", "--base-url", "http://127.0.0.1:1");
        assertEquals(2, run.exitCode(), run.toString());
        assertFalse(run.toString().contains("cret\""), run.toString());
    }

    @Test
    void no_arguments_at_all_is_wrong_usage() {
        assertEquals(2, CommandLineRun.of(dir, Map.of()).exitCode());
    }

    @Test
    void an_unreadable_configuration_is_wrong_usage() throws IOException {
        Path file = Files.writeString(dir.resolve("broken.yaml"), "environments: {dev: {colour: red}}\nidentity: {}\n");
        CommandLineRun run = run(KEY, "verify", "--env", "dev", "--config", file.toString());
        assertEquals(2, run.exitCode(), run.toString());
        assertTrue(run.err().contains("unknown key 'colour'"), run.err());
    }

    @Test
    void a_report_that_cannot_be_written_is_wrong_usage_before_anything_is_sent() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Path file = Files.writeString(dir.resolve("file"), "in the way");
        try (StubServer server = new StubServer(exchange -> calls.incrementAndGet())) {
            CommandLineRun run = run(
                    Map.of(),
                    "verify",
                    "--base-url",
                    server.url(),
                    "--out",
                    file.resolve("x").toString());
            assertEquals(2, run.exitCode(), run.toString());
            assertEquals(0, calls.get());
        }
    }

    @Test
    void a_selection_that_selects_nothing_is_not_judged() throws IOException {
        try (StubServer server = new StubServer(StubServer.always(200, "application/json", "{}"))) {
            CommandLineRun run = run(Map.of(), "verify", "--base-url", server.url(), "--only", "nothing-*");
            assertEquals(3, run.exitCode(), run.toString());
        }
    }

    @Test
    void a_selection_of_which_nothing_can_be_judged_is_not_judged() {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = run(
                    Map.of("INSTANTSTREAM_APIKEY", "demo-viewer-key"),
                    "verify",
                    "--base-url",
                    mock.baseUrl(),
                    "--only",
                    "cell-streaming-ping-stream");
            assertEquals(3, run.exitCode(), run.toString());
            assertTrue(run.out().contains("needs a key of kind operator"), run.out());
        }
    }

    @Test
    void without_an_operators_key_the_pings_are_listed_and_the_rest_is_judged() throws IOException {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            CommandLineRun run = run(
                    Map.of("INSTANTSTREAM_APIKEY", "demo-viewer-key"),
                    "verify",
                    "--base-url",
                    mock.baseUrl(),
                    "--only",
                    "cell-streaming-*");
            assertEquals(0, run.exitCode(), run.toString());
            assertEquals(1, run.report().path("checks").path("inconclusive").asInt());
        }
    }

    @Test
    void a_protected_environment_wants_to_be_confirmed_by_whatever_name_it_is_called() {
        assertEquals(2, run(KEY, "verify", "--env", "prod").exitCode());
        assertEquals(
                2, run(KEY, "verify", "--env", "prod", "--confirm", "staging").exitCode());
        CommandLineRun byAddress = run(KEY, "verify", "--base-url", "https://APIPROD21.dropininc.com");
        assertEquals(2, byAddress.exitCode(), byAddress.toString());
        CommandLineRun disguised =
                run(KEY, "verify", "--env", "staging", "--base-url", "https://apiprod21.dropininc.com");
        assertEquals(2, disguised.exitCode(), disguised.toString());
    }

    private String config(String url) throws IOException {
        return Files.writeString(dir.resolve("environments.yaml"), """
                        environments:
                          slow:
                            baseUrl: %s
                            keys: {viewer: INSTANTSTREAM_APIKEY, pusherKey: A, pusherSecret: B}
                            protected: false
                            concurrency: 2
                            burst: 2
                            answerMillis: 300
                        identity: {phone: '+1{area}55501{line}', emailDomain: example.com}
                        """.formatted(url))
                .toString();
    }
}
