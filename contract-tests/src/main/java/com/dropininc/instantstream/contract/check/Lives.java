package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The streams that one check works on: its own, and those that other checks have lent it. For the thread of the check;
 * {@link #happened} alone may be called by several at once.
 */
final class Lives {
    /** What happened to a stream that is no way from one state to another. */
    private static final String OTHERWISE = "something else";

    private final Bench bench;
    private final Optional<Lending> lending;
    private final Map<String, Live> byToken = new LinkedHashMap<>();
    private boolean borrowed;

    /** @param lending where checks hand on their streams; empty where each makes its own */
    Lives(Bench bench, Optional<Lending> lending) {
        this.bench = bench;
        this.lending = lending;
    }

    Live adopt(Live live) {
        // Streams of one account show in one list: none of them is alone any more.
        byToken.values().stream()
                .filter(other -> other.account().equals(live.account()))
                .forEach(other -> List.of(other, live).forEach(Lives::mark));
        byToken.put(live.token(), live);
        return live;
    }

    private static void mark(Live live) {
        live.acts().add(OTHERWISE);
    }

    /** The stream that a call names, if it is one of these. */
    Optional<Live> of(Call call) {
        return call.token().map(byToken::get);
    }

    Set<String> tokens() {
        return Set.copyOf(byToken.keySet());
    }

    /** A stream in a state that nothing has happened to but the fewest operations that lead there. */
    Live in(String state) {
        List<String> way = way(state)
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS,
                        "only time leads to " + state + ", and the target has no clock to turn"));
        Optional<Live> lent = lending.flatMap(others -> others.take(state));
        if (lent.isPresent()) {
            borrowed = true;
            return adopt(lent.get());
        }
        Live live = bench.request(bench.session().bodies().full(bench.contract().operation("requestStream")));
        way.forEach(operation -> bench.setUp(bench.call(operation, live)));
        return live;
    }

    private Optional<List<String>> way(String state) {
        return bench.session().paths().to(state);
    }

    /** Whether it worked with a stream of another check. */
    boolean borrowed() {
        return borrowed;
    }

    /** Lets other checks work with these streams: nothing was wrong with them. */
    void giveBack() {
        lending.ifPresent(others ->
                byToken.values().forEach(live -> way(live.state()).ifPresent(way -> others.giveBack(live, way))));
    }

    /** Reads the chats once more. */
    void finish() {
        byToken.values().forEach(bench.frame()::finish);
    }

    /** Notes what a call that succeeded did to these streams, be it only that nobody knows what. */
    void happened(Call call) {
        boolean known = call.operation()
                .filter(operation -> !operation.namesStream() || named(call, operation))
                .isPresent();
        if (lending.isEmpty() || call.method().equals("GET")) {
            return;
        }
        if (!known) {
            byToken.values().forEach(Lives::mark);
        }
        of(call).ifPresent(live -> live.acts().add(usual(call) ? call.name() : OTHERWISE));
    }

    /** A call that succeeded has taken its row of the lifecycle. */
    void followed(Call call) {
        Lifecycle lifecycle = bench.contract().lifecycle();
        of(call).filter(live -> !call.method().equals("GET"))
                .ifPresent(live -> call.operation()
                        .flatMap(operation -> lifecycle.row(live.state(), operation.id()))
                        .ifPresent(row -> {
                            Optional<Snapshot> taken = live.snapshot();
                            live.moveTo(row.target(live.state()));
                            taken.ifPresent(live::keep);
                        }));
    }

    private static boolean named(Call call, Operation operation) {
        return call.method().equals(operation.method())
                && call.token()
                        .filter(token -> call.path()
                                .equals(Call.of(operation).token(token).path()))
                        .isPresent();
    }

    /** Whether a call has all the fields that there are, and is made by the side that acts by default. */
    private boolean usual(Call call) {
        Optional<Operation.Body> declared = call.operation().flatMap(Operation::body);
        if (declared.isEmpty()) {
            return true;
        }
        JsonNode body = call.body().map(sent -> parsed(sent.bytes())).orElseGet(MissingNode::getInstance);
        Set<String> names = new LinkedHashSet<>(bench.session()
                .bodies()
                .schema(declared.get())
                .path("properties")
                .propertyNames());
        return names.equals(new LinkedHashSet<>(body.propertyNames()))
                && (!body.has(Field.ROLE)
                        || body.path(Field.ROLE)
                                .asString("")
                                .equals(bench.roles().get(0)));
    }

    private static JsonNode parsed(byte[] bytes) {
        try {
            return Json.parse(bytes);
        } catch (MalformedJson e) {
            return MissingNode.getInstance();
        }
    }
}
