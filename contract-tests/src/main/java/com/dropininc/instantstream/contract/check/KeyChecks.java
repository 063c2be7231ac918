package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Secret;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The API key, on every operation. */
final class KeyChecks {
    private static final String READ = "getStream";

    private static final int A_FEW = 6;

    private static final List<String> RULES =
            List.of("key-required", "key-unknown-refused", "key-in-header", "key-refusal-401");

    @Checks
    Stream<DynamicTest> no_operation_succeeds_without_the_right_key_in_its_header(Session session) {
        return session.contract().operations().values().stream()
                .map(operation -> session.check(
                        new CheckInfo(
                                "keys-" + Session.kebab(operation.id()),
                                "key",
                                operation.id() + " succeeds only with a known key in the header",
                                RULES),
                        bench -> keys(bench, operation)));
    }

    private static void keys(Bench bench, Operation operation) {
        Call call = readyCall(bench, operation);
        missing(bench, call);
        call = readyCall(bench, operation);
        for (Secret unknown : List.of(
                bench.session().unknownKey(),
                bench.keys().main().changed(text -> text + "x"),
                bench.keys().main().changed(text -> "x" + text))) {
            if (bench.refused(call.key(unknown), "key-unknown", "key-unknown-refused")
                    .success()) {
                break;
            }
        }
        elsewhere(bench, readyCall(bench, operation));
    }

    @Check(
            id = "nearly-right-keys-are-unknown",
            rules = {"key-unknown-refused"})
    void a_key_that_is_nearly_right_is_unknown(Bench bench) {
        Live live = bench.request();
        Secret main = bench.keys().main();
        List<Secret> nearly = new ArrayList<>(toTheLetter(main));
        nearly.addAll(alike(main));
        nearly.removeIf(main::sameAs);
        if (bench.session().target().guarded()) {
            // Who tries many wrong keys may be locked out: a few of the likeliest.
            nearly = nearly.subList(0, A_FEW);
        }
        for (Secret other : nearly) {
            bench.refused(bench.call(READ, live).key(other), "key-unknown", "key-unknown-refused");
            bench.refused(bench.call("updateDealerDevice", live).key(other), "key-unknown", "key-unknown-refused");
        }
        for (Secret key : bench.keys().byKind().values()) {
            if (!key.sameAs(main) && !bench.session().target().guarded()) {
                toTheLetter(key)
                        .forEach(other ->
                                bench.refused(bench.call(READ, live).key(other), "key-unknown", "key-unknown-refused"));
            }
        }
    }

    /** A key with one letter too many, too few or another. */
    private static List<Secret> toTheLetter(Secret key) {
        return List.of(
                key.changed(text -> text.substring(0, text.length() - 1)),
                key.changed(text -> text.substring(0, text.length() - 1) + (text.endsWith("z") ? "y" : "z")),
                key.changed(text -> text + " x"),
                key.changed(text -> text + "\tx"));
    }

    private static List<Secret> alike(Secret key) {
        return List.of(
                key.changed(text -> text.substring(0, text.length() / 2)),
                key.changed(KeyChecks::otherCase),
                key.changed(text -> new StringBuilder(text).reverse().toString()),
                key.changed(text -> text + ",unknown"),
                key.changed(text -> text + "x"),
                key.changed(text -> text.substring(1)),
                key.changed(text -> "Bearer " + text),
                key.changed(text -> text + "%00"),
                new Secret("STAR", "*"),
                new Secret("INJECTION", "' OR '1'='1"),
                new Secret("PLACEHOLDER", "xxxxx"),
                new Secret("NULL", "null"),
                new Secret("UNDEFINED", "undefined"));
    }

    @Check(
            id = "head-needs-a-key-too",
            rules = {"head-like-get"})
    // HEAD calls no operation, so that it needs a key is no promise of the docs.
    void head_needs_a_key_as_get_does(Bench bench) {
        Live live = bench.request();
        for (String id : List.of(READ, "getChat", "getPending")) {
            Call head = bench.call(id, live).method("HEAD");
            if (!bench.anything(head).success()) {
                continue;
            }
            Secret unknown = bench.session().unknownKey();
            if (bench.refused(head.withoutKey(), "key-missing", "head-like-get").success()
                    || bench.refused(head.key(unknown), "key-unknown", "head-like-get")
                            .success()) {
                return;
            }
        }
    }

    private static String otherCase(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return upper.equals(text) ? text.toLowerCase(Locale.ROOT) : upper;
    }

    private static void missing(Bench bench, Call call) {
        Answer answer = bench.refused(call.withoutKey(), "key-missing", "key-required");
        if (!answer.success()) {
            bench.refused(call.key(new Secret("EMPTY", "")), "key-missing", "key-required");
            bench.refused(call.withoutKey().header("Origin", "https://app.example.com"), "key-missing", "key-required");
        }
    }

    private static void elsewhere(Bench bench, Call call) {
        String header = bench.contract().keyHeader();
        Secret key = bench.keys().main();
        List<UnaryOperator<Call>> places = List.of(
                bare -> key.on(bare, "Authorization", "Bearer "),
                bare -> key.on(bare, "X-API-Key", ""),
                bare -> key.on(bare, "api_key", ""),
                bare -> key.on(bare, "Authorization", ""),
                bare -> key.on(bare, "Cookie", header + "="));
        for (UnaryOperator<Call> place : places) {
            if (bench.refused(place.apply(call.withoutKey()), "key-missing", "key-in-header")
                    .success()) {
                return;
            }
        }
        // A query ends up in the target's logs, so a key of a protected environment is never written there.
        if (!bench.session().target().guarded()) {
            bench.refused(key.inQuery(call.withoutKey(), header), "key-missing", "key-in-header");
        }
    }

    private static Call readyCall(Bench bench, Operation operation) {
        try {
            return Calls.keyed(bench, operation, bench.readyFor(operation));
        } catch (NotJudged e) {
            if (!e.why().harmless()) {
                throw e;
            }
            // Even where no stream can be made, a call without a key must not succeed.
            Call call = Call.of(operation)
                    .key(bench.keys().main())
                    .json(bench.session().bodies().full(operation));
            String nobody = bench.session().safety().invented(bench.identities().word("nobody"));
            for (Operation.Parameter parameter : operation.parameters()) {
                call = call.parameter(parameter.name(), nobody);
            }
            return call;
        }
    }

    @Check(
            id = "any-kind-of-key-acts",
            rules = {"any-kind-acts"})
    void a_key_of_any_kind_acts_for_either_role(Bench bench) {
        Map<String, Secret> others = bench.keys().byKind();
        if (others.size() < 2) {
            throw new NotJudged(NotJudged.Cause.MEANS, "there is only one kind of key");
        }
        others.values().stream().skip(1).forEach(key -> {
            Live live = bench.request();
            for (String operation : List.of("startStream", "saveChat", "recordStream", "stopStream")) {
                bench.works(bench.call(operation, live).key(key), "any-kind-acts");
            }
        });
    }
}
