package com.dropininc.instantstream.mock.telemetry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests no two of which are alike: paths, tokens, methods, query parameters and headers. */
final class OddLoad {
    private static final int AT_ONCE = 100;
    private static final byte[] ANSWER = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);

    private OddLoad() {}

    /** Sends that many, half of them to no operation, and returns when all are answered. */
    static void send(int port, int count) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (int first = 0; first < count; first += AT_ONCE) {
                StringBuilder requests = new StringBuilder();
                for (int i = first; i < first + AT_ONCE; i++) {
                    requests.append(odd(i));
                }
                out.write(requests.toString().getBytes(StandardCharsets.US_ASCII));
                await(in);
            }
        }
    }

    private static String odd(int i) {
        String path = i % 2 == 0 ? "/instantstream/get/odd-" + i : "/odd/" + i;
        return "GET " + path + "?odd" + i + "=" + i + " HTTP/1.1\r\nHost: 127.0.0.1\r\napikey: demo-viewer-key\r\n"
                + "User-Agent: odd/" + i + "\r\nX-Odd-" + i + ": " + i + "\r\nX-Request-Id: odd-" + i + "\r\n\r\n";
    }

    private static void await(InputStream in) throws IOException {
        int matched = 0;
        for (int answers = 0; answers < AT_ONCE; ) {
            int read = in.read();
            matched = read < 0 ? end() : next(matched, (byte) read);
            if (matched == ANSWER.length) {
                answers++;
                matched = 0;
            }
        }
    }

    private static int next(int matched, byte read) {
        if (read == ANSWER[matched]) {
            return matched + 1;
        }
        return read == ANSWER[0] ? 1 : 0;
    }

    private static int end() throws IOException {
        throw new IOException("the mock closed the connection");
    }
}
