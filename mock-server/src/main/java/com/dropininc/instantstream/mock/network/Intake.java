package com.dropininc.instantstream.mock.network;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads the body of one request. No thread waits for a slow client: as many threads as a server has, so many slow
 * clients would stop it.
 */
public final class Intake implements Runnable {
    /** A client that is still sending cannot read a refusal, so this much of too large a body is read and dropped. */
    private static final long DRAINED_BYTES = 64L << 20;

    private static final byte[] NO_BYTES = {};

    private final Request request;
    private final int most;
    private final Duration patience;
    private final Taker taker;
    private final AtomicBoolean done = new AtomicBoolean();
    private byte[] first;
    private ByteArrayOutputStream rest;
    private long read;
    private Scheduler.Task deadline;

    /** What becomes of a body; exactly one of these happens, once. */
    public interface Taker {
        /** It is there; empty when it was larger than it may be. */
        void taken(Optional<byte[]> body) throws Exception;

        /** It did not arrive in time. */
        void late();

        /** The client has gone. */
        void lost(Throwable why);
    }

    private Intake(Request request, int most, Duration patience, Taker taker) {
        this.request = request;
        this.most = most;
        this.patience = patience;
        this.taker = taker;
    }

    /** Reads a body of at most that many bytes; what is there already is taken before this returns. */
    public static void read(Request request, int most, Duration patience, Taker taker) {
        if (request.getLength() == 0) {
            give(taker, Optional.of(NO_BYTES));
        } else {
            new Intake(request, most, patience, taker).run();
        }
    }

    @Override
    public void run() {
        while (!done.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await();
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(() -> taker.lost(chunk.getFailure()));
                return;
            }
            keep(chunk.getByteBuffer());
            boolean last = chunk.isLast();
            chunk.release();
            if (last || read > DRAINED_BYTES) {
                end(() -> give(taker, read > most ? Optional.empty() : Optional.of(body())));
            }
        }
    }

    private void await() {
        if (deadline == null) {
            deadline = request.getComponents()
                    .getScheduler()
                    .schedule(() -> end(taker::late), patience.toMillis(), TimeUnit.MILLISECONDS);
        }
        request.demand(this);
    }

    private void keep(ByteBuffer bytes) {
        read += bytes.remaining();
        if (read > most || !bytes.hasRemaining()) {
            return;
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        if (first == null) {
            first = copy;
        } else {
            rest = rest == null ? new ByteArrayOutputStream() : rest;
            rest.writeBytes(copy);
        }
    }

    private byte[] body() {
        if (rest == null) {
            return first == null ? NO_BYTES : first;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(first.length + rest.size());
        whole.writeBytes(first);
        whole.writeBytes(rest.toByteArray());
        return whole.toByteArray();
    }

    private void end(Runnable outcome) {
        if (done.compareAndSet(false, true)) {
            if (deadline != null) {
                deadline.cancel();
            }
            outcome.run();
        }
    }

    private static void give(Taker taker, Optional<byte[]> body) {
        try {
            taker.taken(body);
        } catch (Exception e) {
            taker.lost(e);
        }
    }
}
