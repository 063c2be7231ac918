package com.dropininc.instantstream.contract.server;

import static com.dropininc.instantstream.contract.server.HarmlessServer.before;

import com.dropininc.instantstream.contract.mutant.Ask;
import com.dropininc.instantstream.contract.mutant.Faults;
import com.dropininc.instantstream.contract.mutant.Reply;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Servers whose lists have forms of their own. */
final class HarmlessLists {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FORMS = "no answer is documented but $.token of a request";

    private HarmlessLists() {}

    static List<HarmlessServer> chats() {
        return List.of(
                before(
                        "chat-by-role",
                        FORMS,
                        () -> Faults.answering(HarmlessLists::chat, reply -> reply.ok() ? byRole(reply) : reply)),
                before(
                        "chat-lines-in-two-parts",
                        FORMS,
                        () -> Faults.answering(
                                HarmlessLists::chat,
                                reply -> reply.each(line -> {
                                    line.putObject("author").set("kind", line.remove("role"));
                                    line.putObject("content")
                                            .put("type", "text")
                                            .set("text", line.remove("message"));
                                }))));
    }

    static List<HarmlessServer> lists() {
        return List.of(
                before(
                        "pending-by-account",
                        FORMS,
                        () -> Faults.answering(
                                HarmlessLists::pending,
                                reply -> reply.ok()
                                        ? reply.text(text -> "{\"streams\":{\"mine\":" + text + "}}")
                                        : reply)),
                before(
                        "pending-as-tokens",
                        FORMS,
                        () -> Faults.answering(
                                HarmlessLists::pending,
                                reply -> reply.ok()
                                        ? reply.json(JSON.arrayNode()
                                                .addAll(reply.json()
                                                        .valueStream()
                                                        .map(stream -> stream.path("token"))
                                                        .toList()))
                                        : reply)),
                before(
                        "pending-shows-three-at-most",
                        "that the list is exact is assumed",
                        () -> Faults.answering(
                                HarmlessLists::pending,
                                reply -> reply.ok()
                                        ? reply.json(JSON.arrayNode()
                                                .addAll(reply.json()
                                                        .valueStream()
                                                        .limit(3)
                                                        .toList()))
                                        : reply)));
    }

    private static boolean chat(Ask ask) {
        return ask.path().contains("/getchat/");
    }

    private static boolean pending(Ask ask) {
        return ask.path().endsWith("/pending");
    }

    private static Reply byRole(Reply reply) {
        ObjectNode byRole = JsonMapper.shared().createObjectNode();
        byRole.putArray("viewer");
        byRole.putArray("dealer");
        reply.json()
                .forEach(line -> byRole.withArray(line.path("role").asString()).add(line));
        return reply.json(byRole);
    }
}
