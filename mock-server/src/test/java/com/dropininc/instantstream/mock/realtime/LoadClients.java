package com.dropininc.instantstream.mock.realtime;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Many bare WebSocket clients on one thread, cheap enough to leave the machine to the server. */
final class LoadClients implements AutoCloseable {
    private static final byte[] MARK = "t=".getBytes(StandardCharsets.US_ASCII);

    final AtomicLong frames = new AtomicLong();
    private final List<SocketChannel> channels = new ArrayList<>();
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(262_144);
    private final byte[] scratch = new byte[262_144];
    private final long[] latencies = new long[1_000_000];
    private volatile int latencyCount;
    private volatile boolean open = true;

    /** What is left over of a frame that came in parts. */
    private static final class Tail {
        byte[] bytes = new byte[0];
    }

    /** Connects clients one after the other; each subscribes to a channel of a given number, or to none if 0. */
    LoadClients(int port, int count, int channelCount) throws IOException {
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
            write(
                    channel,
                    ("GET /app/" + TestServer.APP.key() + "?protocol=7 HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            readUntil(channel, "activity_timeout");
            if (channelCount > 0) {
                subscribe(channel, "c" + i % channelCount);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Tail());
            channels.add(channel);
        }
        Thread reader = new Thread(this::readAll, "load-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    private void subscribe(SocketChannel channel, String name) throws IOException {
        byte[] text = ("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + name + "\"}}")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[text.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(text, 0, frame, 6, text.length);
        write(channel, frame);
        readUntil(channel, "subscription_succeeded");
    }

    private static void readUntil(SocketChannel channel, String word) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(4_096);
        while (!new String(some.array(), 0, some.position(), StandardCharsets.US_ASCII).contains(word)) {
            if (channel.read(some) < 0) {
                throw new IOException("closed before " + word);
            }
        }
    }

    private void readAll() {
        try {
            while (open) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    read((SocketChannel) key.channel(), (Tail) key.attachment());
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | java.nio.channels.ClosedSelectorException end) {
            if (open) {
                throw new IllegalStateException(end);
            }
        }
    }

    private void read(SocketChannel channel, Tail tail) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the server closed a connection");
        }
        buffer.flip();
        int length = tail.bytes.length + buffer.remaining();
        System.arraycopy(tail.bytes, 0, scratch, 0, tail.bytes.length);
        buffer.get(scratch, tail.bytes.length, buffer.remaining());
        int used = consume(length);
        tail.bytes = Arrays.copyOfRange(scratch, used, length);
    }

    private int consume(int length) {
        int at = 0;
        int count = 0;
        while (length - at >= 2) {
            int size = scratch[at + 1] & 0x7f;
            int header = 2;
            if (size == 126) {
                if (length - at < 4) {
                    break;
                }
                size = (scratch[at + 2] & 0xff) << 8 | (scratch[at + 3] & 0xff);
                header = 4;
            }
            if (length - at < header + size) {
                break;
            }
            record(at + header, size);
            at += header + size;
            count++;
        }
        frames.addAndGet(count);
        return at;
    }

    private void record(int from, int size) {
        for (int i = from; i < from + size - 20; i++) {
            if (scratch[i] == MARK[0] && scratch[i + 1] == MARK[1]) {
                long sent = Long.parseLong(new String(scratch, i + 2, 18, StandardCharsets.US_ASCII));
                if (latencyCount < latencies.length) {
                    latencies[latencyCount] = System.nanoTime() - sent;
                    latencyCount = latencyCount + 1;
                }
                return;
            }
        }
    }

    /** A percentile of the latencies, in milliseconds. */
    double percentile(double share) {
        long[] sorted = Arrays.copyOf(latencies, latencyCount);
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    @Override
    public void close() throws IOException {
        open = false;
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }
}
