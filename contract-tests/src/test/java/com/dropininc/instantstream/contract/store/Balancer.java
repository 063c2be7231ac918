package com.dropininc.instantstream.contract.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A door on the loopback address that leads to one port after the other, and can be cut. */
public final class Balancer implements AutoCloseable {
    private final ServerSocket door;
    private final List<Integer> ports;
    private final boolean http;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Balancer(List<Integer> ports, boolean http) throws IOException {
        this.ports = ports;
        this.http = http;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Leads each connection to the next port; of HTTP each request that is no upgrade, by ending it after its answer. */
    public static Balancer ofRequests(List<Integer> ports) throws IOException {
        return new Balancer(ports, true);
    }

    /** Leads every connection to one port. */
    static Balancer ofBytes(int port) throws IOException {
        return new Balancer(List.of(port), false);
    }

    public int port() {
        return door.getLocalPort();
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** Cuts all connections, and lets none pass until it is mended. */
    void cut() {
        cut = true;
        open.forEach(Balancer::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                start(() -> lead(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void lead(Socket client) {
        Socket server = null;
        try {
            if (cut) {
                return;
            }
            open.add(client);
            byte[] head = http ? head(client.getInputStream()) : new byte[0];
            server = new Socket(
                    InetAddress.getLoopbackAddress(), ports.get(Math.floorMod(turn.getAndIncrement(), ports.size())));
            open.add(server);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            server.getOutputStream().write(head);
            Socket to = server;
            start(() -> copy(client, to));
            copy(server, client);
        } catch (IOException e) {
            // The other side sees a connection that ends, as it would behind any balancer.
        } finally {
            close(client);
            close(server);
        }
    }

    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            read.write(next);
        }
        String head = read.toString(StandardCharsets.ISO_8859_1);
        return (head.toLowerCase(java.util.Locale.ROOT).contains("upgrade: websocket")
                        ? head
                        : head.replaceAll("(?i)\r\n(connection|upgrade|http2-settings):[^\r]*", "")
                                .replaceFirst("\r\n", "\r\nConnection: close\r\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "balancer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(Balancer::close);
    }
}
