package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.spec.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Gets to know a target before it is judged: which test data it takes, which key acts for whom, how far reads lag, what
 * an error of each cause looks like. Nothing that this shows is a finding, and no documented rule is relaxed by it.
 */
final class Learning {
    private static final String REQUEST = "requestStream";
    private static final String RECORD = "recordStream";
    private static final String START = "startStream";
    private static final String UPDATE = "updateDealerDevice";
    private static final Set<Integer> NO_RIGHT = Set.of(401, 403);

    private final Session session;
    private final Bench bench;

    private Learning(Session session) {
        this.session = session;
        this.bench = session.bench(new CheckInfo("preflight", CheckInfo.IN_PASSING, "the target is known", List.of()));
    }

    /** Some forty calls; what stands in the way is for the checks to find. */
    static void about(Session session) {
        Learning learning = new Learning(session);
        for (Runnable lesson : List.<Runnable>of(
                learning::phones, learning::rights, learning::life, learning::signature, learning::refusals)) {
            try {
                lesson.run();
            } catch (NotJudged e) {
                if (e.why() == NotJudged.Cause.SUITE) {
                    throw e;
                }
            }
        }
    }

    /** Which of the numbers that are kept for fiction are taken. */
    private void phones() {
        Answer first = bench.plain(bench.call(bench.contract().operation(REQUEST)));
        if (first.status() / 100 != 4 || NO_RIGHT.contains(first.status())) {
            return;
        }
        List<String> taken = new ArrayList<>();
        for (String form : session.safety().reserved().forms()) {
            session.identities().phones(List.of(form));
            if (bench.plain(bench.call(bench.contract().operation(REQUEST))).success()) {
                taken.add(form);
            }
        }
        session.identities().phones(taken);
        if (!taken.isEmpty()) {
            session.collected().learnt(new Observation("phones", "numbers taken here: " + taken, Set.of()));
        }
    }

    /** Which key acts for whom, where the first one has no right to. */
    private void rights() {
        String dealer = bench.roles().get(1);
        Live live = bench.request();
        right(UPDATE, "", bench.call(UPDATE, live));
        Call start = bench.call(START, live).json(StartChecks.body(bench, 1));
        right(START, dealer, start);
        right(RECORD, "", bench.call(RECORD, live));
    }

    private void right(String operation, String role, Call call) {
        Answer answer = bench.plain(call);
        if (!NO_RIGHT.contains(answer.status())) {
            return;
        }
        Optional<String> other = session.target().keys().byKind().entrySet().stream()
                .filter(key -> !key.getValue().sameAs(session.target().keys().main()))
                .filter(key -> bench.plain(call.key(key.getValue())).success())
                .map(Map.Entry::getKey)
                .findFirst();
        boolean allGiven = session.target().keys().byKind().keySet().containsAll(bench.contract().keyKinds());
        if (other.isPresent() || !allGiven) {
            session.rights().bound(operation, role, other);
            session.collected()
                    .learnt(new Observation(
                            "rights",
                            operation + (role.isEmpty() ? "" : " as " + role) + " is refused to "
                                    + session.target().keys().main(),
                            Set.of("any-kind-acts")));
        }
    }

    /** One life of a stream: what its answers show, and how far reads lag behind. */
    private void life() {
        Live live = bench.request();
        bench.frame().take(live);
        for (String id : List.of(UPDATE, START, "saveChat", "recordStream")) {
            bench.works(bench.call(id, live));
        }
        if (bench.keys().has(bench.contract().operation("pingStream").keyKinds())) {
            bench.works(bench.call("pingStream", live));
        }
        bench.works(bench.call("stopStream", live));
        bench.refused(bench.call(START, live), "state");
    }

    /** Whether the secret at hand is the target's. */
    private void signature() {
        Operation operation = bench.contract().operation("authorizeChannel");
        ObjectNode fields = session.bodies().full(operation);
        fields.put(
                Field.CHANNEL_NAME,
                bench.contract().channel(Field.STREAM).name(bench.request().token()));
        Call call = bench.call(operation).form(fields);
        Answer answer = bench.plain(call);
        if (answer.success()) {
            session.signatures().hold(bench, new Bench.Sent(call, answer), fields);
        }
    }

    /** One of each sort of refusal. */
    private void refusals() {
        Live live = bench.request();
        Operation read = bench.contract().operation("getStream");
        Call get = bench.call(read.id(), live);
        bench.plainlyRefused(get.withoutKey(), "key-missing", "key-required");
        bench.plainlyRefused(get.key(bench.session().unknownKey()), "key-unknown", "key-unknown-refused");
        bench.refused(
                bench.call(read)
                        .token(session.safety().invented(bench.identities().word("st"))),
                "token-unknown");
        bench.refused(
                Call.elsewhere("GET", "/{word}").key(bench.keys().main()).parameter("word", "nothing"),
                "route-unknown");
        bench.refused(get.method("DELETE"), "method-not-allowed");
        Call request = bench.call(bench.contract().operation(REQUEST));
        bench.refused(request.json(JsonNodeFactory.instance.arrayNode()), "invalid");
        bench.refused(request.bytes("{".getBytes(StandardCharsets.UTF_8), "application/json"), "body-malformed");
        bench.refused(request.bytes("text".getBytes(StandardCharsets.UTF_8), "text/plain"), "content-type");
        ObjectNode more = session.bodies().full(bench.contract().operation(REQUEST));
        more.put("unknownField", true);
        Answer answer = bench.plain(request.json(more));
        if (!answer.success()) {
            session.rights().refusesUnknownFields();
            session.collected()
                    .learnt(new Observation(
                            "unknown-fields",
                            "unknown fields in a body are refused here, " + answer.status(),
                            Set.of("unknown-fields-ignored")));
        }
    }
}
