package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Protocol page, "WebSocket connection", "Connection events" and "Error Codes". */
class HandshakeTest {
    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?protocol=7&client=js&version=8.6.0&flash=false",
                "?client=java-client&protocol=5&version=2.4.4",
                "?protocol=6&unknown=1",
                ""
            })
    void theFirstFrameNamesTheSocketAndTheActivityTimeout(String query) {
        JsonNode frame = server.connect(query).expect("pusher:connection_established");
        assertTrue(frame.path("data").isString(), "data must be encoded twice");
        JsonNode data = TestServer.json(frame.path("data").stringValue());
        assertTrue(data.path("socket_id").stringValue().matches("\\d+\\.\\d+"));
        assertEquals(120, data.path("activity_timeout").intValue());
        assertEquals(Set.of("event", "data"), new TreeSet<>(frame.propertyNames()));
    }

    @Test
    void everyConnectionHasItsOwnSocketId() {
        assertNotEquals(
                server.connect().established().socketId(),
                server.connect().established().socketId());
    }

    @Test
    void whoHasBeenGreetedIsConnected() {
        for (int clients = 1; clients <= 100; clients++) {
            server.connect().established();
            assertEquals(clients, server.realtime.connectionCount());
        }
    }

    @Test
    void aPathPrefixBeforeAppIsAccepted() {
        server.connectTo("/ws/path/app/" + TestServer.APP.key() + "?protocol=7").established();
    }

    @Test
    void anUnknownKeyIsAcceptedToldAndClosedWith4001() {
        TestClient client = server.connectTo("/app/unknown?protocol=7");
        JsonNode error = client.expect("pusher:error").path("data");
        assertEquals(4001, error.path("code").intValue());
        assertTrue(error.path("message").stringValue().contains("unknown"));
        TestClient.Closed closed = client.expectClose();
        assertEquals(4001, closed.code());
        assertTrue(closed.reason().startsWith("App key unknown not in this cluster"), closed.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "4", "8", "99", "-1", "seven", "99999999999999999999"})
    void otherProtocolsAreClosedWith4007(String protocol) {
        TestClient client = server.connect("?protocol=" + protocol);
        assertEquals(
                4007, client.expect("pusher:error").path("data").path("code").intValue());
        assertEquals(4007, client.expectClose().code());
    }

    @Test
    void anUnknownPathIsClosedWith4005() {
        TestClient client = server.connectTo("/nowhere?protocol=7");
        client.expectError();
        assertEquals(4005, client.expectClose().code());
    }

    @Test
    void aRefusedHostGets403() throws Exception {
        try (RawSocket raw = new RawSocket(server.port(), "evil.example")) {
            assertEquals("HTTP/1.1 403 Forbidden", raw.statusLine());
        }
        try (RawSocket raw = new RawSocket(server.port(), "localhost")) {
            assertEquals("HTTP/1.1 101 Switching Protocols", raw.statusLine());
        }
    }

    @Test
    void compressionIsNotNegotiated() throws Exception {
        try (RawSocket raw = new RawSocket(server.port(), "localhost")) {
            raw.statusLine();
            assertTrue(raw.headers().stream().noneMatch(line -> line.startsWith("Sec-WebSocket-Extensions")));
        }
    }

    @Test
    void plainHttpPassesThrough() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/app/" + TestServer.APP.key());
        var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        assertEquals("catch-all", answer.body());
    }

    @Test
    void simulatedOverCapacityRefusesNewConnectionsUntilItEnds() {
        server.realtime.refuseConnections(CloseCode.OVER_CAPACITY);
        TestClient refused = server.connect();
        refused.expectError();
        assertEquals(4100, refused.expectClose().code());
        server.realtime.admitAgain();
        server.connect().established();
    }

    @Test
    void simulatedOverQuotaClosesOpenConnections() {
        TestClient modern = server.connect().established();
        TestClient old = server.connect("?protocol=5").established();
        server.realtime.disconnect(CloseCode.OVER_QUOTA);
        assertEquals(4004, modern.expectClose().code());
        assertEquals(4004, old.expect("pusher:error").path("data").path("code").intValue());
        assertEquals(4004, old.expectClose().code());
    }

    @Test
    void connectionsAboveTheQuotaAreClosedWith4004() {
        try (TestServer small = new TestServer(TestServer.APP, RealtimeSettings.DEFAULT.withMaxConnections(1))) {
            small.connect().established();
            TestClient second = small.connect();
            second.expectError();
            assertEquals(4004, second.expectClose().code());
        }
    }

    @Test
    void aDisabledAppIsClosedWith4003() {
        PusherApp disabled = TestServer.APP.with(new PusherApp.Features(false, true, false, true));
        try (TestServer off = new TestServer(disabled, RealtimeSettings.DEFAULT)) {
            TestClient client = off.connect();
            client.expectError();
            assertEquals(4003, client.expectClose().code());
        }
    }

    @Test
    void closingTheServerLetsClientsComeBack() {
        TestClient client = server.connect().established();
        server.realtime.close();
        assertEquals(4200, client.expectClose().code());
    }
}
