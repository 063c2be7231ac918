package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.spec.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** A real Redis on a port of its own, with an append-only file, so that it comes back with what it had. */
public final class RedisServer implements AutoCloseable {
    private final Path program;
    private final Path directory;
    private final int port;
    private Process process;

    private RedisServer(Path directory) throws IOException {
        this.program = program();
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = free.getLocalPort();
        }
        start();
    }

    public static RedisServer in(Path directory) throws IOException {
        return new RedisServer(Files.createTempDirectory(directory, "redis"));
    }

    /** The Redis that the build brings along; where it has none for the machine, the machine's own. */
    private static Path program() {
        if (ExecutableProvider.newProvidedVersionsMap().containsKey(OsArchitecture.detectOSandArchitecture())) {
            return Unpacked.PROGRAM;
        }
        return Tool.need("redis-server", "the build has none for this platform: install Redis 6.2 or later");
    }

    /** Unpacked once, before anything can start it. */
    private static final class Unpacked {
        static final Path PROGRAM = unpacked();

        private static Path unpacked() {
            try {
                return ExecutableProvider.newJarResourceProvider().get().toPath();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void start() throws IOException {
        List<String> command = List.of(
                program.toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--save",
                "");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile());
        // A program of another test, started while this one was unpacked, holds the file open for a moment.
        process = Awaitility.await()
                .ignoreExceptionsMatching(e -> String.valueOf(e.getMessage()).contains("error=26"))
                .until(builder::start, Objects::nonNull);
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(this::answers);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("PING\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return socket.getInputStream().read() == '+';
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    public String url() {
        return "redis://127.0.0.1:" + port + "/0";
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
