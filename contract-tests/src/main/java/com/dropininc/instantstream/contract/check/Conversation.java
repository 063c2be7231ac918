package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.StreamModel.Said;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Rule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What was said in a stream, held against its chat as it is read. */
final class Conversation {
    private static final String READ = "getChat";

    private final Bench bench;
    private final Bench.Sent sent;

    /** @param sent the call after which the chat was read */
    Conversation(Bench bench, Bench.Sent sent) {
        this.bench = bench;
        this.sent = sent;
    }

    /** Every message is there once, in order, by the role that said it, and no other one is. */
    void hold(List<Said> said, List<JsonNode> chat, String token) {
        List<Integer> places = new ArrayList<>();
        for (Said message : said) {
            List<Integer> found = places(chat, message.message());
            boolean once = found.size() == 1;
            holds("chat-loses-nothing", once, "once: " + message.message(), found.size() + " times");
            if (once) {
                places.add(found.get(0));
                of(chat.get(found.get(0)), message, token);
            }
        }
        List<Integer> sorted = places.stream().sorted().toList();
        if (places.size() > 1) {
            holds("chat-order", sorted.equals(places), "oldest first", "places " + places);
        }
        strangers(said, chat, token);
    }

    private static List<Integer> places(List<JsonNode> chat, String message) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < chat.size(); i++) {
            if (ChatChecks.holds(chat.get(i), message)) {
                places.add(i);
            }
        }
        return places;
    }

    private void of(JsonNode item, Said said, String token) {
        Answer.text(item, Field.ROLE)
                .filter(bench.roles()::contains)
                .ifPresent(role -> holds("message-role", role.equals(said.role()), said.role(), role));
        Answer.token(item).ifPresent(of -> holds("fields-kept", of.equals(token), "a message of " + token, of));
    }

    /** A message of this run that was said elsewhere is one of another stream; others may be the target's own. */
    private void strangers(List<Said> said, List<JsonNode> chat, String token) {
        List<JsonNode> others = chat.stream()
                .filter(item -> said.stream().noneMatch(message -> ChatChecks.holds(item, message.message())))
                .toList();
        if (!chat.isEmpty()) {
            bench.tests(bench.contract().rule("chat-of-its-stream"));
        }
        boolean refusedButKept = !sent.answer().success()
                && sent.call().body().isPresent()
                && others.stream()
                        .anyMatch(item -> item.valueStream()
                                .anyMatch(text -> text.isString() && saidBy(sent.call(), text.asString())));
        if (refusedButKept) {
            Rule rule = bench.contract().rule("refusal-changes-nothing");
            bench.found(new Finding(
                    rule,
                    rule.provenance(),
                    sent.call().name(),
                    "the refused message not in the chat",
                    others.get(0).toString(),
                    bench.evidence(sent.call(), sent.answer())));
        } else if (!others.isEmpty()) {
            boolean ours = others.stream()
                    .anyMatch(item -> bench.identities().made(item.toString()) && !saidHere(item, token));
            Rule rule = bench.contract().rule("chat-of-its-stream");
            Provenance provenance = ours
                    ? rule.provenance()
                    : bench.contract().rule("chat-order").provenance();
            found(rule, provenance, said.size() + " messages", others.size() + " more, as " + others.get(0));
        }
    }

    /** Said to this stream after all, when its state did not allow it by our reading. */
    private boolean saidHere(JsonNode item, String token) {
        return Answer.token(item).filter(token::equals).isPresent()
                || sent.call().body().isPresent()
                        && item.valueStream().anyMatch(text -> text.isString() && saidBy(sent.call(), text.asString()));
    }

    private static boolean saidBy(Call call, String text) {
        String body = new String(call.body().orElseThrow().bytes(), StandardCharsets.UTF_8);
        return body.contains(":\"" + text + "\"");
    }

    private void holds(String rule, boolean ok, String expected, String shown) {
        Rule broken = bench.contract().rule(rule);
        bench.tests(broken);
        if (!ok) {
            found(broken, broken.provenance(), expected, shown);
        }
    }

    private void found(Rule rule, Provenance provenance, String expected, String shown) {
        bench.found(new Finding(rule, provenance, READ, expected, shown, bench.evidence(sent.call(), sent.answer())));
    }
}
