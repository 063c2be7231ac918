package com.dropininc.instantstream.contract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.contract.CommandLineRun;
import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prism, which knows nothing of this project but the document, judges every exchange of a whole run too. */
class SecondJudgeTest {
    private static final String NUMBER = "x-exchange";
    private static final int ENOUGH = 100;
    private static final int OF_A_KIND = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private record Exchanged(Ask ask, Reply reply) {}

    private final Contract contract = Contract.load();

    @Test
    void prism_finds_no_answer_of_the_mock_in_a_whole_run_that_breaks_the_document(@TempDir Path directory)
            throws IOException, InterruptedException {
        List<Exchanged> exchanges = someOfEachKind(judgeable(aWholeRun(directory)));
        assertTrue(exchanges.size() > ENOUGH, "Prism has judged " + exchanges.size() + " exchanges only");
        assertEquals(List.of(), violations(exchanges));
    }

    @Test
    void prism_does_find_an_answer_that_breaks_the_document() throws IOException, InterruptedException {
        Ask ask = new Ask("GET", "/instantstream/get/x", "", Map.of("apikey", "k"), new byte[0]);
        List<String> violations = violations(List.of(new Exchanged(ask, Reply.of(404, "[{\"code\":7}]"))));
        assertTrue(violations.toString().contains("must be string"), violations.toString());
    }

    private static List<Exchanged> aWholeRun(Path directory) throws IOException {
        Queue<Exchanged> exchanges = new ConcurrentLinkedQueue<>();
        Fault tee = (ask, server) -> {
            Reply reply = server.send(ask);
            exchanges.add(new Exchanged(ask, reply));
            return reply;
        };
        try (MockServer mock = MockServer.start(MockConfig.standard());
                Proxy proxy = new Proxy(mock.baseUrl(), tee)) {
            CommandLineRun run = CommandLineRun.of(directory, Map.of(), "verify", "--base-url", proxy.url());
            assertEquals(0, run.exitCode(), run.toString());
        }
        return List.copyOf(exchanges);
    }

    /** Exchanges that differ in nothing but texts and numbers are many; a few of each kind do. */
    private List<Exchanged> someOfEachKind(List<Exchanged> exchanges) {
        Map<String, Integer> seen = new HashMap<>();
        return exchanges.stream()
                .filter(exchange -> seen.merge(kind(exchange), 1, Integer::sum) <= OF_A_KIND)
                .toList();
    }

    private String kind(Exchanged exchange) {
        Router.Found found = (Router.Found)
                contract.router().match(exchange.ask().method(), exchange.ask().path());
        String values = "(?<=:)(\"[^\"]*\"|[0-9.]+)";
        return found.operation().id()
                + exchange.reply().status()
                + exchange.ask().text().replaceAll(values, "")
                + new String(exchange.reply().body(), StandardCharsets.UTF_8).replaceAll(values, "");
    }

    /** Prism answers by itself what it cannot route, what has no key and what is no JSON, so it judges the rest. */
    private List<Exchanged> judgeable(List<Exchanged> exchanges) {
        return exchanges.stream()
                .filter(exchange ->
                        Set.of("GET", "POST").contains(exchange.ask().method()))
                .filter(exchange -> contract.router()
                                .match(exchange.ask().method(), exchange.ask().path())
                        instanceof Router.Found)
                .filter(exchange -> !exchange.ask().path().endsWith("/pending")
                        || !exchange.ask().path().contains("/get"))
                .filter(exchange -> !exchange.ask().header("apikey").isEmpty())
                .filter(exchange -> exchange.ask().body().length == 0
                        || exchange.ask().json() != null
                        || exchange.ask().header("Content-Type").contains("form"))
                .filter(exchange -> exchange.ask().body().length < 100_000)
                .toList();
    }

    private static List<String> violations(List<Exchanged> exchanges) throws IOException, InterruptedException {
        Path npm = Path.of("src/test/npm").toAbsolutePath();
        Tool.npm(npm, "pkg", "get", "name").mustBeClean();
        int port = freePort();
        try (Proxy canned = new Proxy(
                "",
                (ask, server) ->
                        exchanges.get(Integer.parseInt(ask.header(NUMBER))).reply())) {
            Process prism = prism(npm, canned.url(), port);
            try {
                return violations(exchanges, port);
            } finally {
                prism.destroy();
                prism.waitFor();
            }
        }
    }

    private static List<String> violations(List<Exchanged> exchanges, int port)
            throws IOException, InterruptedException {
        // Prism leaves a request that offers HTTP/2 without an answer.
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<String> violations = new ArrayList<>();
        for (int number = 0; number < exchanges.size(); number++) {
            Ask ask = exchanges.get(number).ask();
            String query = ask.query().isEmpty() ? "" : "?" + ask.query();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + ask.path() + query))
                    .timeout(PATIENCE)
                    .method(ask.method(), HttpRequest.BodyPublishers.ofByteArray(ask.body()))
                    .header(NUMBER, String.valueOf(number))
                    .header("apikey", ask.header("apikey"));
            if (!ask.header("Content-Type").isEmpty()) {
                request.header("Content-Type", ask.header("Content-Type"));
            }
            violations.addAll(violations(ask, client, request.build()));
        }
        return violations;
    }

    private static List<String> violations(Ask ask, HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        List<String> violations = new ArrayList<>();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            String found = response.headers().firstValue("sl-violations").orElse("[]");
            for (JsonNode violation : JsonMapper.shared().readTree(found)) {
                if (violation.at("/location/0").asString("").equals("response")) {
                    violations.add(ask.method() + " " + ask.path() + ": " + violation);
                }
            }
        } catch (HttpTimeoutException e) {
            violations.add(
                    ask.method() + " " + ask.path() + " " + ask.headers() + ": Prism did not answer " + ask.text());
        }
        return violations;
    }

    private static Process prism(Path npm, String upstream, int port) throws IOException {
        Path node = Tool.need("node", "install Node.js 20.19 or later");
        // Not through npx, which leaves a child behind when it is ended.
        Process prism = new ProcessBuilder(
                        node.toString(),
                        npm.resolve("node_modules/@stoplight/prism-cli/dist/index.js")
                                .toString(),
                        "proxy",
                        Path.of("../spec/openapi.yaml").toAbsolutePath().toString(),
                        upstream,
                        "--port",
                        String.valueOf(port))
                .directory(npm.toFile())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = prism.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("listening on")) {
                drain(output);
                return prism;
            }
        }
        throw new IOException("Prism ended before it listened");
    }

    /** Prism logs every request; a full pipe would stop it. */
    private static void drain(BufferedReader output) {
        Thread reader = new Thread(() -> output.lines().forEach(line -> {}), "prism-output");
        reader.setDaemon(true);
        reader.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
