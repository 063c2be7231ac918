package com.dropininc.instantstream.mock.realtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Protocol page, "Ping and pong messages"; and what a server owes itself: bounded queues. */
class LivenessTest {
    private static TestServer probing(int activityMillis, int pongMillis) {
        return new TestServer(
                TestServer.APP,
                RealtimeSettings.DEFAULT.withLiveness(
                        Duration.ofMillis(activityMillis), Duration.ofMillis(pongMillis)));
    }

    private static RawSocket connected(TestServer server) throws IOException {
        RawSocket raw = new RawSocket(server.port(), "localhost");
        raw.statusLine();
        raw.headers();
        raw.frame();
        return raw;
    }

    @Test
    void aSilentClientIsProbedBothWaysAndThenClosedWith4201() throws Exception {
        try (TestServer server = probing(100, 200);
                RawSocket raw = connected(server)) {
            assertEquals(0x09, raw.frame().opcode());
            assertEquals("{\"event\":\"pusher:ping\",\"data\":{}}", raw.frame().text());
            RawSocket.Frame close = raw.frame();
            assertEquals(0x08, close.opcode());
            assertEquals(4201, (close.payload()[0] & 0xff) << 8 | (close.payload()[1] & 0xff));
            await().until(() -> server.realtime.connectionCount() == 0);
        }
    }

    @Test
    void aPongFrameAloneKeepsAClientAlive() throws Exception {
        try (TestServer server = probing(50, 10_000);
                RawSocket raw = connected(server)) {
            for (int probes = 0; probes < 5; probes++) {
                raw.await(0x09);
                raw.send(0x8a, new byte[0]);
            }
            assertEquals(1, server.realtime.connectionCount());
        }
    }

    @Test
    void anAnswerToTheEventKeepsAClientAlive() throws Exception {
        try (TestServer server = probing(50, 10_000);
                RawSocket raw = connected(server)) {
            for (int probes = 0; probes < 3; probes++) {
                raw.await(0x09);
                raw.send(
                        0x81,
                        "{\"event\":\"pusher:pong\",\"data\":{}}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
            assertEquals(1, server.realtime.connectionCount());
        }
    }

    @Test
    void aVanishedClientLeavesItsPresenceChannel() throws Exception {
        try (TestServer server = new TestServer()) {
            TestClient ann = server.connect().established();
            ann.subscribed(server, "presence-c", "{\"user_id\":\"ann\"}");
            TestClient bob = server.connect().established();
            bob.subscribed(server, "presence-c", "{\"user_id\":\"bob\"}");
            ann.expect("pusher_internal:member_added");
            bob.close();
            ann.expect("pusher_internal:member_removed");
            await().until(() -> server.realtime.connectionCount() == 1);
        }
    }

    @Test
    void aReaderThatStopsReadingIsCutAndOthersAreServed() throws Exception {
        var queue = new RealtimeSettings.QueueBounds(100, 100_000);
        try (TestServer server = new TestServer(TestServer.APP, RealtimeSettings.DEFAULT.withQueue(queue));
                RawSocket slow = connected(server)) {
            slow.send(
                    0x81,
                    "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"c\"}}"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            TestClient quick = server.connect().established().subscribed("c");
            assertEquals(2, server.realtime.channel("c").orElseThrow().subscriptions());
            String data = "x".repeat(10_000);
            int sent = 0;
            while (server.realtime.connectionCount() == 2 && sent < 5_000) {
                server.realtime.publish("c", "e", data);
                quick.expect("e");
                sent++;
            }
            await().until(() -> server.realtime.connectionCount() == 1);
            assertTrue(sent < 5_000, "the slow reader was never cut");
            quick.expectNothingElse();
        }
    }

    @Test
    void aClientThatPingsWithoutReadingIsCutByTheNumberOfWaitingPongs() throws Exception {
        var queue = new RealtimeSettings.QueueBounds(2_048, Integer.MAX_VALUE);
        try (TestServer server = new TestServer(TestServer.APP, RealtimeSettings.DEFAULT.withQueue(queue));
                RawSocket slow = connected(server)) {
            // The socket's buffers take a few megabytes of pongs before the queue does.
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 1_000_000; i++) {
                    slow.send(0x89, new byte[125]);
                }
            });
            await().until(() -> server.realtime.connectionCount() == 0);
        }
    }
}
