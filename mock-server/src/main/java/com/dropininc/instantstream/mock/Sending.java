package com.dropininc.instantstream.mock;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** Sends answers, whole and at once or as a fault wants them. Safe to share between threads. */
final class Sending implements AutoCloseable {
    /** Longer than this no slow body takes, however slow it was asked to be. */
    private static final long LONGEST_SECONDS = 60;

    private static final int TICKS_A_SECOND = 10;

    /** Where answers wait and drip, so that they keep no thread of the server from its work. */
    private final ExecutorService slowly = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mock-slowly");
        thread.setDaemon(true);
        return thread;
    });

    void send(Context ctx, Reply reply) {
        Delivery delivery = reply.delivery();
        if (delivery.delayMillis() == 0 && delivery.way() == Delivery.Way.WHOLE) {
            whole(ctx, reply);
            return;
        }
        ctx.future(() -> CompletableFuture.runAsync(
                () -> deliver(ctx, reply),
                CompletableFuture.delayedExecutor(delivery.delayMillis(), TimeUnit.MILLISECONDS, slowly)));
    }

    private static void head(Context ctx, Reply reply) {
        ctx.status(reply.status());
        reply.headers().forEach(ctx::header);
        reply.json().ifPresent(json -> ctx.contentType("application/json"));
    }

    private static byte[] bytes(Reply reply) {
        return reply.json().orElse("").getBytes(StandardCharsets.UTF_8);
    }

    private static void whole(Context ctx, Reply reply) {
        head(ctx, reply);
        if (reply.json().isPresent()) {
            ctx.result(bytes(reply));
        }
    }

    private static void deliver(Context ctx, Reply reply) {
        try {
            switch (reply.delivery().way()) {
                case WHOLE -> whole(ctx, reply);
                case RESET -> reset(ctx);
                case TRUNCATED -> truncate(ctx, reply);
                case SLOW -> drip(ctx, reply);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client has gone before its answer was sent", e);
        }
    }

    private static EndPoint endPoint(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req())
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint();
    }

    private static void reset(Context ctx) throws IOException {
        EndPoint endPoint = endPoint(ctx);
        if (endPoint.getTransport() instanceof SocketChannel channel) {
            // Not to linger makes the end a reset instead of a polite goodbye.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            channel.close();
        }
        endPoint.close();
    }

    private static void truncate(Context ctx, Reply reply) throws IOException {
        head(ctx, reply);
        byte[] body = bytes(reply);
        ctx.res().setContentLength(body.length);
        OutputStream out = ctx.res().getOutputStream();
        out.write(body, 0, body.length / 2);
        out.flush();
        endPoint(ctx).close();
    }

    private static void drip(Context ctx, Reply reply) throws IOException {
        head(ctx, reply);
        byte[] body = bytes(reply);
        ctx.res().setContentLength(body.length);
        OutputStream out = ctx.res().getOutputStream();
        long pace = Math.max(reply.delivery().bytesPerSecond(), body.length / LONGEST_SECONDS);
        int chunk = (int) Math.max(1, pace / TICKS_A_SECOND);
        for (int sent = 0; sent < body.length; sent += chunk) {
            out.write(body, sent, Math.min(chunk, body.length - sent));
            out.flush();
            pause(1000L * chunk / Math.max(1, pace));
        }
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
