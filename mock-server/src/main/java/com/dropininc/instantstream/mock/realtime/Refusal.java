package com.dropininc.instantstream.mock.realtime;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;

/** A connection that is told why it cannot be, and closed. */
final class Refusal implements FrameHandler {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CloseCode why;
    private volatile CoreSession session;

    Refusal(CloseCode why) {
        this.why = why;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        opened.setIdleTimeout(PATIENCE);
        callback.succeeded();
        ByteBuffer error = ByteBuffer.wrap(Frames.error(why.code(), why.reason()));
        opened.sendFrame(new Frame(OpCode.TEXT, error), Callback.NOOP, false);
        opened.close(why.code(), why.reason(), Callback.NOOP);
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        callback.succeeded();
        if (frame.getOpCode() != OpCode.CLOSE) {
            session.demand();
        }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        callback.succeeded();
    }
}
