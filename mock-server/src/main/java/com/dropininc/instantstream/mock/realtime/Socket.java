package com.dropininc.instantstream.mock.realtime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/**
 * One WebSocket: assembles text, answers PING, counts what waits to be written, and remembers when it last heard of the
 * client. It sits on Jetty's frame level, because the level above hides PONG frames, encodes a text once per receiver
 * and keeps the whole upgrade request alive.
 */
final class Socket implements FrameHandler {
    /** A client event of 10 kB may be escaped to six times its size, twice encoded to more; beyond that is abuse. */
    private static final int MAX_MESSAGE = 131_072;

    private final Connection connection;
    private final RealtimeSettings.QueueBounds bounds;
    private final AtomicInteger queuedFrames = new AtomicInteger();
    private final AtomicInteger queuedBytes = new AtomicInteger();
    private final AtomicBoolean closing = new AtomicBoolean();
    private volatile CoreSession session;
    private volatile long lastHeard = System.nanoTime();
    private volatile long closingSince;
    private ByteArrayOutputStream partial;
    private boolean discarding;

    Socket(Connection connection, RealtimeSettings.QueueBounds bounds) {
        this.connection = connection;
        this.bounds = bounds;
    }

    long lastHeard() {
        return lastHeard;
    }

    /** When the server asked to close, in nanoseconds of the monotonic clock; 0 while open. */
    long closingSince() {
        return closingSince;
    }

    boolean isClosing() {
        return closing.get();
    }

    int queuedBytes() {
        return queuedBytes.get();
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        // Jetty shortens idle timeouts when it is short of threads; silence is judged by the sweep alone.
        opened.addIdleTimeoutListener(timeout -> false);
        callback.succeeded();
        connection.opened();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        lastHeard = System.nanoTime();
        if (frame.getOpCode() == OpCode.CLOSE) {
            callback.succeeded();
            return;
        }
        try {
            accept(frame);
        } finally {
            callback.succeeded();
            session.demand();
        }
    }

    private void accept(Frame frame) {
        switch (frame.getOpCode()) {
            case OpCode.PING -> pong(frame);
            case OpCode.TEXT, OpCode.BINARY, OpCode.CONTINUATION -> data(frame);
            default -> {}
        }
    }

    private void pong(Frame ping) {
        ByteBuffer copy = ByteBuffer.allocate(ping.getPayloadLength());
        if (ping.hasPayload()) {
            copy.put(ping.getPayload().slice()).flip();
        }
        session.sendFrame(new Frame(OpCode.PONG, copy), Callback.NOOP, false);
    }

    private void data(Frame frame) {
        if (frame.getOpCode() == OpCode.BINARY) {
            discarding = true;
            connection.error(null, "Binary WebSocket frames are not supported: send JSON as text frames.");
        }
        if (!discarding) {
            collect(frame);
        }
        if (!frame.isFin()) {
            return;
        }
        if (!discarding) {
            deliver(partial.toByteArray());
        }
        partial = null;
        discarding = false;
    }

    private void collect(Frame frame) {
        if (partial == null) {
            partial = new ByteArrayOutputStream(frame.getPayloadLength());
        }
        if (partial.size() + frame.getPayloadLength() > MAX_MESSAGE) {
            discarding = true;
            partial = null;
            connection.error(null, "Message too large: at most " + MAX_MESSAGE + " bytes are accepted.");
            closeWith(CloseStatus.MESSAGE_TOO_LARGE, "Message too large");
            return;
        }
        if (frame.hasPayload()) {
            ByteBuffer payload = frame.getPayload().slice();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            partial.writeBytes(bytes);
        }
    }

    private void deliver(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
            connection.received(text);
        } catch (CharacterCodingException notUtf8) {
            closeWith(CloseStatus.BAD_PAYLOAD, "Text frames must be valid UTF-8");
        }
    }

    /**
     * Queues a text frame; never blocks. The bytes are shared between receivers and must not change. A reader so slow
     * that its bounds are reached is cut off.
     */
    void send(byte[] text) {
        CoreSession open = session;
        if (open == null || closing.get()) {
            return;
        }
        int frames = queuedFrames.incrementAndGet();
        int bytes = queuedBytes.addAndGet(text.length);
        if (frames > bounds.frames() || (bytes > bounds.bytes() && frames > 1)) {
            abort();
            return;
        }
        open.sendFrame(new Frame(OpCode.TEXT, ByteBuffer.wrap(text)), new Sent(text.length), false);
    }

    /** Gives a frame's place in the queue back, whether it was written or lost with the connection. */
    private final class Sent implements Callback {
        private final int bytes;

        Sent(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public void succeeded() {
            queuedFrames.decrementAndGet();
            queuedBytes.addAndGet(-bytes);
        }

        @Override
        public void failed(Throwable cause) {
            succeeded();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }

    void ping() {
        CoreSession open = session;
        if (open != null && !closing.get()) {
            open.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
        }
    }

    /** Closes after everything queued so far has left. */
    void closeWith(int code, String reason) {
        CoreSession open = session;
        if (open != null && closing.compareAndSet(false, true)) {
            closingSince = System.nanoTime();
            open.close(code, reason, Callback.NOOP);
        }
    }

    /** Drops the connection without a word, and whatever was queued with it. */
    void abort() {
        closing.set(true);
        CoreSession open = session;
        if (open != null) {
            connection.runLater(open::abort);
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        closing.set(true);
        callback.succeeded();
        connection.gone();
    }
}
