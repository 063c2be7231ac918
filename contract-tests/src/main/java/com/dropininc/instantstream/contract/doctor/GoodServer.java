package com.dropininc.instantstream.contract.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that keeps the contract, started from its jar on a free port of this machine; it ends when it is closed. */
public final class GoodServer implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final String url;
    private final Thread end;

    private GoodServer(Process process, String url) {
        this.process = process;
        this.url = url;
        this.end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Starts it.
     *
     * @throws IOException if it does not start; the message holds what it said
     */
    public static GoodServer start(Path jar) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", jar.toString(), "--port", "0")
                .redirectErrorStream(true)
                .start();
        CompletableFuture<Void> patience = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            Matcher found = URL.matcher(line);
            if (found.find()) {
                patience.cancel(false);
                Thread drain = new Thread(() -> drain(process));
                drain.setDaemon(true);
                drain.start();
                return new GoodServer(process, found.group());
            }
        }
        process.destroyForcibly();
        throw new IOException(jar + " did not start: " + all.toString().strip());
    }

    /** A process that nobody listens to would stop at a full pipe. */
    private static void drain(Process process) {
        try {
            process.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            if (process.isAlive()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Where it is. */
    public String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(end);
    }
}
