package com.dropininc.instantstream.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that has nothing to do with HTTP but what its manner does with each connection. */
final class SocketServer implements AutoCloseable {
    /** What to do with a connection; it is closed afterwards. */
    @FunctionalInterface
    interface Manner {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    SocketServer(Manner manner) throws IOException {
        this(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), manner);
    }

    SocketServer(ServerSocket server, Manner manner) {
        this.server = server;
        threads.execute(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    threads.execute(() -> serve(socket, manner));
                }
            } catch (IOException e) {
                // Closed: the test is over.
                threads.shutdown();
            }
        });
    }

    private static void serve(Socket socket, Manner manner) {
        try (socket) {
            manner.serve(socket);
        } catch (IOException e) {
            // The client is gone, as it should be.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Request line and headers, up to their empty line. */
    static String head(Socket socket) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed in the middle of a request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads the head of a request and writes this; to close before all is read would take the answer back. */
    static Manner answering(String text) {
        return socket -> {
            head(socket);
            write(socket, text);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        };
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Copies in both directions until one side closes. */
    static void tunnel(Socket one, Socket other) throws IOException {
        Thread back = new Thread(() -> {
            try {
                copy(other, one);
            } catch (IOException e) {
                // One side is gone, so the other one is closed too.
                return;
            }
        });
        back.setDaemon(true);
        back.start();
        copy(one, other);
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int n = from.getInputStream().read(bytes);
                    n >= 0;
                    n = from.getInputStream().read(bytes)) {
                out.write(bytes, 0, n);
                out.flush();
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
