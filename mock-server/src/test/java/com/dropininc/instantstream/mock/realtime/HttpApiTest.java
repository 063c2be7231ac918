package com.dropininc.instantstream.mock.realtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP API reference. */
class HttpApiTest {
    private static final String EVENT =
            "{\"name\":\"foo\",\"channels\":[\"project-3\"],\"data\":\"{\\\"some\\\":\\\"data\\\"}\"}";

    private final TestServer server = new TestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private void refused(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().length() > 10, "an error must say what was wrong");
    }

    private HttpResponse<String> event(String body) {
        return server.post("/events", Map.of(), body);
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void thePublishedExampleIsVerified() {
        Instant then = Instant.ofEpochSecond(1_353_088_179L);
        try (TestServer past = new TestServer(TestServer.APP, RealtimeSettings.DEFAULT.withClock(() -> then))) {
            Map<String, String> query = Map.of(
                    "auth_key", "278d425bdf160c739803",
                    "auth_timestamp", "1353088179",
                    "auth_version", "1.0",
                    "body_md5", "ec365a775a4cd0599faeb73354201b6f",
                    "auth_signature", "da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c");
            TestClient client = past.connect().established().subscribed("project-3");
            HttpResponse<String> answer = past.send("POST", "/events", query, EVENT);
            assertEquals("{}", answer.body());
            assertEquals(
                    "application/json",
                    answer.headers().firstValue("content-type").orElse(""));
            assertEquals(
                    "{\"some\":\"data\"}", client.expect("foo").path("data").stringValue());
        }
    }

    @Test
    void unsignedOrWronglySignedRequestsGet401() {
        refused(401, server.send("POST", "/events", Map.of(), EVENT));
        Map<String, String> query = server.signed("POST", "/events", Map.of(), EVENT);
        query.put("auth_signature", "deadbeef");
        refused(401, server.send("POST", "/events", query, EVENT));
        refused(401, server.send("GET", "/channels", server.signed("GET", "/other", Map.of(), ""), ""));
    }

    @ParameterizedTest
    @ValueSource(longs = {-601, 601, -100_000})
    void aTimestampOutsideTheWindowGets401(long seconds) {
        String time = String.valueOf(System.currentTimeMillis() / 1000 + seconds);
        refused(401, server.post("/events", Map.of("auth_timestamp", time), EVENT));
    }

    @Test
    void aTimestampInsideTheWindowIsAccepted() {
        String time = String.valueOf(System.currentTimeMillis() / 1000 - 590);
        assertEquals(
                200,
                server.post("/events", Map.of("auth_timestamp", time), EVENT).statusCode());
    }

    @Test
    void keyVersionAndBodyHashAreChecked() {
        refused(401, server.post("/events", Map.of("auth_key", "other"), EVENT));
        refused(401, server.post("/events", Map.of("auth_version", "2.0"), EVENT));
        Map<String, String> other = server.signed("POST", "/events", Map.of(), EVENT);
        refused(401, server.send("POST", "/events", other, EVENT.replace("some", "evil")));
        Map<String, String> without = server.signed("POST", "/events", Map.of(), "");
        refused(401, server.send("POST", "/events", without, EVENT));
    }

    @Test
    void parametersAreVerifiedUnescapedAndSorted() {
        String info = "user_count,subscription_count";
        HttpResponse<String> answer = server.get("/channels/presence-a", Map.of("info", info));
        assertEquals("{\"occupied\":false,\"user_count\":0,\"subscription_count\":0}", answer.body());
    }

    @Test
    void anEventMayStandInTheQueryString() throws Exception {
        TestClient client = server.connect().established().subscribed("a").subscribed("b");
        Map<String, String> one = Map.of("name", "e", "data", "{\"x\":1}", "channel", "a");
        assertEquals("{}", server.post("/events", one, "").body());
        assertEquals("{\"x\":1}", client.expect("e").path("data").stringValue());
        // The signed text repeats the name of an array for each of its values, as the query string does.
        String path = "/apps/" + TestServer.APP.id() + "/events";
        String signed = "auth_key=" + TestServer.APP.key() + "&auth_timestamp="
                + Instant.now().getEpochSecond()
                + "&auth_version=1.0&channels[]=a&channels[]=b&data=x&name=e";
        String signature = server.realtime.signatures().hmacHex("POST\n" + path + "\n" + signed);
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path + "?" + signed.replace("[]", "%5B%5D")
                + "&auth_signature=" + signature);
        HttpRequest request =
                HttpRequest.newBuilder(uri).POST(BodyPublishers.noBody()).build();
        assertEquals(
                "{}",
                HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body());
        assertEquals("a", client.expect("e").path("channel").stringValue());
        assertEquals("b", client.expect("e").path("channel").stringValue());
    }

    @Test
    void anUnknownAppGets404() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/apps/4/channels");
        refused(404, HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    }

    @Test
    void anAppThatIsDisabledOrOverItsQuotaGets403() {
        PusherApp disabled = TestServer.APP.with(new PusherApp.Features(false, true, false, true));
        try (TestServer off = new TestServer(disabled, RealtimeSettings.DEFAULT)) {
            refused(403, off.get("/channels", Map.of()));
        }
        server.realtime.overMessageQuota(true);
        refused(403, event(EVENT));
        server.realtime.overMessageQuota(false);
        assertEquals(200, event(EVENT).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"channel\":\"c\",\"data\":\"x\"}",
                "{\"name\":\"e\",\"channel\":\"c\"}",
                "{\"name\":\"e\",\"data\":\"x\"}",
                "{\"name\":\"e\",\"data\":\"x\",\"channels\":[]}",
                "{\"name\":\"e\",\"data\":\"x\",\"channels\":[7]}",
                "{\"name\":\"e\",\"data\":\"x\",\"channel\":\"a b\"}",
                "{\"name\":\"e\",\"data\":{\"a\":1},\"channel\":\"c\"}",
                "{\"name\":\"e\",\"data\":\"x\",\"channel\":\"c\",\"socket_id\":\"nope\"}",
                "{\"name\":\"e\",\"data\":\"x\",\"channel\":\"c\",\"info\":\"weather\"}",
                "{\"name\":\"e\",\"data\":\"x\",\"channels\":[\"private-encrypted-a\",\"b\"]}"
            })
    void invalidEventsGet400(String body) {
        refused(400, event(body));
    }

    @Test
    void limitsOfNamesChannelsAndDataHold() {
        String ok = "{\"name\":\"%s\",\"data\":\"%s\",\"channels\":%s}";
        assertEquals(
                200,
                event(ok.formatted("n".repeat(200), "x".repeat(10_240), names(100)))
                        .statusCode());
        refused(400, event(ok.formatted("n".repeat(201), "x", names(1))));
        refused(400, event(ok.formatted("n", "x", names(101))));
        refused(413, event(ok.formatted("n", "x".repeat(10_241), names(1))));
        refused(413, event(ok.formatted("n", "ä".repeat(5_121), names(1))));
    }

    @Test
    void infoIsAnsweredForEachUniqueChannel() {
        server.connect().established().subscribed(server, "presence-a", "{\"user_id\":\"1\"}");
        String body = "{\"name\":\"e\",\"data\":\"x\",\"channels\":[\"presence-a\",\"b\",\"b\"],"
                + "\"info\":\"user_count,subscription_count\"}";
        assertEquals(
                "{\"channels\":{\"presence-a\":{\"user_count\":1,\"subscription_count\":1},\"b\":{\"subscription_count\":0}}}",
                event(body).body());
    }

    @Test
    void theExcludedSocketGetsNothing() {
        TestClient one = server.connect().established().subscribed("c");
        TestClient two = server.connect().established().subscribed("c");
        event("{\"name\":\"e\",\"data\":\"x\",\"channel\":\"c\",\"socket_id\":\"" + one.socketId() + "\"}");
        two.expect("e");
        one.expectNothingElse();
    }

    @Test
    void aBatchIsPublishedInOrderOrNotAtAll() {
        TestClient client = server.connect().established().subscribed("c");
        String event = "{\"channel\":\"c\",\"name\":\"%s\",\"data\":\"x\"}";
        String two = event.formatted("one") + "," + event.formatted("two");
        HttpResponse<String> answer = server.post("/batch_events", Map.of(), "{\"batch\":[" + two + "]}");
        assertEquals("{}", answer.body());
        client.expect("one");
        client.expect("two");
        String bad = event.formatted("three") + ",{\"channel\":\"c\"}";
        refused(400, server.post("/batch_events", Map.of(), "{\"batch\":[" + bad + "]}"));
        client.expectNothingElse();
    }

    @Test
    void aBatchHasOneToTenEvents() {
        String event = "{\"channel\":\"c\",\"name\":\"e\",\"data\":\"x\"}";
        String ten = (event + ",").repeat(9) + event;
        assertEquals(
                200,
                server.post("/batch_events", Map.of(), "{\"batch\":[" + ten + "]}")
                        .statusCode());
        refused(400, server.post("/batch_events", Map.of(), "{\"batch\":[" + ten + "," + event + "]}"));
        refused(400, server.post("/batch_events", Map.of(), "{\"batch\":[]}"));
        refused(400, server.post("/batch_events", Map.of(), "{}"));
        String big = event.replace("\"x\"", "\"" + "x".repeat(10_241) + "\"");
        refused(413, server.post("/batch_events", Map.of(), "{\"batch\":[" + big + "]}"));
    }

    @Test
    void aBatchAnswersInfoByPosition() {
        server.connect().established().subscribed("c");
        String batch = "{\"batch\":[{\"channel\":\"d\",\"name\":\"e\",\"data\":\"x\"},"
                + "{\"channel\":\"c\",\"name\":\"e\",\"data\":\"x\",\"info\":\"subscription_count\"}]}";
        assertEquals(
                "{\"batch\":[{},{\"subscription_count\":1}]}",
                server.post("/batch_events", Map.of(), batch).body());
    }

    @Test
    void occupiedChannelsAreListedByPrefix() {
        TestClient client = server.connect().established().subscribed("a");
        client.subscribed(server, "presence-b", "{\"user_id\":\"1\"}");
        assertEquals(
                "{\"channels\":{\"a\":{},\"presence-b\":{}}}",
                server.get("/channels", Map.of()).body());
        Map<String, String> query = Map.of("filter_by_prefix", "presence-", "info", "user_count");
        assertEquals(
                "{\"channels\":{\"presence-b\":{\"user_count\":1}}}",
                server.get("/channels", query).body());
        refused(400, server.get("/channels", Map.of("info", "user_count")));
        client.unsubscribe("a").expectNothingElse();
        assertEquals(
                "{\"channels\":{\"presence-b\":{}}}",
                server.get("/channels", Map.of()).body());
    }

    @Test
    void oneChannelTellsWhetherItIsOccupied() {
        assertEquals("{\"occupied\":false}", server.get("/channels/a", Map.of()).body());
        server.connect().established().subscribed("a");
        Map<String, String> info = Map.of("info", "subscription_count");
        assertEquals(
                "{\"occupied\":true,\"subscription_count\":1}",
                server.get("/channels/a", info).body());
        refused(400, server.get("/channels/a", Map.of("info", "user_count")));
        refused(400, server.get("/channels/a", Map.of("info", "cache")));
    }

    @Test
    void namesWithUnusualCharactersAreFound() {
        server.connect().established().subscribed("a=@,.;b");
        assertEquals(
                "{\"occupied\":true}", server.get("/channels/a=@,.;b", Map.of()).body());
    }

    @Test
    void usersAreListedForPresenceChannelsOnly() {
        server.connect().established().subscribed(server, "presence-a", "{\"user_id\":\"1\"}");
        server.connect().established().subscribed(server, "presence-a", "{\"user_id\":\"1\"}");
        assertEquals(
                "{\"users\":[{\"id\":\"1\"}]}",
                server.get("/channels/presence-a/users", Map.of()).body());
        refused(400, server.get("/channels/a/users", Map.of()));
    }
}
