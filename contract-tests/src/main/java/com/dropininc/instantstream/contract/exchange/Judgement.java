package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Rule;
import com.dropininc.instantstream.spec.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Judges one answer by the contract. One instance for one answer. */
final class Judgement {
    /** The rules that every answer of a run is held to. */
    static final List<String> EVERYWHERE = List.of(
            "answer-schema",
            "success-200",
            "error-shape",
            "no-server-error",
            "no-server-error-on-bad-input",
            "answer-in-time",
            "no-secret-in-answer");

    private static final Pattern STACK_TRACE =
            Pattern.compile("\\n\\s+at [\\w.$]+\\(|\\.java:\\d+\\)|Traceback \\(most recent call last\\)");

    private final Contract contract;
    private final Exchanged exchanged;
    private final Call call;
    private final Answer answer;
    private final Supplier<Evidence> evidence;
    private final List<Finding> findings = new ArrayList<>();

    Judgement(Contract contract, Exchanged exchanged, Supplier<Evidence> evidence) {
        this.contract = contract;
        this.exchanged = exchanged;
        this.call = exchanged.call();
        this.answer = exchanged.answer();
        this.evidence = evidence;
    }

    /** The rules that the answer to a call is held to, beyond those of every answer. */
    static List<Rule> heldTo(Contract contract, Call call, Expectation expectation) {
        List<Rule> rules = new ArrayList<>();
        if (expectation instanceof Expectation.Success success) {
            rules.add(success.rule());
            call.operation().ifPresent(operation -> {
                rules.add(contract.rule(ruleOfStatus(operation)));
                if (contract.lifecycle().creation(operation.id()).isPresent()) {
                    rules.add(contract.rule("request-returns-token"));
                }
            });
        } else if (expectation instanceof Expectation.Refused refused) {
            rules.add(refused.refusal().rule());
            refused.never().ifPresent(rules::add);
        }
        return rules;
    }

    private static String ruleOfStatus(Operation operation) {
        return operation.success().provenance().documented() ? "authchannel-200" : "success-200";
    }

    List<Finding> by(Keys keys, Duration limit) {
        Expectation expectation = exchanged.expectation();
        if (expectation instanceof Expectation.Success success) {
            success(success);
        } else if (expectation instanceof Expectation.Refused refused) {
            refused(refused);
        } else if (answer.serverError()) {
            found(rule("no-server-error-on-bad-input"), Finding.Kind.SERVER_ERROR, "no server error", seen());
        }
        always(keys, limit);
        return findings;
    }

    private void success(Expectation.Success wanted) {
        if (answer.serverError()) {
            found(rule("no-server-error"), Finding.Kind.SERVER_ERROR, "a success", seen());
        } else if (!answer.success()) {
            found(wanted.rule(), wanted.provenance(), Finding.Kind.REFUSED, "a success", seen());
        } else {
            call.operation().ifPresent(this::successOf);
        }
    }

    private void successOf(Operation operation) {
        Operation.Answer declared = operation.success();
        boolean promised = declared.provenance().documented();
        if (answer.status() != declared.status()) {
            found(
                    rule(ruleOfStatus(operation)),
                    Finding.Kind.STATUS,
                    String.valueOf(declared.status()),
                    String.valueOf(answer.status()));
        }
        boolean creates = contract.lifecycle().creation(operation.id()).isPresent();
        List<Violation> violations =
                contract.judge().answer(operation, declared.status(), answer.header("Content-Type"), answer.json());
        for (Violation violation : violations) {
            boolean token = creates && violation.pointer().equals("/" + Field.TOKEN);
            if (token && answer.token().isEmpty()) {
                found(rule("request-returns-token"), Finding.Kind.SHAPE, "a token", violation.message());
            } else if (token) {
                // A token that is a number is returned all the same.
                schema(rule("answer-schema"), rule("answer-schema").provenance(), violation);
            } else if (!(promised && isAbsent(violation))) {
                schema(rule("answer-schema"), provenanceOf(violation, declared, creates), violation);
            }
        }
        if (creates && answer.token().isEmpty() && findings.stream().noneMatch(this::isAboutToken)) {
            found(rule("request-returns-token"), Finding.Kind.SHAPE, "a token", seen());
        }
    }

    /** A member that is null instead of absent: what reads it takes both for nothing. */
    private boolean isAbsent(Violation violation) {
        return violation.in().equals("body")
                && violation.keyword().equals("type")
                && answer.body().at(violation.pointer()).isNull();
    }

    /** An answer that the docs never describe cannot contradict them, and they describe no content type at all. */
    private Provenance provenanceOf(Violation violation, Operation.Answer declared, boolean creates) {
        if (violation.in().equals("header")) {
            return rule("answer-schema").provenance();
        }
        return declared.provenance().documented() || creates
                ? violation.provenance()
                : weaker(violation.provenance(), declared.provenance());
    }

    private boolean isAboutToken(Finding finding) {
        return finding.rule().id().equals("request-returns-token");
    }

    private void refused(Expectation.Refused wanted) {
        Refusal refusal = wanted.refusal();
        if (answer.success()) {
            Rule never = wanted.never().orElse(refusal.rule());
            Provenance provenance = wanted.provenance().orElse(never.provenance());
            found(never, provenance, Finding.Kind.SUCCEEDED, refusal(refusal), seen());
            return;
        }
        if (answer.serverError()) {
            found(rule("no-server-error-on-bad-input"), Finding.Kind.SERVER_ERROR, refusal(refusal), seen());
            return;
        }
        if (answer.status() != refusal.status()) {
            found(refusal.rule(), Finding.Kind.STATUS, refusal(refusal), seen());
        }
        if (!call.method().equals("HEAD")) {
            errorBody(refusal);
        }
    }

    private String refusal(Refusal refusal) {
        return "a refusal, " + refusal.status() + " " + refusal.code()
                + exchanged
                        .wrong()
                        .filter(wrong -> wrong.refusal().equals(refusal.id()))
                        .map(wrong -> ", since " + wrong.sentence())
                        .orElse("");
    }

    private void errorBody(Refusal refusal) {
        Rule shape = rule("error-shape");
        if (answer.json().isEmpty()) {
            shaped(shape, shape.provenance(), "error body", "a JSON array of errors", seen());
            return;
        }
        List<Violation> violations = contract.judge().component("Errors", answer.body());
        violations.forEach(violation -> schema(shape, violation.provenance(), violation));
        Optional<String> code =
                Answer.text(answer.body().isArray() ? answer.body().path(0) : answer.body(), Field.CODE);
        if (violations.isEmpty()
                && answer.status() == refusal.status()
                && !code.orElse("").equals(refusal.code())) {
            found(refusal.rule(), Finding.Kind.CODE, "code " + refusal.code(), "code " + code.orElse(""));
        }
    }

    private void always(Keys keys, Duration limit) {
        if (answer.took().compareTo(limit) > 0) {
            found(
                    rule("answer-in-time"),
                    Finding.Kind.LATE,
                    "an answer within " + limit.toMillis() + " ms",
                    answer.took().toMillis() + " ms");
        }
        keys.shownIn(answer.text() + answer.headers())
                .ifPresent(key ->
                        found(rule("no-secret-in-answer"), Finding.Kind.SECRET, "no secret", "the text of " + key));
        if (answer.status() >= 400 && STACK_TRACE.matcher(answer.text()).find()) {
            found(rule("no-secret-in-answer"), Finding.Kind.SECRET, "no stack trace", seen());
        }
    }

    /** A wrong property is one cause, whichever operation shows it. */
    private void schema(Rule rule, Provenance provenance, Violation violation) {
        if (violation.keyword().equals(Violation.NO_JSON)) {
            shaped(rule, provenance, call.name(), "an answer by the schema", violation.message());
            return;
        }
        String place = violation.in().equals("body")
                ? "body " + violation.pointer().replaceAll("/\\d+(?=/|$)", "")
                : violation.in() + " " + violation.pointer();
        shaped(
                rule,
                provenance,
                place.strip() + " " + violation.keyword(),
                "by the schema",
                (violation.pointer() + " " + violation.message()).strip() + at());
    }

    private String at() {
        return " (" + call.name() + ")";
    }

    private void found(Rule rule, Finding.Kind kind, String expected, String seen) {
        found(rule, rule.provenance(), kind, expected, seen);
    }

    private void found(Rule rule, Provenance provenance, Finding.Kind kind, String expected, String seen) {
        findings.add(new Finding(rule, provenance, call.name(), kind, expected, seen, Optional.of(evidence.get())));
    }

    private void shaped(Rule rule, Provenance provenance, String place, String expected, String seen) {
        findings.add(
                new Finding(rule, provenance, place, Finding.Kind.SHAPE, expected, seen, Optional.of(evidence.get())));
    }

    private String seen() {
        return answer.shown();
    }

    private Rule rule(String id) {
        return contract.rule(id);
    }

    private static Provenance weaker(Provenance a, Provenance b) {
        return a.level().compareTo(b.level()) >= 0 ? a : b;
    }
}
