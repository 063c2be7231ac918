package com.dropininc.instantstream.mock.realtime;

import io.javalin.Javalin;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with one app on a random port, an authorization endpoint as an app's backend has, and a catch-all route. */
final class TestServer implements AutoCloseable {
    static final String MASTER_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    static final PusherApp APP =
            PusherApp.of("3", "278d425bdf160c739803", "7ad3773142a6692b25b8").withEncryptionMasterKey(MASTER_KEY);
    static final JsonMapper JSON = JsonMapper.builder().build();

    final Realtime realtime;
    private final RealtimeThreads threads = new RealtimeThreads();
    private final Javalin javalin;
    private final HttpClient http = HttpClient.newHttpClient();

    TestServer() {
        this(APP, RealtimeSettings.DEFAULT);
    }

    TestServer(PusherApp app, RealtimeSettings settings) {
        realtime = new Realtime(app, settings, threads);
        RealtimeDoor door = new RealtimeDoor(
                key -> key.equals(app.key()) ? Optional.of(realtime) : Optional.empty(),
                (host, origin) -> !host.startsWith("evil"));
        HttpApi api = new HttpApi(id -> id.equals(app.id()) ? Optional.of(realtime) : Optional.empty());
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            door.register(config);
            api.register(config.routes);
            config.routes.post("/auth", this::authorize);
            config.routes.get("/*", context -> context.result("catch-all"));
        });
        javalin.start();
    }

    private void authorize(io.javalin.http.Context context) {
        String socketId = context.formParam("socket_id");
        String channel = context.formParam("channel_name");
        String user = Optional.ofNullable(context.header("apikey")).orElse("nobody");
        String data = "{\"user_id\":\"" + user + "\",\"user_info\":{\"name\":\"" + user + "\"}}";
        ChannelAuthorization answer =
                realtime.signatures().sign(socketId, channel, channel.startsWith("presence-") ? data : null);
        context.contentType("application/json").result(JSON.writeValueAsString(answer));
    }

    int port() {
        return javalin.port();
    }

    TestClient connect() {
        return connect("?protocol=7&client=js&version=8.6.0&flash=false");
    }

    TestClient connect(String query) {
        return TestClient.at(
                "ws://127.0.0.1:" + port() + "/app/" + realtime.app().key() + query);
    }

    TestClient connectTo(String path) {
        return TestClient.at("ws://127.0.0.1:" + port() + path);
    }

    /** Publishes as a backend does, and waits for the answer. */
    HttpResponse<String> publish(String channel, String event, String data) {
        return post(
                "/events",
                Map.of(),
                Frames.object()
                        .put("name", event)
                        .put("channel", channel)
                        .put("data", data)
                        .toString());
    }

    HttpResponse<String> get(String path, Map<String, String> query) {
        return send("GET", path, signed("GET", path, query, ""), "");
    }

    HttpResponse<String> post(String path, Map<String, String> query, String body) {
        return send("POST", path, signed("POST", path, query, body), body);
    }

    /** The query with everything that a signed request needs; what the caller gave wins, and is signed. */
    Map<String, String> signed(String method, String path, Map<String, String> query, String body) {
        TreeMap<String, String> all = new TreeMap<>();
        all.put("auth_key", realtime.app().key());
        all.put("auth_timestamp", String.valueOf(System.currentTimeMillis() / 1000));
        all.put("auth_version", "1.0");
        if (!body.isEmpty()) {
            all.put("body_md5", Signatures.md5Hex(body.getBytes(StandardCharsets.UTF_8)));
        }
        all.putAll(query);
        String text = all.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining("&"));
        String signature = realtime.signatures().hmacHex(method + "\n" + appPath(path) + "\n" + text);
        all.put("auth_signature", signature);
        return all;
    }

    HttpResponse<String> send(String method, String path, Map<String, String> query, String body) {
        String text = query.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI uri = URI.create("http://127.0.0.1:" + port() + appPath(path) + "?" + text);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private String appPath(String path) {
        return "/apps/" + realtime.app().id() + path;
    }

    static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    @Override
    public void close() {
        realtime.close();
        javalin.stop();
        threads.close();
    }
}
