package com.dropininc.instantstream.mock.network;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.util.Callback;

/**
 * All open connections. Cuts those on which a request does not arrive in time: a client that sends a byte now and then
 * is never idle, and would keep its connection for ever. Safe to share between threads.
 */
public final class Connections implements Connection.Listener {
    private static final String NO_CIPHER = "SSL_NULL_WITH_NULL_NULL";

    private final Bounds bounds;
    private final Map<Connection, Waiting> open = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    public Connections(Bounds bounds) {
        this.bounds = bounds;
    }

    /** How long a connection has waited for its next request. */
    private static final class Waiting {
        private final boolean surplus;
        private long requests;
        private long bytes;
        private long since;

        Waiting(boolean surplus, long since) {
            this.surplus = surplus;
            this.since = since;
        }
    }

    Bounds bounds() {
        return bounds;
    }

    /** How many there are. */
    public int count() {
        return count.get();
    }

    @Override
    public void onOpened(Connection connection) {
        int now = carriesAnother(connection) ? count.get() : count.incrementAndGet();
        open.put(connection, new Waiting(now > bounds.connections(), System.nanoTime()));
        // Those beyond the bound are told so; beyond this they are not even heard.
        if (now > bounds.connections() + bounds.connections() / 10 + 16) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (open.remove(connection) != null && !carriesAnother(connection)) {
            count.decrementAndGet();
        }
    }

    /** What is spoken inside of TLS has a connection of its own on the same wire. */
    private static boolean carriesAnother(Connection connection) {
        return connection.getEndPoint() instanceof SslConnection.SslEndPoint;
    }

    /** Whether this connection came when there were enough already. */
    public boolean surplus(Connection connection) {
        if (count.get() <= bounds.connections()) {
            return false;
        }
        Waiting waiting = open.get(connection);
        return waiting != null && waiting.surplus;
    }

    /** How many requests are being answered. */
    public int busy() {
        long busy = 0;
        for (Connection connection : open.keySet()) {
            if (connection instanceof ConnectionMetaData) {
                busy += Math.max(0, connection.getMessagesIn() - connection.getMessagesOut());
            }
        }
        return (int) busy;
    }

    /** Cuts what has waited too long; to be called again and again, by one thread. */
    public void sweep() {
        long now = System.nanoTime();
        open.forEach((connection, waiting) -> {
            if (connection instanceof ConnectionMetaData http) {
                judge(connection, http, waiting, now);
            } else if (connection instanceof SslConnection tls && unfinished(tls) && late(waiting, now)) {
                tls.getEndPoint().close();
            }
        });
    }

    private static boolean unfinished(SslConnection tls) {
        return tls.getSSLEngine().getSession().getCipherSuite().equals(NO_CIPHER);
    }

    private boolean late(Waiting waiting, long now) {
        return now - waiting.since > bounds.patience().toNanos();
    }

    private void judge(Connection connection, ConnectionMetaData http, Waiting waiting, long now) {
        long requests = connection.getMessagesIn();
        if (requests != waiting.requests || requests > connection.getMessagesOut()) {
            waiting.requests = requests;
            waiting.bytes = connection.getBytesIn();
            waiting.since = now;
        } else if (late(waiting, now)) {
            boolean begun = connection.getBytesIn() > waiting.bytes;
            cut(connection.getEndPoint(), begun && http.getHttpVersion() != HttpVersion.HTTP_2);
        }
    }

    private void cut(EndPoint endPoint, boolean explained) {
        if (!explained) {
            endPoint.close();
            return;
        }
        try {
            endPoint.write(Callback.from(endPoint::close), ByteBuffer.wrap(tooSlow()));
        } catch (RuntimeException writing) {
            // Somebody else is writing to it already: then it is not read either.
            endPoint.close();
        }
    }

    private byte[] tooSlow() {
        String text = "[{\"code\":\"E_MOCK_LIMIT\",\"message\":\"the request line and headers did not arrive within "
                + bounds.patience() + ", the mock's --patience\",\"log\":\"\"}]\n";
        return ("HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\nConnection: close\r\n"
                        + "Content-Length: " + text.length() + "\r\n\r\n" + text)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
