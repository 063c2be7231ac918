package com.dropininc.instantstream.mock.realtime;

import com.sun.management.OperatingSystemMXBean;
import io.javalin.Javalin;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures a server in a process of its own: connections, fan-out, publishes, latency, memory. Run it with the test
 * class path: {@code java -cp ... com.dropininc.instantstream.mock.realtime.RealtimeLoad [seconds]}, or see
 * {@code benchmarks/realtime.sh}. With {@code -Dload.peer=PORT -Dload.pid=PID} it measures another server.
 */
public final class RealtimeLoad {
    private static final String DATA = "{\\\"text\\\":\\\"" + "x".repeat(80) + "\\\"}";

    private RealtimeLoad() {}

    /** Runs all measurements; the argument {@code server} is for the child process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("server")) {
            serve();
            return;
        }
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8;
        String peer = System.getProperty("load.peer", "");
        if (!peer.isEmpty()) {
            measurePeer(Integer.parseInt(peer), seconds);
            return;
        }
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        // G1 refines remembered sets for a third of the CPU here; the launcher should choose as well.
                        System.getProperty("load.gc", "-XX:+UseSerialGC"),
                        "-cp",
                        System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                        RealtimeLoad.class.getName(),
                        "server")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            int port = Integer.parseInt(out.readLine().trim());
            idle(port);
            fanOut(port, seconds);
            spread(port, seconds);
            latency(port, seconds);
        } finally {
            child.destroy();
        }
    }

    /** A server that somebody else has started for the app of the tests; it is asked nothing but what an SDK asks. */
    private static void measurePeer(int port, int seconds) throws Exception {
        fanOut(port, seconds);
        spread(port, seconds);
        latency(port, seconds);
    }

    private static void serve() throws InterruptedException {
        Realtime realtime = new Realtime(TestServer.APP, RealtimeSettings.DEFAULT, new RealtimeThreads());
        Javalin app = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            new RealtimeDoor(key -> Optional.of(realtime), (host, origin) -> true).register(config);
            new HttpApi(id -> Optional.of(realtime)).register(config.routes);
            config.routes.get("/stats", context -> context.result(stats(realtime)));
        });
        app.start();
        System.out.println(app.port());
        Thread.currentThread().join();
    }

    private static String stats(Realtime realtime) throws IOException {
        System.gc();
        OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        String rss = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .map(line -> line.replaceAll("\\D", ""))
                .orElse("0");
        return os.getProcessCpuTime() + " " + heap + " " + Long.parseLong(rss) * 1024 + " "
                + realtime.connectionCount();
    }

    /** CPU time of the server in nanoseconds, its heap, its resident memory and its connections. */
    private static long[] ask(int port) throws Exception {
        String pid = System.getProperty("load.pid", "");
        return pid.isEmpty() ? askServer(port) : new long[] {cpuNanos(pid), 0, 0, 0};
    }

    /** User and system time of a process, from ticks of 10 ms (proc(5), fields 14 and 15). */
    private static long cpuNanos(String pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", pid, "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000L;
    }

    private static long[] askServer(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stats"))
                .build();
        String answer = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        String[] parts = answer.split(" ");
        return java.util.Arrays.stream(parts).mapToLong(Long::parseLong).toArray();
    }

    private static void idle(int port) throws Exception {
        try (LoadClients warm = new LoadClients(port, 500, 1)) {
            warm.frames.get();
        }
        Thread.sleep(1_000);
        long[] before = ask(port);
        try (LoadClients clients = new LoadClients(port, 5_000, 100)) {
            clients.frames.get();
            long[] after = ask(port);
            System.out.printf(
                    "idle: %d connections, heap %.1f KB each, RSS %.1f KB each%n",
                    after[3], (after[1] - before[1]) / 5_000 / 1024.0, (after[2] - before[2]) / 5_000 / 1024.0);
        }
        Thread.sleep(2_000);
        System.out.printf("idle: %d connections after all left%n", ask(port)[3]);
    }

    private static void fanOut(int port, int seconds) throws Exception {
        try (LoadClients clients = new LoadClients(port, 1_000, 1)) {
            publish(port, 1, 5, 1, new AtomicLong());
            AtomicLong published = new AtomicLong();
            long[] before = ask(port);
            long frames = clients.frames.get();
            long start = System.nanoTime();
            publish(port, 1, seconds, 1, published);
            settle(clients);
            double took = (System.nanoTime() - start) / 1e9;
            long delivered = clients.frames.get() - frames;
            long cpu = ask(port)[0] - before[0];
            System.out.printf(
                    "fan-out to 1,000: %.0f deliveries/s, %.1f us server CPU each, %d lost%n",
                    delivered / took, cpu / 1e3 / delivered, published.get() * 1_000 - delivered);
        }
    }

    private static void spread(int port, int seconds) throws Exception {
        try (LoadClients clients = new LoadClients(port, 1_000, 100)) {
            AtomicLong published = new AtomicLong();
            long frames = clients.frames.get();
            publish(port, 100, seconds, 4, published);
            settle(clients);
            System.out.printf(
                    "1,000 on 100 channels: %.0f publishes/s, %d lost%n",
                    (double) published.get() / seconds, published.get() * 10 - (clients.frames.get() - frames));
        }
    }

    private static void latency(int port, int seconds) throws Exception {
        try (LoadClients clients = new LoadClients(port, 1_000, 1);
                Publisher publisher = new Publisher(port)) {
            for (int i = 0; i < seconds * 20; i++) {
                publisher.publish("c0", "t=%018d".formatted(System.nanoTime()) + " ".repeat(4));
                Thread.sleep(50);
            }
            settle(clients);
            System.out.printf(
                    "latency of 20 fan-outs/s to 1,000: p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                    clients.percentile(0.5), clients.percentile(0.99), clients.percentile(1));
        }
    }

    private static void settle(LoadClients clients) throws InterruptedException {
        long last = -1;
        while (last != clients.frames.get()) {
            last = clients.frames.get();
            Thread.sleep(100);
        }
    }

    private static void publish(int port, int channels, int seconds, int threads, AtomicLong count) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            all[i] = new Thread(() -> publishUntil(port, channels, end, count));
            all[i].start();
        }
        for (Thread one : all) {
            one.join();
        }
    }

    private static void publishUntil(int port, int channels, long end, AtomicLong count) {
        try (Publisher publisher = new Publisher(port)) {
            while (System.nanoTime() < end) {
                publisher.publish("c" + count.getAndIncrement() % channels, DATA);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Publishes over one kept connection, as a backend's SDK does; a server that closes it is asked on a new one. */
    private static final class Publisher implements AutoCloseable {
        private final int port;
        private final Signatures signatures = new Signatures(TestServer.APP);
        private Socket socket;
        private BufferedReader answers;

        Publisher(int port) throws IOException {
            this.port = port;
            open();
        }

        private void open() throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        }

        void publish(String channel, String data) throws IOException {
            String body = "{\"name\":\"e\",\"channel\":\"" + channel + "\",\"data\":\"" + data + "\"}";
            String query = "auth_key=" + TestServer.APP.key() + "&auth_timestamp=" + System.currentTimeMillis() / 1000
                    + "&auth_version=1.0&body_md5=" + Signatures.md5Hex(body.getBytes(StandardCharsets.US_ASCII));
            String path = "/apps/" + TestServer.APP.id() + "/events";
            String signature = signatures.hmacHex("POST\n" + path + "\n" + query);
            String request = "POST " + path + "?" + query + "&auth_signature=" + signature
                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            answer();
        }

        private void answer() throws IOException {
            String status = answers.readLine();
            if (status == null || !status.startsWith("HTTP/1.1 2")) {
                throw new IOException("the server answers " + status);
            }
            long length = 0;
            boolean closes = false;
            for (String header = answers.readLine(); header != null && !header.isEmpty(); header = answers.readLine()) {
                String lower = header.toLowerCase(java.util.Locale.ROOT);
                length = lower.startsWith("content-length:")
                        ? Long.parseLong(lower.substring(15).strip())
                        : length;
                closes |= lower.equals("connection: close");
            }
            answers.skip(length);
            if (closes) {
                socket.close();
                open();
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
