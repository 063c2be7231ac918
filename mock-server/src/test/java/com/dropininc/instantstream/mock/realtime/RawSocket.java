package com.dropininc.instantstream.mock.realtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket client without manners: it answers nothing by itself and may stop reading. */
final class RawSocket implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;

    RawSocket(int port, String host) throws IOException {
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(10_000);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        in = socket.getInputStream();
        write("GET /app/" + TestServer.APP.key() + "?protocol=7 HTTP/1.1\r\nHost: " + host
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n");
    }

    private void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String statusLine() throws IOException {
        return line();
    }

    List<String> headers() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** One server frame: its opcode, and its payload. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    Frame frame() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new IOException("The server closed the connection.");
        }
        int length = in.read();
        if (length == 126) {
            length = in.read() << 8 | in.read();
        }
        return new Frame(first & 0x0f, in.readNBytes(length));
    }

    /** Reads on until a frame with an opcode has come: PING frames may overtake text. */
    Frame await(int opcode) throws IOException {
        Frame frame = frame();
        while (frame.opcode() != opcode) {
            frame = frame();
        }
        return frame;
    }

    /** Sends a frame with its first byte as given, masked with zeros. */
    void send(int firstByte, byte[] payload) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        socket.getOutputStream().write(frame.toByteArray());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
