package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.network.Certificate;
import com.dropininc.instantstream.mock.network.Connections;
import com.dropininc.instantstream.mock.network.FrontDoor;
import com.dropininc.instantstream.mock.network.Listening;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The one port of a mock: who is connected, how it speaks, and how it stops to. Safe to share between threads. */
final class Port {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long GOODBYE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String host;
    private final int number;
    private final Connections connections;
    private final FrontDoor front;
    private final Optional<Certificate> certificate;
    private volatile ServerConnector connector;

    /**
     * @throws com.dropininc.instantstream.mock.network.CertificateException if the certificate that is kept in a file
     *     cannot be used
     */
    Port(String host, int number, Serving serving) {
        this.host = host;
        this.number = number;
        connections = new Connections(serving.bounds());
        front = new FrontDoor(connections);
        certificate = serving.https()
                .map(https ->
                        https.file().map(file -> Certificate.kept(file, host)).orElseGet(() -> Certificate.made(host)));
    }

    Connections connections() {
        return connections;
    }

    FrontDoor front() {
        return front;
    }

    Optional<Certificate> certificate() {
        return certificate;
    }

    /** How its addresses begin. */
    String scheme() {
        return certificate.isPresent() ? "https" : "http";
    }

    ServerConnector open(Server server, HttpConfiguration http) {
        ServerConnector made = Listening.connector(server, http, certificate, connections);
        made.setHost(host);
        made.setPort(number);
        connector = made;
        return made;
    }

    /** Takes no new connections, and lets every answer from now on be the last on its own. */
    void close() {
        front.close();
        ServerConnector open = connector;
        if (open != null) {
            open.close();
        }
    }

    /**
     * Waits until all requests in flight are answered, but no longer than that, and until nobody is left who has been
     * told goodbye; a client that does not even answer that is not waited for.
     */
    void drain(Duration grace, BooleanSupplier left) {
        long begin = System.nanoTime();
        long goodbye = Math.min(GOODBYE_NANOS, grace.toNanos());
        for (long passed = 0; passed < grace.toNanos(); passed = System.nanoTime() - begin) {
            if (connections.busy() == 0 && (passed >= goodbye || !left.getAsBoolean())) {
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
