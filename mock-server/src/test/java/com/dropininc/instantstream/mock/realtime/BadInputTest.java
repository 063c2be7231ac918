package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client sends, it gets an answer and the server goes on. */
class BadInputTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.connect().established();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "",
                "{",
                "null",
                "[]",
                "7",
                "\"text\"",
                "{}",
                "{\"event\":7}",
                "{\"event\":null}",
                "{\"event\":{}}",
                "{\"event\":\"\"}",
                "{\"event\":\"nonsense\"}",
                "{\"event\":\"pusher:nonsense\",\"data\":{}}",
                "{\"event\":\"pusher:connection_established\",\"data\":\"{}\"}",
                "{\"event\":\"pusher:subscribe\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":null}",
                "{\"event\":\"pusher:subscribe\",\"data\":7}",
                "{\"event\":\"pusher:subscribe\",\"data\":[]}",
                "{\"event\":\"pusher:subscribe\",\"data\":\"text\"}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":7}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":null}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-a\",\"auth\":7}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"private-a\",\"auth\":\"278d425bdf160c739803\"}}",
                "{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"presence-a\",\"auth\":\"278d425bdf160c739803:a\",\"channel_data\":{}}}",
                "{\"event\":\"pusher:unsubscribe\"}",
                "{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":{}}}",
                "{\"event\":\"pusher:signin\"}",
                "{\"event\":\"pusher:signin\",\"data\":{\"auth\":7,\"user_data\":{}}}",
                "{\"event\":\"client-\"}",
                "{\"event\":\"client-x\",\"channel\":\"\\u0000\",\"data\":{}}",
                "{\"event\":\"pusher:ping\"} {\"event\":\"pusher:ping\"}"
            })
    void malformedFramesAreErrorsAndTheConnectionStays(String text) {
        TestClient client = server.connect().established().send(text);
        assertTrue(client.expectError().length() > 10);
        client.expectNothingElse();
    }

    @Test
    void pingsAreAnsweredWithAndWithoutData() {
        TestClient client = server.connect().established();
        client.send("{\"event\":\"pusher:ping\",\"data\":{}}");
        assertEquals(
                "{\"event\":\"pusher:pong\",\"data\":{}}",
                client.expect("pusher:pong").toString());
        client.send("{\"event\": \"pusher:ping\"}").expect("pusher:pong");
        client.send("{\"event\":\"pusher:pong\",\"data\":{}}").expectNothingElse();
    }

    @Test
    void binaryFramesAreNotSupported() {
        TestClient client = server.connect().established().sendBinary();
        assertTrue(client.expectError().contains("Binary"));
        client.expectNothingElse();
    }

    @Test
    void deepNestingIsAnError() {
        TestClient client = server.connect().established();
        client.send("[".repeat(50_000)).expectError();
        client.send("{\"event\":\"x\",\"data\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}")
                .expectError();
        client.expectNothingElse();
    }

    @Test
    void aMessageOfOneMegabyteIsToldAndClosedWith1009() {
        TestClient client = server.connect().established();
        client.send("{\"event\":\"client-x\",\"data\":\"" + "x".repeat(1_048_576) + "\"}");
        assertTrue(client.expectError().startsWith("Message too large"));
        assertEquals(1009, client.expectClose().code());
    }

    @Test
    void twoHundredSubscriptionsAtOnceAreAllConfirmed() {
        TestClient client = server.connect().established();
        for (int i = 0; i < 200; i++) {
            client.subscribe("c" + i);
        }
        for (int i = 0; i < 200; i++) {
            assertEquals(
                    "c" + i,
                    client.expect("pusher_internal:subscription_succeeded")
                            .path("channel")
                            .stringValue());
        }
    }

    @Test
    void textSplitOverFramesIsOneMessageEvenWithAPingBetween() throws Exception {
        try (RawSocket raw = new RawSocket(server.port(), "localhost")) {
            raw.statusLine();
            raw.headers();
            raw.frame();
            raw.send(0x01, "{\"event\":\"pusher".getBytes(StandardCharsets.UTF_8));
            raw.send(0x89, "hello".getBytes(StandardCharsets.UTF_8));
            raw.send(0x80, ":ping\"}".getBytes(StandardCharsets.UTF_8));
            RawSocket.Frame pong = raw.frame();
            assertEquals(0x0a, pong.opcode());
            assertEquals("hello", pong.text());
            assertEquals("{\"event\":\"pusher:pong\",\"data\":{}}", raw.frame().text());
        }
    }

    @Test
    void textThatIsNotUtf8IsClosedWith1007() throws Exception {
        try (RawSocket raw = new RawSocket(server.port(), "localhost")) {
            raw.statusLine();
            raw.headers();
            raw.frame();
            raw.send(0x81, new byte[] {(byte) 0xff, (byte) 0xfe});
            RawSocket.Frame close = raw.frame();
            assertEquals(0x08, close.opcode());
            assertEquals(1007, (close.payload()[0] & 0xff) << 8 | (close.payload()[1] & 0xff));
        }
    }
}
