package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.IndependentServer.DEALER_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.OPERATOR_KEY;
import static com.dropininc.instantstream.contract.server.IndependentServer.VIEWER_KEY;

import com.dropininc.instantstream.contract.mutant.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Holds a server to the documented rules by a few dozen calls, without the suite, so that a test can tell a wrong verdict
 * from a wrong server. It knows no assumed name: of an answer it reads its class, {@code $.token} and texts.
 */
final class DocumentedRules {
    private final Client client;
    private final List<String> broken = new ArrayList<>();

    private DocumentedRules(Client client) {
        this.client = client;
    }

    /** What the server breaks; empty if it keeps all. */
    static List<String> brokenBy(Client client) throws IOException, InterruptedException {
        DocumentedRules rules = new DocumentedRules(client);
        String pending = client.pending();
        if (pending.isEmpty()) {
            return List.of("a request returns a token");
        }
        rules.keys(pending);
        rules.bodies(pending);
        String streaming = client.streaming();
        rules.pings(client.pending(), streaming);
        rules.chat(streaming);
        rules.channels(streaming);
        rules.afterwards(streaming);
        return rules.broken;
    }

    private void refused(String what, Reply reply) {
        if (reply.ok() || reply.status() >= 500) {
            broken.add(what + ": " + reply.status());
        }
    }

    private void works(String what, Reply reply) {
        if (!reply.ok()) {
            broken.add(what + ": " + reply.status());
        }
    }

    private void keys(String token) throws IOException, InterruptedException {
        for (String call : List.of(
                "POST request " + Client.PERSON,
                "POST updatedealerdevice/" + token + " {}",
                "POST start/" + token + " {" + Client.HERE + "}",
                "POST stop/" + token + " {\"role\":\"viewer\"}",
                "GET get/" + token + " ",
                "POST savechat/" + token + " {\"role\":\"viewer\",\"message\":\"x\"}",
                "GET getchat/" + token + " ",
                "GET anyone/pending ",
                "POST record/" + token + " ",
                "POST ping/" + token + " ",
                "POST cancel/" + token + " {}",
                "POST /notifications/authchannel {\"socket_id\":\"1.2\",\"channel_name\":\"private-x\"}")) {
            String[] parts = call.split(" ", 3);
            refused("no key: " + call, client.patient(parts[0], Client.path(parts[1]), null, parts[2]));
            refused("a wrong key: " + call, client.patient(parts[0], Client.path(parts[1]), "wrong", parts[2]));
        }
        refused(
                "key in the query",
                client.send("GET", Client.path("get/" + token + "?apikey=" + VIEWER_KEY), Map.of(), ""));
    }

    private void bodies(String token) throws IOException, InterruptedException {
        for (String call : List.of(
                "request {\"phone\":\"12312312\"}",
                "request {\"email\":\"abc@xyz.com\"}",
                "request {\"phone\":\"12312312\",\"email\":\"abc@xyz.com\",\"deviceType\":\"windows\"}",
                "start/" + token + " {\"longitude\":\"1\"}",
                "start/" + token + " {\"role\":\"boss\"," + Client.HERE + "}",
                "cancel/" + token + " {\"role\":\"boss\"}",
                "stop/" + token + " {}",
                "savechat/" + token + " {\"role\":\"viewer\"}",
                "savechat/" + token + " {\"message\":\"x\"}",
                "updatedealerdevice/" + token + " {\"deviceType\":\"windows\"}",
                "/notifications/authchannel {\"socket_id\":\"1.2\"}")) {
            String[] parts = call.split(" ", 2);
            refused("a wrong body: " + call, client.post(parts[0], parts[1]));
        }
    }

    private void pings(String pending, String streaming) throws IOException, InterruptedException {
        works("an operator's ping", client.ping(streaming, OPERATOR_KEY));
        refused("a viewer's ping", client.ping(streaming, VIEWER_KEY));
        refused("a dealer's ping", client.ping(streaming, DEALER_KEY));
        refused("a ping while pending", client.ping(pending, OPERATOR_KEY));
    }

    private void chat(String streaming) throws IOException, InterruptedException {
        List<String> said = Stream.of("plain", " blanks around ", "é ✓ 🎥", "a\"b\\c\nd <i>&amp;</i>")
                .map(text -> text + UUID.randomUUID() + " ")
                .toList();
        for (String text : said) {
            works("a message is taken", client.say(streaming, text));
        }
        List<String> texts = List.of();
        for (int i = 0; i < 12 && !texts.containsAll(said); i++) {
            texts = texts(Client.json(client.read("getchat/" + streaming))).toList();
            Client.pause(100);
        }
        if (!texts.containsAll(said)) {
            broken.add("messages come back to the letter: " + texts);
        }
    }

    private static Stream<String> texts(JsonNode node) {
        return node.isContainer()
                ? StreamSupport.stream(node.spliterator(), false).flatMap(DocumentedRules::texts)
                : Stream.of(node.asString(""));
    }

    private void channels(String streaming) throws IOException, InterruptedException {
        for (String prefix : List.of("private-", "presence-", "private-encrypted-")) {
            String channel = prefix + "instantstream-" + streaming;
            Reply reply = client.join(channel);
            if (reply.ok()) {
                signed(channel, reply);
            }
        }
        refused(
                "a malformed socket",
                client.post("/notifications/authchannel", "{\"socket_id\":\"x\",\"channel_name\":\"private-x\"}"));
    }

    private void signed(String channel, Reply reply) {
        JsonNode answer = Client.json(reply);
        String data = answer.path("channel_data").asString("");
        String text = "12.34:" + channel + (data.isEmpty() ? "" : ":" + data);
        String auth = IndependentServer.PUSHER_KEY + ":" + Secrets.sign(IndependentServer.PUSHER_SECRET, text);
        boolean right = reply.status() == 200
                && answer.path("auth").asString("").equals(auth)
                && channel.startsWith("presence-") != data.isEmpty()
                && channel.contains("encrypted") == answer.path("shared_secret").isString();
        if (!right) {
            broken.add("a channel is signed as Pusher wants it: " + channel + " " + reply.status() + " " + answer);
        }
    }

    private void afterwards(String streaming) throws IOException, InterruptedException {
        client.post("stop/" + streaming, "{\"role\":\"viewer\"}");
        Client.pause(600);
        refused("a ping after the end", client.ping(streaming, OPERATOR_KEY));
    }
}
