package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Protocol page, "Presence Channel Events". */
class PresenceTest {
    private static final String ANN = "{\"user_id\":\"ann\",\"user_info\":{\"name\":\"Ann\"}}";
    private static final String BOB = "{\"user_id\":\"bob\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theConfirmationListsAllMembersIncludingTheNewOne() {
        server.connect().established().subscribed(server, "presence-c", ANN);
        JsonNode presence = server.connect()
                .established()
                .subscribe(server, "presence-c", BOB)
                .expectData("pusher_internal:subscription_succeeded")
                .path("presence");
        assertEquals("[\"ann\",\"bob\"]", presence.path("ids").toString());
        assertEquals(
                "{\"ann\":{\"name\":\"Ann\"},\"bob\":{}}", presence.path("hash").toString());
        assertEquals(2, presence.path("count").intValue());
    }

    @Test
    void othersHearOfTheFirstConnectionOfAUserAndOfTheLastToGo() {
        TestClient ann = server.connect().established().subscribed(server, "presence-c", ANN);
        TestClient bob = server.connect().established().subscribed(server, "presence-c", BOB);
        assertEquals(
                "{\"user_id\":\"bob\",\"user_info\":{}}",
                ann.expectData("pusher_internal:member_added").toString());
        TestClient again = server.connect().established();
        JsonNode presence = again.subscribe(server, "presence-c", BOB)
                .expectData("pusher_internal:subscription_succeeded")
                .path("presence");
        assertEquals(2, presence.path("count").intValue());
        ann.expectNothingElse();
        again.unsubscribe("presence-c").expectNothingElse();
        ann.expectNothingElse();
        bob.close();
        assertEquals(
                "{\"user_id\":\"bob\"}",
                ann.expectData("pusher_internal:member_removed").toString());
        assertEquals(
                List.of("ann"),
                server.realtime.channel("presence-c").orElseThrow().members());
    }

    @Test
    void aMemberIsNotToldOfItself() {
        server.connect().established().subscribed(server, "presence-c", ANN).expectNothingElse();
    }

    @Test
    void aNumericUserIdBecomesAString() {
        JsonNode presence = server.connect()
                .established()
                .subscribe(server, "presence-c", "{\"user_id\":10,\"user_info\":{\"name\":\"Mr. Channels\"}}")
                .expectData("pusher_internal:subscription_succeeded")
                .path("presence");
        assertEquals("[\"10\"]", presence.path("ids").toString());
    }

    @Test
    void theSignatureIsOverTheExactString() {
        TestClient client = server.connect().established();
        String spaced = "{ \"user_id\" : \"ann\" }";
        client.subscribe(server, "presence-c", spaced).expect("pusher_internal:subscription_succeeded");
        String auth = server.realtime
                .signatures()
                .sign(client.socketId(), "presence-d", spaced)
                .auth();
        client.send(
                "pusher:subscribe",
                Frames.object()
                        .put("auth", auth)
                        .put("channel", "presence-d")
                        .put("channel_data", "{\"user_id\":\"ann\"}"));
        assertTrue(client.expectError().startsWith("Invalid signature"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "nonsense", "{\"user_id\":\"\"}", "{\"user_id\":{}}", "{\"user_id\":null}"})
    void channelDataWithoutAUserIdIsRefused(String data) {
        TestClient client = server.connect().established();
        assertTrue(client.subscribe(server, "presence-c", data).expectError().startsWith("Invalid channel_data"));
    }

    @Test
    void withoutChannelDataAndWithoutSignInItIsRefused() {
        TestClient client = server.connect().established();
        assertTrue(client.subscribe(server, "presence-c", null).expectError().startsWith("Presence channels need"));
    }

    @Test
    void aChannelTakesAHundredMembersAndNoMoreButFurtherConnectionsOfThese() {
        ChannelName name = ChannelName.parse("presence-c");
        for (int i = 0; i < 100; i++) {
            Connection silent = new Connection(server.realtime, 7, "silent");
            server.realtime.join(silent, name, new Member("member-" + i, Frames.object()));
        }
        TestClient late = server.connect().established();
        JsonNode error =
                late.subscribe(server, "presence-c", ANN).expect("pusher:error").path("data");
        assertTrue(error.path("code").isNull());
        assertEquals(
                "Presence channel presence-c is full: at most 100 members are allowed",
                error.path("message").stringValue());
        late.subscribed(server, "presence-c", "{\"user_id\":\"member-0\"}").expectNothingElse();
        assertEquals(
                100,
                server.realtime.channel("presence-c").orElseThrow().members().size());
    }

    @Test
    void aUserIdHasUpTo128CharactersAndTheUserInfoUpToOneKilobyte() {
        TestClient client = server.connect().established();
        String longId = client.subscribe(server, "presence-c", withId(129)).expectError();
        assertEquals("Invalid channel_data: a user_id has at most 128 characters, this one 129.", longId);
        String longInfo =
                client.subscribe(server, "presence-c", withInfo(1_025)).expectError();
        assertEquals("Invalid channel_data: user_info has at most 1024 bytes, this one 1025.", longInfo);
        client.subscribed(server, "presence-c", withId(128));
        client.subscribed(server, "presence-d", withInfo(1_024));
    }

    private static String withId(int characters) {
        return "{\"user_id\":\"" + "i".repeat(characters) + "\"}";
    }

    private static String withInfo(int bytes) {
        return "{\"user_id\":\"1\",\"user_info\":\"" + "i".repeat(bytes - 2) + "\"}";
    }

    @Test
    void aSignedInConnectionNeedsNoChannelData() {
        TestClient client = server.connect().established();
        client.signIn(server, "{\"id\":\"ann\",\"user_info\":{\"name\":\"Ann\"}}")
                .expect("pusher:signin_success");
        JsonNode presence = client.subscribe(server, "presence-c", null)
                .expectData("pusher_internal:subscription_succeeded")
                .path("presence");
        assertEquals("{\"ann\":{\"name\":\"Ann\"}}", presence.path("hash").toString());
    }
}
