package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a server decides for itself where the docs leave it open: its words for errors, their form, the exact status of a
 * refusal or success, the shape of what is only assumed. The same cause has the same everywhere: then a difference from
 * the contract is one observation. A cause that is answered now so, now otherwise is a deviation. What is documented
 * never comes here. Safe to share between threads.
 */
public final class Conventions {
    /** What a server may decide. */
    private enum Topic {
        STATUS("error-statuses", "statuses of refusals here"),
        CODE("error-codes", "error codes here"),
        FORM("error-form", "error bodies here"),
        SUCCESS("success-statuses", "statuses of successes here"),
        SHAPE("answer-shapes", "answers here");

        private final String id;
        private final String words;

        Topic(String id, String words) {
            this.id = id;
            this.words = words;
        }
    }

    /**
     * One cause, which has one answer.
     *
     * @param name what reports call it
     * @param detail what tells it from others of that name
     */
    private record Cause(Topic topic, String name, String detail) {}

    /** What one cause was answered, each with the finding that it makes where the contract says otherwise. */
    private final Map<Cause, Map<String, Optional<Finding>>> seen = new LinkedHashMap<>();

    private final AnswerShapes shapes = new AnswerShapes();

    /** Keeps what is to be learnt of an answer, and answers the findings that are left. */
    synchronized List<Finding> sift(Exchanged exchanged, List<Finding> findings) {
        List<Finding> rest = new ArrayList<>();
        List<Finding> open = new ArrayList<>();
        findings.forEach(finding -> (learnable(finding) ? open : rest).add(finding));
        Answer answer = exchanged.answer();
        if (exchanged.expectation() instanceof Expectation.Refused refused
                && !answer.success()
                && !answer.serverError()) {
            refusal(exchanged, refused, open);
        } else if (answer.success() && exchanged.call().operation().isPresent()) {
            success(exchanged, open);
        } else {
            rest.addAll(open);
        }
        return rest;
    }

    private static boolean learnable(Finding finding) {
        boolean open = finding.kind() == Finding.Kind.STATUS
                || finding.kind() == Finding.Kind.CODE
                || finding.kind() == Finding.Kind.SHAPE;
        return open && !finding.broken() && !finding.rule().provenance().documented();
    }

    private void refusal(Exchanged exchanged, Expectation.Refused refused, List<Finding> open) {
        String name = refused.refusal().id();
        Optional<String> detail = detail(exchanged, refused);
        if (detail.isEmpty()) {
            return;
        }
        Answer answer = exchanged.answer();
        note(
                new Cause(Topic.STATUS, name, detail.get()),
                String.valueOf(answer.status()),
                first(open, Finding.Kind.STATUS));
        if (!exchanged.call().method().equals("HEAD")) {
            Optional<Finding> code = first(open, Finding.Kind.CODE);
            String word = word(answer.body());
            boolean ours = word.equals(refused.refusal().code());
            note(
                    new Cause(Topic.CODE, name, detail.get()),
                    word,
                    ours
                            ? Optional.empty()
                            : code.or(() -> first(open, Finding.Kind.STATUS))
                                    .or(() -> first(open, Finding.Kind.SHAPE)));
            note(new Cause(Topic.FORM, name, detail.get()), form(answer), first(open, Finding.Kind.SHAPE));
        }
    }

    /** What tells apart causes of one refusal; empty where nobody can say that two are the same. */
    private static Optional<String> detail(Exchanged exchanged, Expectation.Refused refused) {
        Call call = exchanged.call();
        String part = call.place().split("/", 3)[1];
        return switch (refused.refusal().id()) {
            case "invalid" ->
                exchanged
                        .wrong()
                        .map(Wrong::violations)
                        .filter(violations -> violations.size() == 1)
                        .map(violations -> invalid(call, violations.get(0)));
            case "state" -> refused.of().map(state -> call.name() + " " + state);
            case "token-unknown" -> call.token().map(token -> form(token));
            case "key-missing", "key-unknown" ->
                call.key().filter(key -> key.reveal().isBlank()).isPresent() || elsewhere(refused)
                        ? Optional.empty()
                        : Optional.of(part);
            case "route-unknown", "method-not-allowed" ->
                Optional.of(
                        call.method() + " " + call.place() + " " + call.path().contains("//"));
            case "content-type" -> call.body().map(body -> call.name() + " " + body.contentType());
            case "body-malformed" -> Optional.empty();
            default -> Optional.of(call.name());
        };
    }

    private static boolean elsewhere(Expectation.Refused refused) {
        return refused.never().filter(rule -> rule.id().equals("key-in-header")).isPresent();
    }

    private static String invalid(Call call, Violation violation) {
        return call.name() + " " + violation.in() + " " + violation.pointer() + " " + violation.keyword();
    }

    /** What a token looks like: one of another form may be refused as malformed, not as unknown. */
    private static String form(String token) {
        return token.replaceAll("[A-Z]+", "A")
                        .replaceAll("[a-z]+", "a")
                        .replaceAll("[0-9]+", "0")
                        .replaceAll("[Aa0]+", "x")
                + Math.min(token.length(), 8);
    }

    private void success(Exchanged exchanged, List<Finding> open) {
        String operation = exchanged.call().name();
        if (exchanged.call().method().equals(exchanged.call().operation().get().method())
                && exchanged.expectation() instanceof Expectation.Success) {
            note(
                    new Cause(Topic.SUCCESS, operation, ""),
                    String.valueOf(exchanged.answer().status()),
                    first(open, Finding.Kind.STATUS));
            shapes.see(operation, exchanged.answer().body(), open);
        }
    }

    /** Whether a stream that was read has ever had a property of that name. */
    public synchronized boolean shows(String name) {
        return shapes.shows("getStream", name);
    }

    private void note(Cause cause, String value, Optional<Finding> finding) {
        Map<String, Optional<Finding>> values = seen.computeIfAbsent(cause, key -> new TreeMap<>());
        values.merge(value, finding, (old, now) -> old.isPresent() ? old : now);
    }

    private static Optional<Finding> first(List<Finding> findings, Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).findFirst();
    }

    /** The word that an error carries, wherever it carries it; empty when it has none. */
    static String word(JsonNode body) {
        JsonNode error = body.isArray() ? body.path(0) : body;
        for (String name : List.of(Field.CODE, "error", "errors", "errorCode", "type", "title")) {
            JsonNode inner = error.path(name);
            if (inner.isContainer()) {
                return word(inner);
            }
            if (inner.isString() || inner.isNumber()) {
                return inner.asString();
            }
        }
        return "";
    }

    private static String form(Answer answer) {
        JsonNode body = answer.body();
        if (answer.json().isEmpty()) {
            return answer.text().isBlank() ? "no body" : "text, no JSON";
        }
        JsonNode error = body.isArray() ? body.path(0) : body;
        return (body.isArray() ? "an array of " : "an object of ") + new TreeSet<>(error.propertyNames());
    }

    /** Causes that were answered now so, now otherwise. */
    public synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        seen.forEach((cause, values) -> {
            if (values.size() > 1) {
                values.values().stream()
                        .flatMap(Optional::stream)
                        .findFirst()
                        .ifPresent(finding -> findings.add(finding.after(
                                ", where the same cause has other answers: " + String.join(", ", values.keySet()))));
            }
        });
        findings.addAll(shapes.findings());
        return findings;
    }

    /** What the server decides otherwise than the contract, the same way everywhere: one observation for each topic. */
    public synchronized List<Observation> observations() {
        List<Observation> observations = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Map<String, Set<String>> told = new TreeMap<>();
            Set<String> rules = new TreeSet<>();
            seen.forEach((cause, values) -> {
                boolean one = values.size() == 1;
                values.forEach((value, finding) -> {
                    if (one && cause.topic() == topic && finding.isPresent()) {
                        told.computeIfAbsent(cause.name(), name -> new TreeSet<>())
                                .add(value.isEmpty() ? "none" : value);
                        rules.add(finding.get().rule().id());
                    }
                });
            });
            if (topic == Topic.SHAPE) {
                shapes.told().forEach((finding, operations) -> {
                    told.put(finding.subject(), operations);
                    rules.add(finding.rule().id());
                });
            }
            if (!told.isEmpty()) {
                observations.add(new Observation(topic.id, topic.words + ": " + text(told), rules));
            }
        }
        return observations;
    }

    private static String text(Map<String, Set<String>> told) {
        return told.entrySet().stream()
                .map(entry -> entry.getKey() + " " + String.join("/", entry.getValue()))
                .collect(Collectors.joining(", "));
    }
}
