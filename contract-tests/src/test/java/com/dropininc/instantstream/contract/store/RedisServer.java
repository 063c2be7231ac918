package com.dropininc.instantstream.contract.store;

import com.dropininc.instantstream.spec.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
        this.program = program(directory);
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
    private static Path program(Path directory) throws IOException {
        if (ExecutableProvider.newProvidedVersionsMap().containsKey(OsArchitecture.detectOSandArchitecture())) {
            return ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .toPath();
        }
        return Tool.need("redis-server", "the build has none for this platform: install Redis 6.2 or later");
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
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
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
