package com.dropininc.instantstream.contract.coverage;

import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Wrong;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Judge;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.StringNode;

/**
 * Which parameters, fields, words and constraints of requests were put to the test. A valid side counts when the suite
 * demanded that such a call succeeds, an invalid one when it demanded a refusal of a call with nothing else wrong. For
 * one thread at a time.
 */
final class RequestCoverage {
    private static final String PARAMETERS = "parameters";
    private static final String REQUIRED = "required fields";
    private static final String CONSTRAINTS = "schema constraints";
    private static final String LEFT_OUT = " left out";
    private static final String GIVEN = " given";

    private final Contract contract;
    private final Points points;
    private final Map<String, List<Constraint>> constraints = new LinkedHashMap<>();
    /** Those whose valid side is not seen yet: a run makes thousands of valid calls, and a few dozen show it all. */
    private final Map<String, List<Constraint>> unseen = new LinkedHashMap<>();

    RequestCoverage(Contract contract, Points points) {
        this.contract = contract;
        this.points = points;
        for (Operation operation : contract.operations().values()) {
            points.declare(PARAMETERS, key(operation) + GIVEN);
            points.declare(PARAMETERS, key(operation) + LEFT_OUT);
            operation.parameters().forEach(parameter -> declare(operation, parameter));
            operation.body().ifPresent(body -> declare(operation, body));
        }
        constraints.values().stream().flatMap(List::stream).forEach(this::declare);
        constraints.forEach((operation, all) -> unseen.put(operation, new ArrayList<>(all)));
    }

    private String key(Operation operation) {
        return operation.id() + " header " + contract.keyHeader();
    }

    private static String place(Operation operation, Operation.Parameter parameter) {
        return operation.id() + " " + parameter.location() + " " + parameter.name();
    }

    private void declare(Operation operation, Operation.Parameter parameter) {
        String place = place(operation, parameter);
        boolean query = parameter.location().equals("query");
        points.declare(PARAMETERS, place + GIVEN);
        if (!parameter.required()) {
            points.declare(PARAMETERS, place + LEFT_OUT);
        }
        if (parameter.type().equals("boolean")) {
            points.declare(AnswerCoverage.WORDS, place + ": true");
            points.declare(AnswerCoverage.WORDS, place + ": false");
        }
        constraints(operation)
                .addAll(Constraint.below(contract, place, parameter.pointer()).stream()
                        // Whatever stands in a path is text.
                        .filter(constraint -> query || !constraint.keyword().equals("type"))
                        .map(constraint -> constraint.of(parameter))
                        .toList());
    }

    private List<Constraint> constraints(Operation operation) {
        return constraints.computeIfAbsent(operation.id(), id -> new ArrayList<>());
    }

    private void declare(Operation operation, Operation.Body body) {
        String place = operation.id() + " body";
        body.schemas().keySet().forEach(type -> points.declare(PARAMETERS, place + " as " + type));
        points.declare(body.required() ? REQUIRED : PARAMETERS, place + LEFT_OUT);
        String pointer = body.schemas().values().iterator().next();
        JsonNode schema = contract.schemas().at(pointer);
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        schema.path("properties").propertyNames().forEach(name -> {
            String dimension = required.contains(name) ? REQUIRED : PARAMETERS;
            points.declare(dimension, place + " /" + name + GIVEN);
            points.declare(dimension, place + " /" + name + LEFT_OUT);
        });
        constraints(operation).addAll(Constraint.below(contract, place, pointer));
    }

    private void declare(Constraint constraint) {
        constraint.words().forEach(word -> points.declare(AnswerCoverage.WORDS, constraint.place() + ": " + word));
        if (constraint.hasValidSide()) {
            points.declare(CONSTRAINTS, constraint.name() + " kept");
        }
        points.declare(CONSTRAINTS, constraint.name() + " broken");
    }

    void see(Exchanged exchanged) {
        Call call = exchanged.call();
        Optional<Operation> called =
                call.operation().filter(operation -> operation.method().equals(call.method()));
        if (called.isEmpty()) {
            return;
        }
        Operation operation = called.get();
        if (exchanged.taken()) {
            valid(operation, call);
        } else if (exchanged.demandsRefusal("key-missing")) {
            points.see(PARAMETERS, key(operation) + LEFT_OUT);
        } else if (exchanged.demandsRefusal("route-unknown")) {
            emptySegment(operation, call);
        } else if (call.body().isEmpty() && operation.body().isPresent()) {
            // Whether it is refused as invalid or for its type is left open, so checks demand any refusal.
            points.see(REQUIRED, operation.id() + " body" + (exchanged.answer().success() ? "" : LEFT_OUT));
        } else if (exchanged.demandsRefusal("invalid")) {
            invalid(operation, call, exchanged.wrong().orElseThrow());
        }
    }

    private void valid(Operation operation, Call call) {
        points.see(PARAMETERS, key(operation) + GIVEN);
        for (Operation.Parameter parameter : operation.parameters()) {
            String place = place(operation, parameter);
            boolean given =
                    !parameter.location().equals("query") || call.query().containsKey(parameter.name());
            points.see(PARAMETERS, place + (given ? GIVEN : LEFT_OUT));
            value(parameter, call)
                    .ifPresent(value -> points.see(AnswerCoverage.WORDS, place + ": " + value.asString()));
        }
        Optional<JsonNode> body = Wrong.parsed(call);
        operation.body().ifPresent(declared -> validBody(operation, declared, call, body));
        Optional.ofNullable(unseen.get(operation.id()))
                .ifPresent(open -> open.removeIf(constraint -> isWhole(constraint, call, body)));
    }

    /** Whether the valid side of a constraint has been seen to its end, with this call or before it. */
    private boolean isWhole(Constraint constraint, Call call, Optional<JsonNode> body) {
        for (JsonNode value : constraint.valuesIn(root(constraint, call, body)).values()) {
            if (constraint.fits(value)) {
                points.see(AnswerCoverage.WORDS, constraint.place() + ": " + value.asString(""));
                if (constraint.validBoundary(value)) {
                    points.see(CONSTRAINTS, constraint.name() + " kept");
                }
            }
        }
        return points.seen(CONSTRAINTS, constraint.name() + " kept")
                && constraint.words().stream()
                        .allMatch(word -> points.seen(AnswerCoverage.WORDS, constraint.place() + ": " + word));
    }

    private void validBody(Operation operation, Operation.Body declared, Call call, Optional<JsonNode> sent) {
        String place = operation.id() + " body";
        if (call.body().isEmpty()) {
            points.see(PARAMETERS, place + LEFT_OUT);
            return;
        }
        points.see(
                PARAMETERS, place + " as " + Judge.mediaType(call.body().get().contentType()));
        JsonNode body = sent.orElseThrow();
        JsonNode schema =
                contract.schemas().at(declared.schemas().values().iterator().next());
        schema.path("properties").propertyNames().forEach(name -> {
            String field = place + " /" + name + (body.has(name) ? GIVEN : LEFT_OUT);
            points.see(PARAMETERS, field);
            points.see(REQUIRED, field);
        });
    }

    private void emptySegment(Operation operation, Call call) {
        for (Operation.Parameter parameter : operation.parameters()) {
            if (call.path().equals(operation.path().replace("{" + parameter.name() + "}", ""))) {
                constraints(operation).stream()
                        .filter(constraint -> constraint.isOf(parameter))
                        .forEach(constraint -> points.see(CONSTRAINTS, constraint.name() + " broken"));
            }
        }
    }

    /** Only what is wrong in one place is told apart from what else is wrong. */
    private void invalid(Operation operation, Call call, Wrong wrong) {
        Set<String> places = new HashSet<>();
        wrong.violations().forEach(violation -> places.add(violation.in() + violation.pointer()));
        if (places.size() != 1) {
            return;
        }
        Violation violation = wrong.violations().get(0);
        if (violation.keyword().equals("required")) {
            points.see(REQUIRED, operation.id() + " body " + violation.pointer() + LEFT_OUT);
        }
        Map<String, List<Constraint>> broken = new LinkedHashMap<>();
        Optional<JsonNode> body = Wrong.parsed(call);
        for (Constraint constraint : constraints(operation)) {
            constraint.valuesIn(root(constraint, call, body)).forEach((pointer, value) -> {
                if (isAbout(violation, constraint, pointer) && !constraint.keeps(value)) {
                    broken.computeIfAbsent(constraint.schema() + pointer, key -> new ArrayList<>())
                            .add(constraint);
                }
            });
        }
        broken.values()
                .forEach(of -> Constraint.decisive(of)
                        .ifPresent(constraint -> points.see(CONSTRAINTS, constraint.name() + " broken")));
    }

    private static boolean isAbout(Violation violation, Constraint constraint, String pointer) {
        return constraint.parameter().isPresent()
                ? violation.in().equals("query")
                        && violation
                                .pointer()
                                .equals(constraint.parameter().get().name())
                : violation.in().equals("body") && (pointer + "/").startsWith(violation.pointer() + "/");
    }

    private static Optional<JsonNode> root(Constraint constraint, Call call, Optional<JsonNode> body) {
        return constraint.parameter().isPresent() ? value(constraint.parameter().get(), call) : body;
    }

    private static Optional<JsonNode> value(Operation.Parameter parameter, Call call) {
        return Optional.ofNullable(call.query().get(parameter.name()))
                .filter(text -> parameter.location().equals("query"))
                .map(text -> parameter.type().equals("boolean") && text.matches("true|false")
                        ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                        : StringNode.valueOf(text));
    }
}
