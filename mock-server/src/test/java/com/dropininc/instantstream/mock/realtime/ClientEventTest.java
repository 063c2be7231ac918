package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Events page, "Triggering client events". */
class ClientEventTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient onPrivate(String channel) {
        return server.connect().established().subscribed(server, channel, null);
    }

    private static String event(String name, String channel, String dataJson) {
        return "{\"event\":\"" + name + "\",\"data\":" + dataJson + ",\"channel\":\"" + channel + "\"}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"a\":1.50}|{\"a\":1.50}", "\"{\\\"a\\\":1}\"|{\"a\":1}", "\"plain\"|plain", "[1,2]|[1,2]", "7|7"
            })
    void dataReachesTheOthersAsAString(String sent, String received) {
        TestClient sender = onPrivate("private-c");
        TestClient receiver = onPrivate("private-c");
        sender.send(event("client-x", "private-c", sent));
        JsonNode frame = receiver.expect("client-x");
        assertEquals(received, frame.path("data").stringValue());
        assertEquals("private-c", frame.path("channel").stringValue());
        assertTrue(frame.path("user_id").isMissingNode());
        sender.expectNothingElse();
    }

    @Test
    void onPresenceChannelsTheServerNamesTheSender() {
        TestClient ann = server.connect().established().subscribed(server, "presence-c", "{\"user_id\":\"ann\"}");
        TestClient bob = server.connect().established().subscribed(server, "presence-c", "{\"user_id\":\"bob\"}");
        bob.send("{\"event\":\"client-x\",\"channel\":\"presence-c\",\"data\":{},\"user_id\":\"admin\"}");
        ann.expect("pusher_internal:member_added");
        assertEquals("bob", ann.expect("client-x").path("user_id").stringValue());
    }

    @Test
    void publicChannelsCarryNone() {
        TestClient client = server.connect().established().subscribed("c");
        assertTrue(client.send(event("client-x", "c", "{}")).expectError().startsWith("Client event rejected"));
    }

    @Test
    void onlySubscribersMaySend() {
        TestClient client = server.connect().established();
        assertEquals(
                "Cannot broadcast client event (connection not subscribed to channel private-c)",
                client.send(event("client-x", "private-c", "{}")).expectError());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"event\":\"client-x\",\"data\":{}}",
                "{\"event\":\"client-x\",\"channel\":\"private-c\"}",
                "{\"event\":\"client-x\",\"channel\":7,\"data\":{}}"
            })
    void channelAndDataAreNeeded(String frame) {
        assertEquals(
                "Invalid client event (must contain channel and data)",
                onPrivate("private-c").send(frame).expectError());
    }

    @Test
    void namesThatOnlyContainThePrefixAreUnsupported() {
        assertTrue(onPrivate("private-c")
                .send(event("x-client-y", "private-c", "{}"))
                .expectError()
                .startsWith("Unsupported event"));
    }

    @Test
    void theAppMustHaveThemEnabled() {
        PusherApp off = TestServer.APP.with(new PusherApp.Features(true, false, false, true));
        try (TestServer without = new TestServer(off, RealtimeSettings.DEFAULT)) {
            TestClient client = without.connect().established().subscribed(without, "private-c", null);
            assertTrue(client.send(event("client-x", "private-c", "{}"))
                    .expectError()
                    .startsWith("To send client events, you must enable"));
        }
    }

    @Test
    void theEleventhInASecondIsRefusedWith4301AndTheConnectionStays() {
        TestClient receiver = onPrivate("private-c");
        TestClient sender = onPrivate("private-c");
        for (int i = 0; i < 11; i++) {
            sender.send(event("client-x", "private-c", String.valueOf(i)));
        }
        assertEquals(
                4301, sender.expect("pusher:error").path("data").path("code").intValue());
        sender.expectNothingElse();
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    String.valueOf(i), receiver.expect("client-x").path("data").stringValue());
        }
        receiver.expectNothingElse();
    }

    @Test
    void anEventOfMoreThanTenKilobytesIsRefused() {
        TestClient client = onPrivate("private-c");
        String big = "\"" + "x".repeat(10_241) + "\"";
        assertTrue(
                client.send(event("client-x", "private-c", big)).expectError().contains("10240 bytes"));
        TestClient other = onPrivate("private-c");
        client.send(event("client-x", "private-c", "\"" + "x".repeat(10_240) + "\""));
        other.expect("client-x");
    }

    @Test
    void cacheChannelsDoNotRememberThem() {
        TestClient client = onPrivate("private-cache-c");
        client.expect("pusher:cache_miss");
        client.send(event("client-x", "private-cache-c", "{}")).expectNothingElse();
        onPrivate("private-cache-c").expect("pusher:cache_miss");
    }
}
