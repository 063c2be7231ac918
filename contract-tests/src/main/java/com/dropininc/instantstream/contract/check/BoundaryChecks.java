package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.Boundaries;
import com.dropininc.instantstream.contract.model.Boundary;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.node.ObjectNode;

/** What is just valid, beside what is just not: the ends of each constraint, each word, and nothing that is optional. */
final class BoundaryChecks {
    private static final String REQUEST = "requestStream";

    @Checks
    Stream<DynamicTest> what_is_just_valid_is_taken(Session session) {
        return session.contract().operations().values().stream()
                .filter(operation -> operation.body().isPresent())
                .map(operation -> session.check(
                        new CheckInfo(
                                "just-valid-" + Session.kebab(operation.id()),
                                "boundary",
                                operation.id() + " takes every body that is just valid",
                                List.of("operation-works")),
                        bench -> justValid(bench, operation)));
    }

    private static void justValid(Bench bench, Operation operation) {
        Live live = bench.readyFor(operation);
        joins(bench, operation, live);
        ObjectNode valid = bench.session().bodies().full(operation);
        boolean channel = valid.has(Field.CHANNEL_NAME);
        if (channel) {
            String name = bench.contract().channel(Field.STREAM).name(live.token());
            valid.put(Field.CHANNEL_NAME, name);
        }
        for (Boundary boundary :
                new Boundaries(bench.contract(), bench.session().bodies()).of(operation, valid)) {
            Call call = bench.call(operation.id(), live).json(boundary.body());
            if (channel && !boundary.promised()) {
                validButStrange(bench, call, boundary);
            } else if (channel) {
                bench.works(call);
            } else {
                works(bench, call, boundary);
            }
        }
    }

    /** Both sides join a stream that is running: one that has not may have no right to act. */
    private static void joins(Bench bench, Operation operation, Live live) {
        String start = "startStream";
        boolean stays = bench.contract()
                .lifecycle()
                .row(live.state(), start)
                .filter(row -> row.target(live.state()).equals(live.state()))
                .isPresent();
        if (operation.namesStream() && stays && !operation.id().equals(start)) {
            for (int side = 0; side < bench.roles().size(); side++) {
                bench.setUp(bench.call(start, live).json(StartChecks.body(bench, side)));
            }
        }
    }

    /** The docs promise that a call works; how far its fields may go is only what was made of them. */
    private static void works(Bench bench, Call call, Boundary boundary) {
        Rule rule = bench.contract().rule("operation-works");
        Rule assumed = bench.contract().rule("invalid-request-400");
        bench.works(call, new Expectation.Success(rule, (boundary.promised() ? rule : assumed).provenance()));
    }

    /** A channel that nobody knows may be refused, but not as malformed. */
    private static void validButStrange(Bench bench, Call call, Boundary boundary) {
        ObjectNode body = boundary.body().deepCopy();
        String name = body.path(Field.CHANNEL_NAME).asString();
        body.put(
                Field.CHANNEL_NAME,
                name.substring(0, name.indexOf('-') + 1) + "a".repeat(name.length() - 1 - name.indexOf('-')));
        Call strange = call.json(body);
        Answer answer = bench.anything(strange);
        int malformed = bench.contract().refusal("invalid").status();
        bench.holds(
                "channel-of-unknown-403",
                new Bench.Sent(strange, answer),
                answer.status() != malformed,
                "a name " + boundary.name() + " is no malformed one",
                answer.status());
    }

    @Check(
            id = "unknown-notify-is-refused",
            rules = {"invalid-request-400"})
    void notify_is_true_or_false_and_nothing_else(Bench bench) {
        Call call = bench.call(bench.contract().operation(REQUEST));
        for (String word : List.of(bench.identities().word("perhaps"), "TRUE", "")) {
            bench.refused(call.query(Field.NOTIFY, word), "invalid");
        }
    }

    @Checks
    Stream<DynamicTest> what_names_nothing_is_refused(Session session) {
        return session.contract().operations().values().stream()
                .filter(operation -> operation.path().contains("{"))
                .map(operation -> session.check(
                        new CheckInfo(
                                "empty-segment-" + Session.kebab(operation.id()),
                                "boundary",
                                "the path of " + operation.id() + " is unknown with an empty segment in it",
                                List.of("unknown-route-404", "no-server-error-on-bad-input")),
                        bench -> emptySegment(bench, operation)));
    }

    private static void emptySegment(Bench bench, Operation operation) {
        Call call = bench.call(operation);
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.location().equals("path")) {
                String template = "{" + parameter.name() + "}";
                bench.refused(call.path(operation.path().replace(template, "")), "route-unknown");
                bench.anything(call.path(operation.path().replace(template, "%00")));
            }
        }
    }
}
