package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.model.Neighbour;
import com.dropininc.instantstream.contract.model.Neighbours;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are not what the operation takes. */
final class InvalidRequestChecks {
    private static final String JSON = "application/json";

    @Checks
    Stream<DynamicTest> an_invalid_body_is_refused(Session session) {
        return each(
                session,
                "invalid-body-",
                " refuses every invalid neighbour of a valid body",
                List.of("invalid-request-400", "required-field", "known-words"),
                InvalidRequestChecks::neighbours);
    }

    private static void neighbours(Bench bench, Operation operation) {
        Live live = bench.readyFor(operation);
        ObjectNode valid = bench.session().bodies().full(operation);
        for (Neighbour neighbour :
                new Neighbours(bench.contract(), bench.session().bodies()).of(operation, valid)) {
            Call call = bench.call(operation.id(), live).json(neighbour.body());
            Answer answer = documented(neighbour)
                    .map(rule -> bench.refused(call, "invalid", rule))
                    .orElseGet(() -> bench.refused(call, "invalid"));
            int elements = answer.body().isArray() ? answer.body().size() : 0;
            if (answer.status() == bench.contract().refusal("invalid").status() && elements > 0) {
                // A value that is wrong in two ways may be told of once.
                long places = neighbour.violations().stream()
                        .map(Violation::pointer)
                        .distinct()
                        .count();
                bench.holds(
                        "invalid-request-400",
                        new Bench.Sent(call, answer),
                        elements >= places && elements <= neighbour.violations().size(),
                        places + " errors: " + neighbour.name(),
                        elements + " errors");
            }
            if (answer.success()) {
                live = bench.readyFor(operation);
            }
        }
    }

    @Checks
    Stream<DynamicTest> what_the_docs_require_is_required_in_every_state(Session session) {
        return each(
                session,
                "required-everywhere-",
                " refuses what lacks a required field in every state and for each role",
                List.of("required-field", "known-words"),
                InvalidRequestChecks::everywhere);
    }

    private static void everywhere(Bench bench, Operation operation) {
        List<String> states = bench.session().paths().allowing(operation);
        for (String state : operation.namesStream() ? states : states.subList(0, 1)) {
            Live live = bench.in(state);
            for (ObjectNode valid : byRole(bench, operation)) {
                for (Neighbour neighbour :
                        new Neighbours(bench.contract(), bench.session().bodies()).of(operation, valid)) {
                    Call call = bench.call(operation.id(), live).json(neighbour.body());
                    Optional<Answer> answer = documented(neighbour).map(rule -> bench.refused(call, "invalid", rule));
                    live = answer.filter(Answer::success).isPresent() ? bench.in(state) : live;
                }
            }
            withoutBody(bench, operation, live);
        }
    }

    /** Which refusal it is depends on whether nothing counts as a body of the wrong type. */
    private static void withoutBody(Bench bench, Operation operation, Live live) {
        if (operation.body().filter(Operation.Body::required).isPresent()) {
            Call call = bench.call(operation.id(), live).withoutBody();
            Answer answer = bench.anything(call);
            bench.holds(
                    "required-field",
                    new Bench.Sent(call, answer),
                    !answer.success(),
                    "a refusal, since it has no body",
                    "a success, " + answer.status());
        }
    }

    private static List<ObjectNode> byRole(Bench bench, Operation operation) {
        ObjectNode valid = bench.session().bodies().full(operation);
        return valid.has(Field.ROLE)
                ? bench.roles().stream()
                        .map(role -> valid.deepCopy().put(Field.ROLE, role))
                        .toList()
                : List.of(valid);
    }

    /** What the docs promise to refuse: a required field left out, an unknown word. */
    private static Optional<String> documented(Neighbour neighbour) {
        Violation violation = neighbour.violations().get(0);
        boolean text = neighbour.body().at(violation.pointer()).isString();
        boolean word = violation.keyword().equals("enum") || violation.keyword().equals("oneOf");
        if (violation.keyword().equals("required")) {
            return Optional.of("required-field");
        }
        return word && text ? Optional.of("known-words") : Optional.empty();
    }

    @Checks
    Stream<DynamicTest> a_malformed_body_is_refused(Session session) {
        return each(
                session,
                "malformed-body-",
                " refuses what is no well-formed JSON in UTF-8",
                List.of("malformed-body-400"),
                InvalidRequestChecks::malformed);
    }

    private static void malformed(Bench bench, Operation operation) {
        String valid = bench.session().bodies().full(operation).toString();
        Map<String, byte[]> bodies = new LinkedHashMap<>();
        bodies.put("breaks off", utf8(valid.substring(0, valid.length() - 1)));
        bodies.put("is no JSON", utf8("phone=1"));
        bodies.put("has single quotes", utf8(valid.replace('"', '\'')));
        bodies.put("has a comma too many", utf8(valid.substring(0, valid.length() - 1) + ",}"));
        bodies.put("has something after its end", utf8(valid + "]"));
        bodies.put("is no UTF-8", ("{\"x\":\"\u00e9\"," + valid.substring(1)).getBytes(StandardCharsets.ISO_8859_1));
        bodies.put("is UTF-16", valid.getBytes(StandardCharsets.UTF_16));
        Live live = bench.readyFor(operation);
        for (byte[] body : bodies.values()) {
            Call call = bench.call(operation.id(), live).bytes(body, JSON);
            if (bench.refused(call, "body-malformed").success()) {
                live = bench.readyFor(operation);
            }
        }
    }

    @Checks
    Stream<DynamicTest> a_body_of_another_type_is_refused(Session session) {
        return each(
                session,
                "body-type-",
                " refuses a body of a content type that it does not take",
                List.of("content-type-415"),
                (bench, operation) -> {
                    Live live = bench.readyFor(operation);
                    byte[] body = utf8(bench.session().bodies().full(operation).toString());
                    for (String type : List.of("text/plain", "application/xml", "multipart/form-data; boundary=x")) {
                        Call call = bench.call(operation.id(), live).bytes(body, type);
                        if (bench.refused(call, "content-type").success()) {
                            live = bench.readyFor(operation);
                        }
                    }
                });
    }

    @Checks
    Stream<DynamicTest> a_body_above_the_limit_is_refused(Session session) {
        return each(
                session,
                "body-size-",
                " refuses a body above the limit",
                List.of("body-limit-413"),
                (bench, operation) -> {
                    int limit = bench.contract().limits().bodyBytes();
                    ObjectNode body = bench.session().bodies().full(operation);
                    body.put("padding", "x".repeat(limit + 1 - body.toString().length()));
                    Live live = bench.readyFor(operation);
                    bench.refused(bench.call(operation.id(), live).json(body), "body-too-large");
                });
    }

    @Checks
    Stream<DynamicTest> unknown_fields_change_nothing(Session session) {
        return each(
                session,
                "unknown-fields-",
                " ignores fields that it does not know",
                List.of("unknown-fields-ignored"),
                (bench, operation) -> {
                    Live live = bench.readyFor(operation);
                    Call plain = bench.call(operation.id(), live);
                    ObjectNode body = bench.session().bodies().full(operation);
                    body.put("deviceAddress", bench.identities().word("old"));
                    body.putObject("unknownField").putNull("nested");
                    if (bench.session().rights().unknownFieldsRefused()) {
                        // Learnt, so the same everywhere.
                        Call odd = plain.json(body);
                        Answer answer = bench.anything(odd);
                        bench.holds(
                                "unknown-fields-ignored",
                                new Bench.Sent(odd, answer),
                                !answer.success(),
                                "a refusal, as of requestStream",
                                answer.status());
                    } else if (operation.namesStream()
                            || bench.session().safety().creates(operation)) {
                        bench.works(plain.json(body), "unknown-fields-ignored");
                    } else {
                        body.setAll(channel(bench, live));
                        bench.works(plain.json(body), "unknown-fields-ignored");
                    }
                });
    }

    private static ObjectNode channel(Bench bench, Live live) {
        ObjectNode body = bench.session().bodies().full(bench.contract().operation("authorizeChannel"));
        return body.put(
                Field.CHANNEL_NAME, bench.contract().channel(Field.STREAM).name(live.token()));
    }

    private static Stream<DynamicTest> each(
            Session session, String id, String sentence, List<String> rules, BiConsumer<Bench, Operation> work) {
        return session.contract().operations().values().stream()
                .filter(operation -> operation.body().isPresent())
                .map(operation -> session.check(
                        new CheckInfo(
                                id + Session.kebab(operation.id()),
                                "invalid-request",
                                operation.id() + sentence,
                                said(session, operation, rules)),
                        bench -> work.accept(bench, operation)));
    }

    /** Without the rules about what the operation does not have. */
    private static List<String> said(Session session, Operation operation, List<String> rules) {
        JsonNode schema = session.bodies().schema(operation.body().orElseThrow());
        boolean words = schema.path("properties")
                .valueStream()
                .map(session.contract().schemas()::follow)
                .anyMatch(property -> property.has("enum") || property.has("oneOf"));
        return rules.stream()
                .filter(rule -> !rule.equals("required-field") || schema.has("required"))
                .filter(rule -> !rule.equals("known-words") || words)
                .toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
