package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Protocol page, "Subscription Events"; channels page, "Channel naming conventions". */
class SubscriptionTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPublicSubscriptionIsConfirmedWithDataAsAString() {
        JsonNode frame =
                server.connect().established().subscribe("my-channel").expect("pusher_internal:subscription_succeeded");
        assertEquals("my-channel", frame.path("channel").stringValue());
        assertEquals("{}", frame.path("data").stringValue());
    }

    @Test
    void javaClientsMayLeaveAuthOutAndEncodeDataAsAString() {
        TestClient client = server.connect("?protocol=5").established();
        client.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"a\"}}")
                .expect("pusher_internal:subscription_succeeded");
        client.send("{\"event\":\"pusher:subscribe\",\"data\":\"{\\\"channel\\\":\\\"b\\\"}\"}")
                .expect("pusher_internal:subscription_succeeded");
    }

    @Test
    void anEventReachesAllSubscribersButTheExcludedSocket() {
        TestClient one = server.connect().established().subscribed("c");
        TestClient two = server.connect().established().subscribed("c");
        server.realtime.publish("c", "greet", "{\"n\":1}", one.socketId());
        JsonNode frame = two.expect("greet");
        assertEquals("c", frame.path("channel").stringValue());
        assertEquals("{\"n\":1}", frame.path("data").stringValue());
        assertTrue(frame.path("user_id").isMissingNode());
        one.expectNothingElse();
    }

    @Test
    void eventsArriveInTheOrderInWhichTheyWerePublished() {
        TestClient client = server.connect().established().subscribed("c");
        for (int i = 0; i < 500; i++) {
            server.realtime.publish("c", "n", String.valueOf(i));
        }
        for (int i = 0; i < 500; i++) {
            assertEquals(String.valueOf(i), client.expect("n").path("data").stringValue());
        }
    }

    @Test
    void afterUnsubscribingNothingArrivesAndSubscribingAgainWorks() {
        TestClient client = server.connect().established().subscribed("c");
        client.unsubscribe("c").expectNothingElse();
        server.realtime.publish("c", "e", "{}");
        client.expectNothingElse();
        client.subscribed("c");
    }

    @Test
    void unsubscribingFromAnUnknownChannelIsAnError() {
        String message = server.connect().established().unsubscribe("c").expectError();
        assertEquals("No current subscription to channel c, or subscription in progress", message);
    }

    @Test
    void aConnectionHasAThousandSubscriptionsAndIsToldSo() {
        TestClient client = server.connect().established();
        for (int i = 0; i < Limits.SUBSCRIPTIONS; i++) {
            client.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"c" + i + "\"}}")
                    .expect("pusher_internal:subscription_succeeded");
        }
        JsonNode error = client.subscribe("one-more").expect("pusher:error");
        assertTrue(error.at("/data/message").stringValue().contains("1000 subscriptions"), error::toString);
        client.send("{\"event\":\"pusher:unsubscribe\",\"data\":{\"channel\":\"c0\"}}")
                .subscribed("one-more");
    }

    @Test
    void subscribingTwiceIsAnErrorAndDeliversOnce() {
        TestClient client = server.connect().established().subscribed("c");
        assertEquals("Existing subscription to channel c", client.subscribe("c").expectError());
        server.realtime.publish("c", "e", "{}");
        client.expect("e");
        client.expectNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "ä", "#mine", "a#b", "a:b", "#server-to-user-"})
    void illegalNamesAreRefused(String name) {
        TestClient client = server.connect().established();
        String message = client.subscribe(name).expectError();
        assertTrue(message.startsWith("Invalid channel name"), message);
        client.expectNothingElse();
    }

    @Test
    void namesHaveUpTo164Characters() {
        TestClient client = server.connect().established().subscribed("a".repeat(164));
        assertTrue(client.subscribe("a".repeat(165)).expectError().contains("at most 164"));
    }

    @Test
    void allLegalCharactersAreAccepted() {
        server.connect().established().subscribed("-azAZ09_=@,.;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-a", "private-encrypted-a", "private-cache-a"})
    void aSignedPrivateSubscriptionIsConfirmed(String channel) {
        TestClient client = server.connect().established();
        JsonNode frame = client.subscribe(server, channel, null).expect("pusher_internal:subscription_succeeded");
        assertEquals("{}", frame.path("data").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"private-a", "private-encrypted-a", "presence-a"})
    void aPrivateChannelNeedsAuth(String channel) {
        TestClient client = server.connect().established();
        JsonNode error = client.subscribe(channel).expect("pusher:error").path("data");
        assertEquals(
                "Auth info required to subscribe to " + channel,
                error.path("message").stringValue());
        assertTrue(error.path("code").isNull());
        client.expectNothingElse();
    }

    @Test
    void aWrongSignatureIsAnErrorAndTheConnectionStays() {
        TestClient client = server.connect().established();
        String auth = TestServer.APP.key() + ":deadbeef";
        client.send("pusher:subscribe", Frames.object().put("auth", auth).put("channel", "private-a"));
        assertEquals(
                "Invalid signature: Expected HMAC SHA256 hex digest of " + client.socketId()
                        + ":private-a, but got deadbeef",
                client.expectError());
        client.expectNothingElse();
    }

    @Test
    void aSignatureForAnotherSocketOrChannelIsRefused() {
        TestClient other = server.connect().established();
        TestClient client = server.connect().established();
        String forOther = server.realtime
                .signatures()
                .sign(other.socketId(), "private-a", null)
                .auth();
        client.send("pusher:subscribe", Frames.object().put("auth", forOther).put("channel", "private-a"));
        assertTrue(client.expectError().startsWith("Invalid signature"));
        String forB = server.realtime
                .signatures()
                .sign(client.socketId(), "private-b", null)
                .auth();
        client.send("pusher:subscribe", Frames.object().put("auth", forB).put("channel", "private-a"));
        assertTrue(client.expectError().startsWith("Invalid signature"));
    }

    @Test
    void aForeignKeyInAuthIsNamed() {
        TestClient client = server.connect().established();
        client.send("pusher:subscribe", Frames.object().put("auth", "other:ab").put("channel", "private-a"));
        assertEquals("Invalid key in subscription auth data: 'other'", client.expectError());
    }

    @Test
    void subscriptionCountsAreSentOnlyWhereTheFeatureIsOn() {
        PusherApp counting = TestServer.APP.with(new PusherApp.Features(true, true, true, true));
        try (TestServer counted = new TestServer(counting, RealtimeSettings.DEFAULT)) {
            TestClient one = counted.connect().established().subscribed("c");
            JsonNode first = one.expectData("pusher_internal:subscription_count");
            assertEquals(1, first.path("subscription_count").intValue());
            TestClient two = counted.connect().established().subscribed("c");
            two.expect("pusher_internal:subscription_count");
            assertEquals(
                    2,
                    one.expectData("pusher_internal:subscription_count")
                            .path("subscription_count")
                            .intValue());
            two.close();
            assertEquals(
                    1,
                    one.expectData("pusher_internal:subscription_count")
                            .path("subscription_count")
                            .intValue());
            one.subscribed(counted, "presence-c", "{\"user_id\":\"1\"}").expectNothingElse();
        }
        server.connect().established().subscribed("c").expectNothingElse();
    }

    @Test
    void countsOfMoreThanAHundredSubscribersAreSentOncePerPeriod() {
        PusherApp counting = TestServer.APP.with(new PusherApp.Features(true, true, true, true));
        RealtimeSettings soon = RealtimeSettings.DEFAULT.withCountPeriod(Duration.ofMillis(500));
        try (TestServer counted = new TestServer(counting, soon)) {
            ChannelName name = ChannelName.parse("c");
            for (int i = 0; i < 100; i++) {
                counted.realtime.join(new Connection(counted.realtime, 7, "silent"), name, null);
            }
            TestClient client = counted.connect().established().subscribed("c").unsubscribe("c");
            client.subscribed("c").expectNothingElse();
            assertEquals(
                    "{\"subscription_count\":101}",
                    client.expectData("pusher_internal:subscription_count").toString());
            client.expectNothingElse();
        }
    }
}
