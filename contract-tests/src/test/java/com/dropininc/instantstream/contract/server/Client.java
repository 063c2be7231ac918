package com.dropininc.instantstream.contract.server;

import com.dropininc.instantstream.contract.mutant.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;

/** Calls a server as its docs say, without the suite. For one thread. */
final class Client {
    static final String PERSON = "{\"phone\":\"12312312\",\"email\":\"abc@xyz.com\"}";
    static final String HERE = "\"longitude\":\"-77.0365\",\"latitude\":\"38.8977\"";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private int people;

    Client(String url) {
        this.url = url;
    }

    /** @param key null for none */
    Reply call(String method, String path, String key, String body) throws IOException, InterruptedException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (key != null) {
            headers.put("apikey", key);
        }
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        return send(method, path, headers, body);
    }

    /** One call; a connection that is cut instead of an answer is status 0. */
    Reply send(String method, String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        return send(
                method,
                path,
                headers,
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
    }

    /** A call whose body has no length told before. */
    Reply unmeasured(String path, String key, String body) throws InterruptedException {
        return send(
                "POST",
                path,
                Map.of("apikey", key, "Content-Type", "application/json"),
                HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString(body)));
    }

    private Reply send(String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body)
            throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).method(method, body);
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            Map<String, String> answered = new LinkedHashMap<>();
            response.headers().map().forEach((name, values) -> answered.put(name, String.join(", ", values)));
            boolean packed = answered.getOrDefault("content-encoding", "").equals("gzip");
            return new Reply(response.statusCode(), answered, packed ? unpacked(response.body()) : response.body());
        } catch (IOException e) {
            return new Reply(IndependentServer.HANG_UP, Map.of(), new byte[0]);
        }
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return gzip.readAllBytes();
        }
    }

    /** A call with the viewer's key, made again while the server asks for patience. */
    Reply post(String operation, String body) throws IOException, InterruptedException {
        return patient("POST", path(operation), IndependentServer.VIEWER_KEY, body);
    }

    Reply read(String operation) throws IOException, InterruptedException {
        return patient("GET", path(operation), IndependentServer.VIEWER_KEY, "");
    }

    Reply patient(String method, String path, String key, String body) throws IOException, InterruptedException {
        Reply reply = call(method, path, key, body);
        for (int i = 0; i < 20 && (reply.status() == 429 || reply.status() > 500 || reply.status() == 0); i++) {
            pause(200);
            reply = call(method, path, key, body);
        }
        return reply;
    }

    static String path(String operation) {
        return operation.startsWith("/") ? operation : "/instantstream/" + operation;
    }

    /** The token of a new stream, of somebody who has no other. */
    String pending() throws IOException, InterruptedException {
        String phone = "1231" + (1000 + ++people);
        Reply reply = post("request?notify=false", PERSON.replace("12312312", phone));
        JsonNode token = reply.ok() ? json(reply).path("token") : null;
        return token == null ? "" : token.asString("");
    }

    /** The token of a new stream that both have started. */
    String streaming() throws IOException, InterruptedException {
        String token = pending();
        patient("POST", path("start/" + token), IndependentServer.VIEWER_KEY, "{\"role\":\"viewer\"," + HERE + "}");
        patient("POST", path("start/" + token), IndependentServer.DEALER_KEY, "{\"role\":\"dealer\"," + HERE + "}");
        pause(200);
        return token;
    }

    Reply ping(String token, String key) throws IOException, InterruptedException {
        return patient("POST", path("ping/" + token), key, "");
    }

    Reply say(String token, String message) throws IOException, InterruptedException {
        return post(
                "savechat/" + token,
                tools.jackson.databind.json.JsonMapper.shared()
                        .createObjectNode()
                        .put("role", "viewer")
                        .put("message", message)
                        .toString());
    }

    Reply join(String channel) throws IOException, InterruptedException {
        return post("/notifications/authchannel", "{\"socket_id\":\"12.34\",\"channel_name\":\"" + channel + "\"}");
    }

    /** Makes so many calls that change nothing. */
    void spend(int calls) throws IOException, InterruptedException {
        String token = pending();
        for (int i = 0; i < calls; i++) {
            read("get/" + token);
        }
    }

    static JsonNode json(Reply reply) {
        String text = new String(reply.body(), java.nio.charset.StandardCharsets.UTF_8);
        return tools.jackson.databind.json.JsonMapper.shared().readTree(text.replace("\uFEFF", ""));
    }

    static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
