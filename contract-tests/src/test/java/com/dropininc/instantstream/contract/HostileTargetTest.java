package com.dropininc.instantstream.contract;

import static com.dropininc.instantstream.contract.SocketServer.answering;
import static com.dropininc.instantstream.contract.SocketServer.head;
import static com.dropininc.instantstream.contract.SocketServer.write;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are none: each is told in one line, within bounds of time and memory, and the report is written. */
@Timeout(120)
class HostileTargetTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\n";

    /** What a target does, and what the suite says of it. */
    enum Hostility {
        HANGS(
                socket -> {
                    head(socket);
                    Thread.sleep(60_000);
                },
                "no complete answer within 1000 ms"),
        ONE_BYTE_AT_A_TIME(
                socket -> {
                    head(socket);
                    write(socket, OK + "Content-Length: 9999\r\n\r\n");
                    while (true) {
                        write(socket, " ");
                        Thread.sleep(50);
                    }
                },
                "no complete answer within 1000 ms"),
        ANSWERS_LATE(
                socket -> {
                    head(socket);
                    Thread.sleep(1500);
                    write(socket, OK + "Content-Length: 2\r\n\r\n[]");
                },
                "no complete answer within 1000 ms"),
        CLOSES_AT_ONCE(socket -> {}, "was closed before the answer was complete"),
        CLOSES_HALF_WAY(
                answering(OK + "Content-Length: 100\r\n\r\n[{\"tok"), "was closed before the answer was complete"),
        SPEAKS_SSH(
                socket -> {
                    write(socket, "SSH-2.0-OpenSSH_9.2p1\r\n");
                    head(socket);
                },
                "no readable HTTP at"),
        SPEAKS_NOISE(answering("\u001b]0;owned\u0007\u0001\u0002\r\n\r\n"), "no readable HTTP at"),
        REDIRECTS(
                answering("HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: https://login.example.com/\r\n"
                        + "Content-Length: 0\r\n\r\n"),
                "redirects every call to https://login.example.com/"),
        A_GIGABYTE(socket -> flood(socket, OK + "Content-Length: 1073741824\r\n\r\n"), "is larger than 8388608 bytes"),
        ENDLESS(socket -> flood(socket, OK + "\r\n"), "is larger than 8388608 bytes"),
        ENDLESS_HEADER(socket -> flood(socket, OK + "X-Long: "), "Header size too big"),
        BROKEN_GZIP(
                answering(OK + "Content-Encoding: gzip\r\nContent-Length: 7\r\n\r\nno gzip"),
                "cannot be unpacked (Not in GZIP format)"),
        A_GZIP_BOMB(answering(bomb()), "larger than 8388608 bytes when it is unpacked"),
        A_WRONG_CHUNK(
                answering(OK + "Transfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n"), "the connection broke"),
        A_NEGATIVE_LENGTH(answering(OK + "Content-Length: -5\r\n\r\n[]"), "was closed before the answer was complete"),
        A_LOGIN_PAGE(
                answering(
                        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: 36\r\n\r\n"
                                + "<!DOCTYPE html><title>Sign in</title>"),
                "answers every call with the same page");

        private final SocketServer.Manner manner;
        private final String said;

        Hostility(SocketServer.Manner manner, String said) {
            this.manner = manner;
            this.said = said;
        }

        /** Only those that never answer are waited for; a slow machine must not make all the others look like them. */
        int answerMillis() {
            return said.startsWith("no complete answer") ? 500 : 30_000;
        }
    }

    @TempDir
    Path dir;

    @Test
    void what_is_no_server_of_the_api_is_not_judged_and_named() throws Exception {
        // They mostly wait, so they wait at once.
        ExecutorService threads = Executors.newFixedThreadPool(Hostility.values().length);
        List<Callable<Object>> judged = Arrays.stream(Hostility.values())
                .<Callable<Object>>map(hostility -> () -> {
                    judge(hostility);
                    return hostility;
                })
                .toList();
        try {
            List<Executable> ends = threads.invokeAll(judged).stream()
                    .<Executable>map(end -> end::get)
                    .toList();
            assertAll(ends);
        } finally {
            threads.shutdownNow();
        }
    }

    private void judge(Hostility hostility) throws IOException {
        try (SocketServer server = new SocketServer(hostility.manner)) {
            CommandLineRun run = run(hostility.name(), "http://127.0.0.1:" + server.port(), hostility.answerMillis());
            String all = hostility + " " + run;
            assertEquals(3, run.exitCode(), all);
            assertTrue(run.err().contains(hostility.said), all);
            assertTrue(run.out().contains(hostility.said), "on the first screen too: " + all);
            assertTrue(run.out().lines().count() < 25, "one screen: " + all);
            assertFalse(run.toString().matches("(?s).*[\\p{Cntrl}&&[^\n\r\t]].*"), "nothing that a terminal obeys");
            assertEquals("inconclusive", run.report().path("verdict").asString(), all);
            assertTrue(Files.exists(run.directory().resolve("index.html")), all);
        }
    }

    /** After a good beginning nothing is waited for long, however the target mixes good answers with none. */
    @Test
    void a_target_that_answers_now_and_then_is_given_up() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        try (SocketServer server = new SocketServer(socket -> {
            head(socket);
            if (calls.incrementAndGet() % 2 == 0) {
                Thread.sleep(60_000);
            }
            write(socket, "HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]");
        })) {
            CommandLineRun run = run("now-and-then", "http://127.0.0.1:" + server.port(), 100);
            assertFalse(run.exitCode() == 0, run.toString());
            assertTrue(calls.get() < 200, calls + " calls");
        }
    }

    private CommandLineRun run(String name, String url, int answerMillis) throws IOException {
        Path config = Files.writeString(dir.resolve(name + ".yaml"), """
                environments:
                  hostile:
                    baseUrl: %s
                    keys: {viewer: INSTANTSTREAM_APIKEY, pusherKey: A, pusherSecret: B}
                    protected: false
                    concurrency: 2
                    burst: 2
                    answerMillis: %d
                identity: {phone: '+1{area}55501{line}', emailDomain: example.com}
                """.formatted(url, answerMillis));
        return CommandLineRun.of(
                dir.resolve(name),
                Map.of("INSTANTSTREAM_APIKEY", "some-key"),
                "verify",
                "--env",
                "hostile",
                "--config",
                config.toString());
    }

    private static void flood(Socket socket, String begin) throws IOException {
        head(socket);
        write(socket, begin);
        byte[] spaces = "a".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
        while (true) {
            socket.getOutputStream().write(spaces);
        }
    }

    private static String bomb() {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 64; i++) {
                    gzip.write(zeros);
                }
            }
            return OK + "Content-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n"
                    + packed.toString(StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
