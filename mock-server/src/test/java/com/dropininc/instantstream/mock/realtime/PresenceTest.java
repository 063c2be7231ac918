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
