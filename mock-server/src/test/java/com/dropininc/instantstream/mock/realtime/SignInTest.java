package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Protocol page, "pusher:signin"; watchlist events page; terminating user connections page. */
class SignInTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private TestClient signedIn(String userData) {
        TestClient client = server.connect().established().signIn(server, userData);
        client.expect("pusher:signin_success");
        return client;
    }

    @Test
    void successReturnsTheVeryString() {
        String userData = "{ \"id\": \"ann\", \"user_info\": {\"name\":\"Ann\"} }";
        TestClient client = server.connect().established().signIn(server, userData);
        assertEquals(
                userData,
                client.expect("pusher:signin_success")
                        .path("data")
                        .path("user_data")
                        .stringValue());
    }

    @Test
    void aWrongSignatureIsAnErrorAndTheConnectionStays() {
        TestClient client = server.connect().established();
        client.send(
                "pusher:signin",
                Frames.object().put("auth", TestServer.APP.key() + ":bad").put("user_data", "{\"id\":\"1\"}"));
        assertTrue(client.expectError().startsWith("Invalid signature"));
        client.expectNothingElse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\":\"\"}", "{\"id\":7}", "[]", "nonsense"})
    void userDataNeedsANonEmptyStringId(String userData) {
        TestClient client = server.connect().established().signIn(server, userData);
        assertTrue(client.expectError().startsWith("Invalid user_data"));
    }

    @Test
    void aConnectionCannotBecomeAnotherUser() {
        TestClient client = signedIn("{\"id\":\"ann\"}");
        client.signIn(server, "{\"id\":\"ann\"}").expect("pusher:signin_success");
        assertTrue(client.signIn(server, "{\"id\":\"bob\"}").expectError().contains("already signed in"));
    }

    @Test
    void onlyTheSignedInUserMaySubscribeToItsOwnChannel() {
        TestClient ann = signedIn("{\"id\":\"ann\"}");
        ann.subscribed("#server-to-user-ann");
        assertTrue(ann.subscribe("#server-to-user-bob").expectError().startsWith("Not authorized"));
        TestClient nobody = server.connect().established();
        assertTrue(nobody.subscribe("#server-to-user-ann").expectError().startsWith("Not authorized"));
        assertEquals(200, server.publish("#server-to-user-ann", "hello", "{}").statusCode());
        ann.expect("hello");
        nobody.expectNothingElse();
    }

    @Test
    void watchersHearWhoIsThereWhoComesAndWhoGoes() {
        signedIn("{\"id\":\"bob\"}");
        TestClient ann = signedIn("{\"id\":\"ann\",\"watchlist\":[\"bob\",\"cid\"]}");
        assertEquals(
                "{\"events\":[{\"name\":\"online\",\"user_ids\":[\"bob\"]},{\"name\":\"offline\",\"user_ids\":[\"cid\"]}]}",
                ann.expectData("pusher_internal:watchlist_events").toString());
        TestClient cid = signedIn("{\"id\":\"cid\"}");
        assertEquals(
                "{\"events\":[{\"name\":\"online\",\"user_ids\":[\"cid\"]}]}",
                ann.expectData("pusher_internal:watchlist_events").toString());
        TestClient second = signedIn("{\"id\":\"cid\"}");
        second.close();
        cid.close();
        assertEquals(
                "{\"events\":[{\"name\":\"offline\",\"user_ids\":[\"cid\"]}]}",
                ann.expectData("pusher_internal:watchlist_events").toString());
        ann.expectNothingElse();
    }

    @Test
    void aWatchlistAboveOneHundredIsCutAndSaid() {
        String ids = IntStream.range(0, 101).mapToObj(i -> "\"u" + i + "\"").collect(Collectors.joining(","));
        TestClient client = signedIn("{\"id\":\"ann\",\"watchlist\":[" + ids + "]}");
        assertEquals(
                4302, client.expect("pusher:error").path("data").path("code").intValue());
        var events = client.expectData("pusher_internal:watchlist_events").path("events");
        assertEquals(100, events.get(0).path("user_ids").size());
    }

    @Test
    void terminatingAUserClosesItsSignedInConnectionsWith4009() {
        TestClient one = signedIn("{\"id\":\"ann\"}");
        TestClient two = signedIn("{\"id\":\"ann\"}");
        TestClient other = signedIn("{\"id\":\"bob\"}");
        assertEquals(
                200,
                server.post("/users/ann/terminate_connections", Map.of(), "{}").statusCode());
        assertEquals(4009, one.expectClose().code());
        assertEquals(4009, two.expectClose().code());
        other.expectNothingElse();
    }
}
