package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Rule;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Builds valid calls of the operations of the spec. */
final class Calls {
    private Calls() {}

    /** A valid call, its path not yet filled: a full body, the right kind of key, and nobody notified. */
    static Call of(Bench bench, Operation operation) {
        Call call = Call.of(operation).key(key(bench, operation));
        if (operation.body().isPresent()) {
            call = call.json(bench.session().bodies().full(operation));
        }
        boolean notifies = operation.parameters().stream()
                .anyMatch(parameter -> parameter.name().equals(Field.NOTIFY));
        return notifies ? call.query(Field.NOTIFY, String.valueOf(false)) : call;
    }

    /** A valid call about a stream: of the stream itself, of its account, or of its channel. */
    static Call on(Bench bench, Operation operation, Live live) {
        Call call = of(bench, operation);
        if (operation.namesStream()) {
            return call.token(live.token());
        }
        for (Operation.Parameter parameter : operation.parameters()) {
            if (parameter.location().equals("path")) {
                call = call.parameter(parameter.name(), account(live));
            }
        }
        ObjectNode body = bench.session().bodies().full(operation);
        if (body.has(Field.CHANNEL_NAME)) {
            body.put(Field.CHANNEL_NAME, bench.contract().channel(Field.STREAM).name(live.token()));
            return call.json(body);
        }
        return call;
    }

    /** The same with a key of any kind, for calls that are to be refused before the kind matters. */
    static Call keyed(Bench bench, Operation operation, Live live) {
        return operation.keyKinds().isEmpty()
                ? on(bench, operation, live)
                : Call.of(operation).token(live.token()).key(bench.keys().main());
    }

    /** What has to be refused; {@code never} is the rule that a success breaks. */
    static Expectation.Refused refusal(Bench bench, String refusal, String never, Provenance provenance) {
        return new Expectation.Refused(
                bench.contract().refusal(refusal), Optional.of(bench.contract().rule(never)), Optional.of(provenance));
    }

    /** The stream that an answer to {@code requestStream} names. */
    static Live made(Bench bench, Answer answer, ObjectNode body) {
        String token = answer.token()
                .orElseThrow(() -> new NotJudged(NotJudged.Cause.FINDING, "no stream could be requested"));
        if (!bench.session().firstSeen(token)) {
            String rule = "request-makes-new-stream";
            bench.holds(rule, "requestStream", false, "a token of its own", "the token of another request");
            throw new NotJudged(NotJudged.Cause.FINDING, "a request found a stream of another one again");
        }
        return new Live(token, body, answer.body(), bench.contract().lifecycle().initial());
    }

    static String account(Live live) {
        return live.account()
                .orElseThrow(() -> new NotJudged(NotJudged.Cause.FINDING, "streams show no " + Field.ACCOUNT));
    }

    private static Secret key(Bench bench, Operation operation) {
        if (operation.keyKinds().isEmpty()) {
            return bench.keys().main();
        }
        return bench.keys()
                .ofKind(operation.keyKinds())
                .orElseThrow(() -> new NotJudged(
                        NotJudged.Cause.MEANS,
                        operation.id() + " needs a key of kind " + String.join(" or ", operation.keyKinds())));
    }

    /** By which rule a call has to succeed: the docs promise each operation, not each row of the lifecycle. */
    static Expectation.Success success(Bench bench, Call call, Optional<Live> live) {
        Operation operation = call.operation().orElseThrow();
        Lifecycle lifecycle = bench.contract().lifecycle();
        Optional<Lifecycle.Transition> row = live.flatMap(stream -> lifecycle.row(stream.state(), operation.id()));
        boolean channel = bench.session().bodies().full(operation).has(Field.CHANNEL_NAME);
        boolean another = operation.keyKinds().isEmpty()
                && !channel
                && call.key().filter(key -> !key.sameAs(bench.keys().main())).isPresent();
        if (another) {
            // That a key works for either side is our reading: the docs promise an operation to whoever it is for.
            return bench.promise("any-kind-acts");
        }
        boolean first = row.isPresent() && row.equals(firstRow(bench, operation));
        boolean promised = row.isEmpty()
                || (first
                        && bench.session()
                                .paths()
                                .only(operation.id(), live.get().state()));
        Rule rule = bench.contract().rule(promised ? "operation-works" : "lifecycle-allowed");
        if (channel) {
            // Of the docs' promise only the name of the channel is ours, and a name may be refused.
            return new Expectation.Success(
                    rule, bench.contract().channel(Field.STREAM).provenance());
        }
        return new Expectation.Success(
                rule, promised ? rule.provenance() : row.get().provenance());
    }

    private static Optional<Lifecycle.Transition> firstRow(Bench bench, Operation operation) {
        return bench.contract().lifecycle().transitions().stream()
                .filter(row -> row.on().filter(operation.id()::equals).isPresent())
                .findFirst();
    }
}
