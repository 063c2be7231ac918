package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.DEALER_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.OPERATOR_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;

import com.dropininc.instantstream.contract.mutant.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server shows of itself on the same calls, with what is random about it taken out: two servers whose tours are
 * alike have, for all that a test could see, the same habits.
 */
final class Tour {
    private static final String WIDE = "{\"phone\":\"+12025550143\",\"email\":\"VIEWER@example.com\","
            + "\"deviceToken\":\"0f4c1b7e5d\",\"deviceType\":\"ios\",\"bundleId\":\"a b\",\"other\":1}";
    private static final String DEALER = "{\"role\":\"dealer\",\"longitude\":\"1231232\",\"latitude\":\"21321321\"}";
    private static final String VIEWER = "{\"role\":\"viewer\"," + Client.HERE + "}";

    private final Client client;
    private final List<String> seen = new ArrayList<>();

    private Tour(Client client) {
        this.client = client;
    }

    static List<String> of(Client client) throws IOException, InterruptedException {
        Tour tour = new Tour(client);
        long start = System.nanoTime();
        client.pending();
        tour.seen.add(System.nanoTime() - start > 2_400_000_000L ? "cold" : "warm");
        tour.oddities();
        tour.lives();
        tour.inputs();
        tour.manyCalls();
        return tour.seen;
    }

    private Reply note(String what, Reply reply) {
        seen.add(what + " " + reply.status() + " " + headers(reply) + " " + plain(reply.body()));
        return reply;
    }

    private static Set<String> headers(Reply reply) {
        Set<String> headers = new TreeSet<>();
        reply.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("date")) {
                headers.add(name.toLowerCase(java.util.Locale.ROOT)
                        + (name.equalsIgnoreCase("content-length") ? "" : "=" + value.replaceAll("\\d+", "9")));
            }
        });
        return headers;
    }

    /** Random values and times by their form alone. */
    private static String plain(byte[] body) {
        return new String(body, StandardCharsets.UTF_8)
                .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "UUID")
                .replaceAll("(t-|T1==|2_)?t?-?[A-Za-z0-9_-]{20,}", "RANDOM")
                .replaceAll("(?<=\"shared_secret\":\")[^\"]+", "SHARED")
                .replaceAll("\"\\d{6}\"", "\"COUNTED\"")
                .replaceAll("(?<=[a-z-])\\d+", "9")
                .replaceAll("(?<=[0-9:.T+-]|\": ?\"?)\\d(?=[0-9:.TZ+\",}-])", "9");
    }

    private Reply call(String method, String path, String key, String body) throws IOException, InterruptedException {
        return note(
                method + " " + path.replaceAll("[^/]{12,}", "T") + " " + body, client.call(method, path, key, body));
    }

    private void oddities() throws IOException, InterruptedException {
        String token = client.pending();
        String get = Client.path("get/" + token);
        for (String path : List.of("/", "/health", "/nowhere", get + "/", "/INSTANTSTREAM/get/" + token, "/" + get)) {
            call("GET", path, VIEWER_KEY, "");
            call("GET", path, null, "");
        }
        for (String method : List.of("OPTIONS", "HEAD", "PUT", "GET")) {
            call(method, Client.path("start/" + token), VIEWER_KEY, "");
            call(method, Client.path("start/" + token), null, "");
        }
        call("GET", get + "?page=2", VIEWER_KEY, "");
        call("GET", get, VIEWER_KEY, "{}");
        call("GET", get + "x".repeat(600), VIEWER_KEY, "");
        call("GET", Client.path("get/" + token.toUpperCase(java.util.Locale.ROOT)), VIEWER_KEY, "");
        note("header", client.send("GET", get, Map.of("apikey", VIEWER_KEY, "x-long", "x".repeat(5000)), ""));
        call("POST", Client.path("cancel/nothing"), null, "{");
        call("POST", Client.path("cancel/" + token), OPERATOR_KEY, "{}");
        call("POST", Client.path("cancel/" + token), VIEWER_KEY, "{}");
        call("GET", get, VIEWER_KEY, "");
        call("POST", Client.path("stop/" + token), VIEWER_KEY, "{\"role\":\"boss\"}");
        note(
                "text",
                client.send(
                        "POST",
                        Client.path("cancel/" + token),
                        Map.of("apikey", VIEWER_KEY, "Content-Type", "text/plain"),
                        "{}"));
        note("unmeasured", client.unmeasured(Client.path("request"), VIEWER_KEY, Client.PERSON));
        note(
                "form",
                client.send(
                        "POST",
                        Client.path("record/" + token),
                        Map.of("apikey", VIEWER_KEY, "Content-Type", "application/x-www-form-urlencoded"),
                        ""));
    }

    private void lives() throws IOException, InterruptedException {
        Reply asked = call("POST", Client.path("request"), VIEWER_KEY, WIDE);
        String token = asked.ok() ? Client.json(asked).path("token").asString("") : client.pending();
        String account = asked.ok() ? Client.json(asked).path("account").asString("none") : "none";
        call("GET", Client.path("get/" + token), VIEWER_KEY, "");
        for (int i = 0; i < 5; i++) {
            client.post("request", WIDE);
        }
        for (String key : List.of(VIEWER_KEY, DEALER_KEY)) {
            call("GET", Client.path(account + "/pending"), key, "");
        }
        call("GET", "/instantstream/nobody/pending", VIEWER_KEY, "");
        for (String act : List.of("savechat", "record", "stop", "start", "ping")) {
            call("POST", Client.path(act + "/" + client.pending()), key(act), body(act));
        }
        token = client.pending();
        for (String act : List.of("start", "savechat2", "savechat", "ping", "updatedealerdevice", "record", "record")) {
            call("POST", Client.path(act.replace("2", "") + "/" + token), key(act), body(act));
            call("GET", Client.path("getchat/" + token), VIEWER_KEY, "");
        }
        for (String kind : List.of("private-", "presence-", "private-encrypted-")) {
            note(kind, client.join(kind + "instantstream-" + token));
            note(kind, client.join(kind + "another"));
        }
        ends(token);
    }

    private void ends(String token) throws IOException, InterruptedException {
        String cancelled = client.streaming();
        call("POST", Client.path("cancel/" + cancelled), VIEWER_KEY, "{}");
        for (String act : List.of("stop", "stop", "cancel", "start", "savechat", "updatedealerdevice", "record")) {
            call("POST", Client.path(act + "/" + token), VIEWER_KEY, body(act));
            call("GET", Client.path("get/" + token), VIEWER_KEY, "");
            call("GET", Client.path("getchat/" + token), VIEWER_KEY, "");
        }
        String attended = client.streaming();
        client.ping(attended, OPERATOR_KEY);
        String waiting = client.pending();
        seen.add("before " + plain(client.read("get/" + attended).body()));
        seen.add("before " + plain(client.read("get/" + waiting).body()));
        seen.add("lives " + lives(client.read("get/" + attended)) + " " + lives(client.read("get/" + waiting)));
    }

    /** Seconds from a stream's last sign of life to its end, and whether its clock is right, where it tells. */
    private static String lives(Reply stream) {
        String text = new String(stream.body(), StandardCharsets.UTF_8);
        Matcher last = Pattern.compile("\"(?:lastPingAt)\":\"([^\"]+Z)\"").matcher(text);
        Matcher made = Pattern.compile("\"createdAt\":\"([^\"]+Z)\"").matcher(text);
        Matcher ends = Pattern.compile("\"expiresOn\":\"([^\"]+Z)\"").matcher(text);
        if (!made.find() || !ends.find()) {
            return "unknown";
        }
        Instant born = Instant.parse(made.group(1));
        Instant sign = last.find() ? Instant.parse(last.group(1)) : born;
        boolean right = born.isBefore(Instant.now().plusSeconds(60));
        return Duration.between(sign, Instant.parse(ends.group(1))).toSeconds() + (right ? "" : " wrong");
    }

    private static String key(String act) {
        return act.equals("ping") ? OPERATOR_KEY : act.endsWith("2") ? DEALER_KEY : VIEWER_KEY;
    }

    private static String body(String act) {
        return switch (act) {
            case "start" -> VIEWER;
            case "savechat" -> "{\"role\":\"viewer\",\"message\":\"é good day\"}";
            case "savechat2" -> "{\"role\":\"dealer\",\"message\":\"good day\"}";
            case "updatedealerdevice" -> "{\"deviceType\":\"ios\",\"deviceToken\":\"0f4c1b7e5d\"}";
            case "stop", "cancel" -> "{\"role\":\"viewer\"}";
            default -> "";
        };
    }

    private void inputs() throws IOException, InterruptedException {
        String token = client.streaming();
        call("POST", Client.path("request?notify=yes"), VIEWER_KEY, Client.PERSON);
        call("POST", Client.path("request"), DEALER_KEY, Client.PERSON);
        call("POST", Client.path("request"), OPERATOR_KEY, Client.PERSON);
        call("POST", Client.path("record/" + client.streaming()), VIEWER_KEY, "");
        call("POST", Client.path("request"), VIEWER_KEY, "{\"phone\":\"1\",\"email\":\"a@b\"}");
        call("POST", Client.path("request"), VIEWER_KEY, "{\"phone\":\"1\",\"email\":\"abc@xyz.com\",}");
        call("POST", Client.path("start/" + client.pending()), VIEWER_KEY, DEALER);
        call("POST", Client.path("savechat/" + token), VIEWER_KEY, "{\"role\":[\"viewer\"],\"message\":\"x\"}");
        for (String message : List.of(" ", "\\u0001", "x".repeat(501), "x".repeat(20_000), "x".repeat(3_000_000))) {
            Reply reply = client.post("savechat/" + token, "{\"role\":\"viewer\",\"message\":\"" + message + "\"}");
            note("message of " + message.length(), new Reply(reply.status(), reply.headers(), new byte[0]));
        }
        call(
                "POST",
                Client.path("updatedealerdevice/" + token),
                VIEWER_KEY,
                "{\"deviceToken\":\"" + "x".repeat(90) + "\"}");
    }

    /** Statuses of many calls in a row, and how long the slowest and a usual one took. */
    private void manyCalls() throws IOException, InterruptedException {
        String token = client.pending();
        Set<Integer> statuses = new TreeSet<>();
        List<Long> millis = new ArrayList<>();
        long until = System.nanoTime() + 5_000_000_000L;
        for (int i = 0; i < 2700 && System.nanoTime() < until; i++) {
            long start = System.nanoTime();
            String path = Client.path((i % 2 == 0 ? "ping/" : "cancel/") + (i % 3 == 0 ? token : "no" + i));
            statuses.add(client.call("POST", path, VIEWER_KEY, "").status());
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        for (int i = 0; i < 40; i++) {
            statuses.add(
                    client.call("GET", Client.path("get/" + token), "wrong", "").status());
        }
        seen.add("many calls " + statuses);
        seen.add(millis.stream().filter(taken -> taken > 20).count() > millis.size() / 3 ? "slow" : "fast");
        seen.add(millis.stream().anyMatch(taken -> taken > 1500) ? "late at times" : "never late");
    }
}
