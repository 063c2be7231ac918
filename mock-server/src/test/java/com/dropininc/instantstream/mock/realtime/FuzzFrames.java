package com.dropininc.instantstream.mock.realtime;

import com.dropininc.instantstream.mock.fuzz.Watch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import tools.jackson.databind.JsonNode;

/** What a fuzzer calls with WebSocket frames, Pusher messages and events of the HTTP API. */
public final class FuzzFrames {
    private static final byte[] OPCODES = {OpCode.TEXT, OpCode.CONTINUATION, OpCode.BINARY, OpCode.PING, OpCode.PONG};
    private static final RealtimeThreads THREADS = new RealtimeThreads();
    private static final Realtime REALTIME =
            new Realtime(PusherApp.of("1", "key", "secret"), RealtimeSettings.DEFAULT, THREADS);

    private FuzzFrames() {}

    /** A session with nobody at its other end. */
    private static final class Nobody extends CoreSession.Empty {
        @Override
        public void sendFrame(Frame frame, Callback callback, boolean batch) {
            callback.succeeded();
        }

        @Override
        public void close(int code, String reason, Callback callback) {
            callback.succeeded();
        }

        @Override
        public void abort() {}

        @Override
        public void demand() {}
    }

    /** Frames, each after a byte that says of which kind and whether it is the last, and one that says how long. */
    public static void frames(byte[] data) {
        Watch.inTime(() -> {
            Connection connection = new Connection(REALTIME, 7, "fuzz");
            connection.socket().onOpen(new Nobody(), Callback.NOOP);
            ByteBuffer in = ByteBuffer.wrap(data);
            while (in.remaining() >= 2) {
                int kind = in.get() & 0xff;
                byte[] payload = new byte[Math.min(in.get() & 0xff, in.remaining())];
                in.get(payload);
                Frame frame = new Frame(OPCODES[kind % OPCODES.length], kind >= 128, ByteBuffer.wrap(payload));
                connection.socket().onFrame(frame, Callback.NOOP);
            }
            return end(connection);
        });
    }

    /** One text message. */
    public static void message(byte[] data) {
        Watch.inTime(() -> {
            Connection connection = new Connection(REALTIME, 7, "fuzz");
            connection.socket().onOpen(new Nobody(), Callback.NOOP);
            connection.received("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\"}}");
            connection.received(new String(data, StandardCharsets.UTF_8));
            return end(connection);
        });
    }

    private static boolean end(Connection connection) {
        connection.gone();
        return true;
    }

    /** The body of a signed request. */
    public static void event(byte[] data) {
        Watch.inTime(() -> {
            JsonNode json = Frames.readObject(new String(data, StandardCharsets.UTF_8));
            try {
                if (json != null) {
                    EventRequest.read(json).publish(REALTIME);
                }
                return true;
            } catch (ApiProblem refused) {
                return false;
            }
        });
    }
}
