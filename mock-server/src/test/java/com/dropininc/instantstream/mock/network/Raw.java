package com.dropininc.instantstream.mock.network;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A TCP connection to the mock that sends what no honest client would. */
final class Raw implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;

    Raw(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    Raw send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** All that comes until the server closes. */
    String rest() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] part = new byte[4096];
        InputStream in = socket.getInputStream();
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            all.write(part, 0, read);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    /** Reads until so many answers have begun. */
    int answers(int count) throws IOException {
        int seen = 0;
        StringBuilder tail = new StringBuilder();
        byte[] part = new byte[1 << 16];
        while (seen < count) {
            int read = socket.getInputStream().read(part);
            if (read < 0) {
                return seen;
            }
            tail.append(new String(part, 0, read, StandardCharsets.ISO_8859_1));
            for (int at = tail.indexOf("HTTP/1.1 "); at >= 0; at = tail.indexOf("HTTP/1.1 ")) {
                seen++;
                tail.delete(0, at + 9);
            }
            tail.delete(0, Math.max(0, tail.length() - 8));
        }
        return seen;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
