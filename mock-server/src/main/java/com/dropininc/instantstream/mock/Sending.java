package com.dropininc.instantstream.mock;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/** Sends answers, whole and at once or as a fault wants them. Safe to share between threads. */
final class Sending implements AutoCloseable {
    /** Longer than this no slow body takes, however slow it was asked to be. */
    private static final long LONGEST_SECONDS = 60;

    private static final int TICKS_A_SECOND = 10;

    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, MediaTypes.JSON);

    /** Where answers wait and drip, so that they keep no thread of the server from its work. */
    private final ExecutorService slowly = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mock-slowly");
        thread.setDaemon(true);
        return thread;
    });

    /** Where a request came in and its answer goes out. */
    record Line(Request request, Response response, Callback callback) {
        /** Whether other requests are on the same connection. */
        private boolean shared() {
            return request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2;
        }

        private EndPoint endPoint() {
            return request.getConnectionMetaData().getConnection().getEndPoint();
        }
    }

    void send(Line line, Reply reply) {
        Delivery delivery = reply.delivery();
        if (delivery.delayMillis() == 0 && delivery.way() == Delivery.Way.WHOLE) {
            whole(line, reply);
            return;
        }
        CompletableFuture.delayedExecutor(delivery.delayMillis(), TimeUnit.MILLISECONDS, slowly)
                .execute(() -> deliver(line, reply));
    }

    private static byte[] head(Line line, Reply reply) {
        byte[] body = reply.json().orElse("").getBytes(StandardCharsets.UTF_8);
        line.response().setStatus(reply.status());
        HttpFields.Mutable headers = line.response().getHeaders();
        reply.headers().forEach(headers::put);
        if (reply.json().isPresent() && !headers.contains(HttpHeader.CONTENT_TYPE)) {
            headers.put(JSON);
        }
        headers.put(HttpHeader.CONTENT_LENGTH, body.length);
        return body;
    }

    private static void whole(Line line, Reply reply) {
        byte[] body = head(line, reply);
        line.response().write(true, ByteBuffer.wrap(body), line.callback());
    }

    private static void deliver(Line line, Reply reply) {
        try {
            switch (reply.delivery().way()) {
                case WHOLE -> whole(line, reply);
                case RESET -> reset(line);
                case TRUNCATED -> truncate(line, reply);
                case SLOW -> drip(line, reply);
            }
        } catch (IOException e) {
            // The client has gone before its answer was sent.
            line.callback().failed(e);
        }
    }

    private static void reset(Line line) throws IOException {
        if (line.shared()) {
            // Jetty answers with an error what fails before it has begun, so it has to begin.
            write(line, new byte[0], 0, 0);
        }
        EndPoint endPoint = line.endPoint();
        if (!line.shared() && endPoint.getTransport() instanceof SocketChannel channel) {
            // Not to linger makes the end a reset instead of a polite goodbye.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
        end(line);
    }

    private static void truncate(Line line, Reply reply) throws IOException {
        byte[] body = head(line, reply);
        write(line, body, 0, body.length / 2);
        end(line);
    }

    private static void drip(Line line, Reply reply) throws IOException {
        byte[] body = head(line, reply);
        long pace = Math.max(reply.delivery().bytesPerSecond(), body.length / LONGEST_SECONDS);
        int chunk = (int) Math.max(1, pace / TICKS_A_SECOND);
        for (int sent = 0; sent < body.length; sent += chunk) {
            write(line, body, sent, Math.min(chunk, body.length - sent));
            pause(1000L * chunk / Math.max(1, pace));
        }
        line.response().write(true, null, line.callback());
    }

    private static void write(Line line, byte[] body, int from, int length) throws IOException {
        try (Blocker.Callback written = Blocker.callback()) {
            line.response().write(false, ByteBuffer.wrap(body, from, length), written);
            written.block();
        }
    }

    /** Closes the connection, however much of the answer was sent; one that carries others' too ends this one alone. */
    private static void end(Line line) {
        if (!line.shared()) {
            line.endPoint().close();
        }
        line.callback().failed(new EofException("a simulated fault"));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        slowly.shutdownNow();
    }
}
