package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.RealtimeSocket;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a subscriber hears, where the environment declares a socket. */
final class RealtimeChecks {
    private static final List<String> LIFE =
            List.of("updateDealerDevice", "startStream", "saveChat", "recordStream", "stopStream");

    @Check(
            id = "changes-are-heard-on-the-channel",
            rules = {"events-published", "authchannel-signature"})
    void each_change_of_a_stream_is_heard_on_its_channel_in_order(Bench bench) {
        Live live = bench.request();
        String channel = bench.contract().channel(Field.STREAM).name(live.token());
        try (RealtimeSocket socket = socket(bench)) {
            join(bench, socket, channel);
            for (String operation : LIFE) {
                List<String> expected = events(bench, live, operation);
                bench.works(bench.call(operation, live));
                expected.forEach(event -> heard(bench, socket, event, live));
            }
        }
    }

    @Check(
            id = "requests-are-heard-on-the-accounts-channel",
            rules = {"events-published"})
    void a_request_is_heard_on_the_channel_of_its_account(Bench bench) {
        Live first = bench.request();
        String channel = bench.contract().channel(Field.ACCOUNT).name(Calls.account(first));
        try (RealtimeSocket socket = socket(bench)) {
            join(bench, socket, channel);
            Live second = bench.requestLike(first);
            bench.contract()
                    .lifecycle()
                    .creation("requestStream")
                    .flatMap(Lifecycle.Transition::event)
                    .ifPresent(event -> heard(bench, socket, event, second));
        }
    }

    private static RealtimeSocket socket(Bench bench) {
        String base = bench.session()
                .target()
                .socket()
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS, "the environment declares no socket, so realtime was not judged"));
        Secret key = bench.keys()
                .pusherKey()
                .orElseThrow(() ->
                        new NotJudged(NotJudged.Cause.MEANS, "realtime was not judged without the Pusher app's key"));
        try {
            Session session = bench.session();
            return RealtimeSocket.open(base, key, session.target(), session.safety());
        } catch (IOException e) {
            throw new NotJudged(NotJudged.Cause.MEANS, e.getMessage() + ", so realtime was not judged");
        }
    }

    private static void join(Bench bench, RealtimeSocket socket, String channel) {
        String id = socket.await(frame -> frame.has("event"))
                .map(RealtimeSocket::data)
                .map(data -> data.path(Field.SOCKET_ID).asString(""))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS, "the socket greets with no socket id, so realtime was not judged"));
        ObjectNode fields = bench.session()
                .bodies()
                .full(bench.contract().operation("authorizeChannel"))
                .put(Field.SOCKET_ID, id)
                .put(Field.CHANNEL_NAME, channel);
        Call call = bench.call(bench.contract().operation("authorizeChannel")).form(fields);
        Answer answer = bench.works(call, ChannelChecks.ours(bench, "authchannel-form"));
        socket.subscribe(channel, answer.textAt(Field.AUTH).orElse(""));
        Optional<JsonNode> reaction =
                socket.await(frame -> frame.path("event").asString("").startsWith("pusher"));
        boolean joined = reaction.map(frame -> frame.path("event").asString(""))
                .filter("pusher_internal:subscription_succeeded"::equals)
                .isPresent();
        bench.holds(
                "authchannel-signature",
                new Bench.Sent(call, answer),
                joined,
                "the socket's server lets the caller in",
                reaction.map(JsonNode::toString).orElse("no reaction"));
        if (!joined) {
            throw new NotJudged(NotJudged.Cause.FINDING, "the channel could not be joined");
        }
    }

    /** What the rows of the lifecycle say is published, in order. */
    private static List<String> events(Bench bench, Live live, String operation) {
        Lifecycle lifecycle = bench.contract().lifecycle();
        List<String> events = new ArrayList<>();
        lifecycle.row(live.state(), operation).ifPresent(row -> {
            row.effects().forEach(name -> lifecycle.effects().get(name).event().ifPresent(events::add));
            row.event().ifPresent(events::add);
        });
        return events;
    }

    private static void heard(Bench bench, RealtimeSocket socket, String event, Live live) {
        Optional<JsonNode> frame = socket.await(
                seen -> bench.contract().events().containsKey(seen.path("event").asString("")));
        String name = frame.map(seen -> seen.path("event").asString("")).orElse("nothing in time");
        if (!bench.holds("events-published", event, name.equals(event), event, name)) {
            return;
        }
        JsonNode payload = RealtimeSocket.data(frame.orElseThrow());
        List<Violation> violations =
                bench.contract().judge().event(bench.contract().event(event), payload);
        bench.holds("events-published", event, violations.isEmpty(), "its schema", violations);
        String token = payload.path(Field.TOKEN).asString("");
        bench.holds("events-published", event, token.equals(live.token()), live.token(), token);
    }
}
