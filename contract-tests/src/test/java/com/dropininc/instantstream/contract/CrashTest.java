package com.dropininc.instantstream.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.client.AdminClient;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.sun.net.httpserver.HttpExchange;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Runs against a protected environment that are killed without warning: what they leave, and what a clean-up ends. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class CrashTest {
    private static final int RATE = 40;
    private static final int FEW = 3;

    /** Requests reach a busy machine a little closer together than they were sent. */
    private static final Duration JITTER = Duration.ofMillis(150);

    private final Contract contract = Contract.load();

    @TempDir
    Path dir;

    @Test
    void killed_at_a_random_moment_a_run_leaves_nothing_that_the_clean_up_does_not_end() throws Exception {
        Random random = new Random(4711);
        for (int i = 0; i < Integer.getInteger("instantstream.kills", FEW); i++) {
            try (MockServer mock = MockServer.start(MockConfig.standard())) {
                AdminClient admin = AdminClient.at(mock.baseUrl());
                Set<String> foreign = tokens(admin);
                Process run = start(mock.baseUrl());
                killAfter(run, admin, 1 + random.nextInt(150));
                cleanedUp(mock.baseUrl());
                nothingIsWrong(admin, foreign);
            }
        }
    }

    @Test
    void a_stream_whose_answer_was_lost_with_the_run_is_found_by_whom_it_was_asked_for() throws Exception {
        try (MockServer mock = MockServer.start(MockConfig.standard())) {
            AdminClient admin = AdminClient.at(mock.baseUrl());
            Set<String> foreign = tokens(admin);
            AtomicReference<Process> run = new AtomicReference<>();
            AtomicInteger made = new AtomicInteger();
            try (StubServer between = new StubServer(exchange -> {
                byte[] answer = forward(mock.baseUrl(), exchange);
                boolean creates = exchange.getRequestURI().getPath().endsWith("/request");
                if (run.get() != null && creates && made.incrementAndGet() == 2) {
                    run.get().destroyForcibly();
                    exchange.close();
                    return;
                }
                exchange.getResponseBody().write(answer);
            })) {
                run.set(start(between.url()));
                run.get().waitFor();
                run.set(null);
                assertEquals(1, open(admin, foreign).size() - endedByLedger(), "the answer to one creation is lost");
                cleanedUp(between.url());
            }
            nothingIsWrong(admin, foreign);
        }
    }

    /** How many open streams the ledger knows by their token. */
    private int endedByLedger() throws IOException {
        Set<String> known = new HashSet<>();
        try (var files = Files.list(dir.resolve("left"))) {
            for (Path file : files.toList()) {
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"token\""))
                        .forEach(known::add);
                Files.readAllLines(file).stream()
                        .filter(line -> line.contains("\"ended\""))
                        .forEach(line -> known.removeIf(made -> made.contains(line.split("\"")[3])));
            }
        }
        return known.size();
    }

    private static byte[] forward(String baseUrl, HttpExchange exchange) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray((byte[])
                        exchange.getAttribute(StubServer.BODY)));
        for (String name : List.of("apikey", "content-type")) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<byte[]> answer =
                    HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("content-type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            boolean bare = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), bare ? -1 : answer.body().length);
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private Process start(String baseUrl) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                Main.class.getName()));
        command.addAll(List.of("verify", "--env", "prod", "--only", "chat-*", "request-*", "cell-*"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("run.log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("INSTANTSTREAM_"));
        builder.environment().putAll(variables(baseUrl));
        return builder.start();
    }

    private static String classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(path.split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Map<String, String> variables(String baseUrl) {
        return Map.of(
                "INSTANTSTREAM_PROD_BASE_URL", baseUrl,
                "INSTANTSTREAM_PROD_REQUESTS_PER_SECOND", String.valueOf(RATE),
                "INSTANTSTREAM_PROD_ANSWER_MILLIS", "20000",
                "INSTANTSTREAM_CONFIRM", "prod",
                "INSTANTSTREAM_APIKEY", "demo-viewer-key",
                "INSTANTSTREAM_OPERATOR_APIKEY", "demo-operator-key",
                "INSTANTSTREAM_LEFTOVERS", dir.resolve("left").toString());
    }

    private void killAfter(Process run, AdminClient admin, int requests) throws IOException {
        while (run.isAlive() && requests(admin).size() < requests) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        assertTrue(run.isAlive(), () -> "the run ended before it was killed:\n" + log());
        run.destroyForcibly().onExit().join();
    }

    private String log() {
        try {
            return Files.readString(dir.resolve("run.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void cleanedUp(String baseUrl) {
        CommandLineRun cleanup = CommandLineRun.of(dir, variables(baseUrl), "cleanup", "--env", "prod");
        assertEquals(0, cleanup.exitCode(), cleanup.toString());
        assertFalse(Files.exists(dir.resolve("left")), "the ledger is settled: " + cleanup);
        CommandLineRun again = CommandLineRun.of(dir, variables(baseUrl), "cleanup", "--env", "prod");
        assertEquals(0, again.exitCode(), again.toString());
    }

    private void nothingIsWrong(AdminClient admin, Set<String> foreign) {
        assertEquals(List.of(), open(admin, foreign), "no stream is left open");
        List<Instant> times = new ArrayList<>();
        for (JsonNode entry : requests(admin)) {
            String query = entry.at("/request/query").asString("");
            assertFalse(query.contains("notify=true"), entry.toString());
            if (entry.path("operation").asString("").equals("requestStream")) {
                assertTrue(query.contains("notify=false"), entry.toString());
            }
            assertFalse(foreign.contains(entry.path("token").asString("")), entry.toString());
            times.add(Instant.parse(entry.path("at").asString()));
        }
        times.sort(null);
        for (int i = RATE; i < times.size(); i++) {
            Duration span = Duration.between(times.get(i - RATE), times.get(i));
            assertTrue(span.plus(JITTER).compareTo(Duration.ofSeconds(1)) >= 0, RATE + 1 + " requests in " + span);
        }
    }

    private List<String> open(AdminClient admin, Set<String> foreign) {
        List<String> open = new ArrayList<>();
        for (JsonNode stream : admin.send("GET", "/streams?limit=100000", null).path("streams")) {
            Lifecycle.State state =
                    contract.lifecycle().states().get(stream.path("status").asString());
            if (!state.terminal() && !foreign.contains(stream.path("token").asString())) {
                open.add(stream.path("token").asString());
            }
        }
        return open;
    }

    private static Set<String> tokens(AdminClient admin) {
        Set<String> tokens = new HashSet<>();
        admin.send("GET", "/streams?limit=100000", null)
                .path("streams")
                .forEach(stream -> tokens.add(stream.path("token").asString()));
        return tokens;
    }

    private static List<JsonNode> requests(AdminClient admin) {
        JsonNode journal = admin.send("GET", "/requests?limit=10000", null);
        assertEquals(0, journal.path("evicted").asInt(), "the journal has them all");
        List<JsonNode> requests = new ArrayList<>();
        journal.path("requests").forEach(requests::add);
        return requests;
    }
}
