package com.dropininc.instantstream.contract.coverage;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Schemas;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Which answers were seen, and what was in them. For one thread at a time. */
final class AnswerCoverage {
    static final String WORDS = "enum words";

    private static final String OPERATIONS = "operations";
    private static final String STATUSES = "declared statuses";
    private static final String REFUSALS = "refusals";
    private static final String LISTS = "list answers";
    private static final String NONE = " answers none";
    private static final String ONE = " answers one";
    private static final String SEVERAL = " answers several";
    private static final String PROPERTIES = "answer properties";

    private final Contract contract;
    private final Schemas schemas;
    private final JsonNode document;
    private final Points points;

    AnswerCoverage(Contract contract, Points points) {
        this.contract = contract;
        this.schemas = contract.schemas();
        this.document = schemas.document();
        this.points = points;
        Set<String> known = new HashSet<>();
        for (Operation operation : contract.operations().values()) {
            points.declare(OPERATIONS, operation.id());
            for (int status : new TreeSet<>(operation.answers().keySet())) {
                declareStatus(operation, status);
            }
        }
        contract.refusals().values().forEach(this::declareRefusal);
        contract.operations().values().stream()
                .filter(this::answersList)
                .forEach(operation ->
                        List.of(NONE, ONE, SEVERAL).forEach(many -> points.declare(LISTS, operation.id() + many)));
        contract.operations()
                .values()
                .forEach(operation -> operation
                        .answers()
                        .values()
                        .forEach(answer ->
                                answer.schemas().values().forEach(pointer -> declareProperties(pointer, known))));
    }

    private boolean answersList(Operation operation) {
        return operation.success().schemas().values().stream()
                .anyMatch(pointer -> schemas.at(pointer).has("items"));
    }

    private void declareStatus(Operation operation, int status) {
        String point = operation.id() + " " + status;
        Optional<String> excluded = contract.refusals().values().stream()
                .filter(refusal -> refusal.status() == status)
                .map(refusal -> refusal.rule().excluded().orElse(""))
                .reduce((one, other) -> one.isEmpty() ? one : other)
                .filter(reason -> !reason.isEmpty());
        excluded.ifPresentOrElse(
                reason -> points.unreachable(STATUSES, point, reason), () -> points.declare(STATUSES, point));
    }

    private void declareRefusal(Refusal refusal) {
        refusal.rule()
                .excluded()
                .ifPresentOrElse(
                        reason -> points.unreachable(REFUSALS, refusal.id(), reason),
                        () -> points.declare(REFUSALS, refusal.id()));
    }

    /** Each schema counts once, whichever operation answers with it. */
    private void declareProperties(String at, Set<String> known) {
        String pointer = schemas.resolved(at);
        if (!known.add(pointer)) {
            return;
        }
        JsonNode schema = document.at(pointer);
        schema.path("properties").propertyNames().forEach(name -> {
            String property = schemas.resolved(pointer + "/properties/" + name);
            points.declare(PROPERTIES, owner(pointer) + "." + name);
            document.at(property)
                    .path("enum")
                    .forEach(word ->
                            points.declare(WORDS, "answer " + owner(pointer) + "." + name + ": " + word.asString()));
            declareProperties(property, known);
        });
        if (schema.has("items")) {
            declareProperties(pointer + "/items", known);
        }
        for (int i = 0; i < schema.path("oneOf").size(); i++) {
            declareProperties(pointer + "/oneOf/" + i, known);
        }
    }

    private static String owner(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }

    void see(Exchanged exchanged) {
        Answer answer = exchanged.answer();
        contract.refusals().values().stream()
                .filter(refusal -> refusal.status() == answer.status())
                .filter(refusal ->
                        exchanged.demandsRefusal(refusal.id()) || codeOf(answer).equals(refusal.code()))
                .forEach(refusal -> points.see(REFUSALS, refusal.id()));
        exchanged
                .call()
                .operation()
                .filter(operation -> operation.method().equals(exchanged.call().method()))
                .ifPresent(operation -> seeOf(operation, answer));
    }

    private static String codeOf(Answer answer) {
        JsonNode first = answer.body().isArray() ? answer.body().path(0) : answer.body();
        return Answer.text(first, Field.CODE).orElse("");
    }

    private void seeOf(Operation operation, Answer answer) {
        points.see(OPERATIONS, operation.id());
        points.see(STATUSES, operation.id() + " " + answer.status());
        if (answer.success() && answer.body().isArray()) {
            int size = answer.body().size();
            points.see(LISTS, operation.id() + (size == 0 ? NONE : size == 1 ? ONE : SEVERAL));
        }
        Optional.ofNullable(operation.answers().get(answer.status()))
                .flatMap(declared -> declared.schemas().values().stream().findFirst())
                .ifPresent(pointer -> seeValue(pointer, answer.body()));
    }

    private void seeValue(String at, JsonNode value) {
        String pointer = schemas.resolved(at);
        JsonNode schema = document.at(pointer);
        schema.path("properties").propertyNames().stream()
                .filter(name -> value.hasNonNull(name))
                .forEach(name -> {
                    String property = schemas.resolved(pointer + "/properties/" + name);
                    points.see(PROPERTIES, owner(pointer) + "." + name);
                    if (document.at(property).has("enum")) {
                        points.see(
                                WORDS,
                                "answer " + owner(pointer) + "." + name + ": "
                                        + value.path(name).asString(""));
                    }
                    seeValue(property, value.path(name));
                });
        if (schema.has("items")) {
            value.forEach(item -> seeValue(pointer + "/items", item));
        }
        for (int i = 0; i < schema.path("oneOf").size() && value.isObject(); i++) {
            seeValue(pointer + "/oneOf/" + i, value);
        }
    }
}
