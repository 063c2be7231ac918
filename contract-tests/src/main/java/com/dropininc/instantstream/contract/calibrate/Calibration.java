package com.dropininc.instantstream.contract.calibrate;

import com.dropininc.instantstream.contract.compare.Seen;
import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.verdict.Reading;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.Overlay;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes an overlay of what an environment was seen to do. A documented rule is never changed: what breaks a promise of
 * the API's owner is told, and stays broken.
 */
public final class Calibration {
    private static final String NOTHING_LEARNT = "does not show";

    /** Which refusal each step of the walk asks for. */
    private static final Map<String, String> REFUSALS = refusals();

    private final Contract contract;
    private final UnaryOperator<String> redact;
    private final String where;
    private final Actions actions;
    private final List<String> changed = new ArrayList<>();
    private final Set<String> left = new LinkedHashSet<>();

    private Calibration(Contract contract, String where, UnaryOperator<String> redact) {
        this.contract = contract;
        this.where = where;
        this.redact = redact;
        this.actions = new Actions(contract, where);
    }

    private static Map<String, String> refusals() {
        Map<String, String> refusals = new LinkedHashMap<>();
        refusals.put("no key", "key-missing");
        refusals.put("unknown key", "key-unknown");
        refusals.put("ping with another kind of key", "key-kind");
        refusals.put("unknown token", "token-unknown");
        refusals.put("empty request", "invalid");
        refusals.put("malformed request", "body-malformed");
        refusals.put("request as text", "content-type");
        refusals.put("wrong method", "method-not-allowed");
        refusals.put("saveChat, pending", "state");
        return refusals;
    }

    /**
     * Proposes an overlay.
     *
     * @param where the environment and the day on which this was seen
     * @param walks what was answered, on every walk
     * @param readings how the probes found the open questions answered
     * @param redact takes keys and secrets out of a text
     */
    public static Proposal of(
            Contract contract,
            String where,
            List<List<Seen>> walks,
            List<Reading> readings,
            UnaryOperator<String> redact) {
        Calibration calibration = new Calibration(contract, where, redact);
        REFUSALS.forEach((step, refusal) -> calibration.refusal(contract.refusal(refusal), step, walks));
        readings.forEach(calibration::reading);
        calibration.lifecycle(Rows.of(contract.lifecycle(), walks.get(0)));
        String title = "What was observed on " + where;
        String yaml = calibration.actions.yaml(title);
        calibration.rest(yaml, walks.get(0));
        return new Proposal(
                calibration.actions.nothing() ? "" : redact.apply(yaml),
                List.copyOf(calibration.changed),
                calibration.actions.confirmed(),
                List.copyOf(calibration.left));
    }

    private void refusal(Refusal refusal, String step, List<List<Seen>> walks) {
        List<Seen> times = walks.stream()
                .flatMap(List::stream)
                .filter(seen -> seen.step().equals(step))
                .toList();
        if (times.isEmpty()) {
            return;
        }
        Seen first = times.get(0);
        int status = first.answer().status();
        if (status / 100 != 4 || times.stream().anyMatch(seen -> seen.answer().status() != status)) {
            left.add(refusal.id() + ": " + told(first) + ", which is no refusal that can be relied on");
            return;
        }
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        if (status != refusal.status()) {
            update.put("status", status);
        }
        code(first.answer()).filter(code -> !code.equals(refusal.code())).ifPresent(code -> update.put("code", code));
        if (!update.isEmpty() && refusal.rule().provenance().documented()) {
            left.add(refusal.id() + ": " + told(first) + ", and the rule "
                    + refusal.rule().id() + " is documented");
            return;
        }
        if (!update.isEmpty()) {
            actions.update("x-refusals", refusal.id(), update, told(first));
            changed.add(refusal.id() + ": " + update + " instead of " + refusal.status() + " " + refusal.code());
            freeCode(update, first);
        }
        actions.observe(refusal.rule().id(), told(first));
    }

    /** The form of the codes is assumed too. */
    private void freeCode(ObjectNode update, Seen seen) {
        JsonNode code = contract.schemas().component("Error").path("properties").path(Field.CODE);
        String pattern = code.path("pattern").asString(".*");
        boolean fits = !update.has("code") || update.path("code").asString().matches(pattern);
        if (!fits && changed.stream().noneMatch(line -> line.startsWith("form of codes"))) {
            String at = "$.components.schemas.Error.properties.code";
            actions.remove(at + ".pattern", told(seen));
            actions.remove(at + "['x-keyword-provenance'].pattern", told(seen));
            changed.add("form of codes: any text");
        }
    }

    private static Optional<String> code(Answer answer) {
        JsonNode body = answer.body();
        return Answer.text(body.isArray() ? body.path(0) : body, Field.CODE).filter(code -> !code.isBlank());
    }

    private void reading(Reading reading) {
        Ambiguity ambiguity = contract.ambiguity(reading.ambiguity());
        String taken = reading.taken();
        String because = redact.apply(where + ", " + String.join("; ", reading.exchanges()));
        if (taken.startsWith(NOTHING_LEARNT)) {
            return;
        }
        if (taken.equals(ambiguity.chosen())) {
            ambiguity.rules().forEach(rule -> actions.observe(rule, because));
            return;
        }
        Optional<String> promised = ambiguity.rules().stream()
                .filter(rule -> contract.rule(rule).provenance().documented())
                .findFirst();
        if (promised.isPresent() || !ambiguity.possible().contains(taken)) {
            left.add(ambiguity.id() + " is read as " + taken + " (" + reading.seen() + "), and "
                    + promised.map(rule -> "the rule " + rule + " is documented")
                            .orElse("the spec has no changes for that"));
            return;
        }
        ambiguity.changes().get(taken).forEach(action -> actions.take(action, because));
        ObjectNode update =
                JsonNodeFactory.instance.objectNode().put("chosen", taken).put("reason", "observed on " + where);
        actions.update("x-ambiguities", ambiguity.id(), update, because);
        changed.add(ambiguity.id() + ": " + taken + " instead of " + ambiguity.chosen());
        ambiguity.rules().forEach(rule -> actions.observe(rule, because));
    }

    private void lifecycle(Rows rows) {
        rows.taken().forEach((row, seen) -> actions.observe(row, told(seen)));
        rows.refused().forEach((row, refused) -> {
            String what = "row " + row.id() + " while " + refused.state();
            boolean last = contract.lifecycle().transitions().stream()
                    .noneMatch(other -> other.on().equals(row.on())
                            && (!other.equals(row) || row.from().size() > 1));
            if (last || row.provenance().documented()) {
                left.add(what + ": " + told(refused.seen()));
            } else {
                actions.remove(row, refused.state(), told(refused.seen()));
                changed.add(what + ": refused");
            }
        });
        rows.unknown().forEach((what, seen) -> left.add(what + ": " + told(seen) + ", and no row allows it"));
    }

    /** What still differs from the contract as the overlay makes it. */
    private void rest(String yaml, List<Seen> walk) {
        Contract calibrated;
        try {
            calibrated = actions.nothing() ? contract : contract.with(Overlay.parse(yaml, "the proposal"));
        } catch (ContractException e) {
            throw new IllegalStateException("the proposal does not fit the contract: " + e.getMessage(), e);
        }
        for (Seen seen : walk) {
            Answer answer = seen.answer();
            if (answer.success() && seen.call().operation().isPresent()) {
                String id = seen.call().name();
                for (Violation violation : calibrated
                        .judge()
                        .answer(
                                calibrated.operation(id),
                                answer.status(),
                                answer.header("Content-Type"),
                                answer.json())) {
                    left.add(id + ": " + redact.apply(violation.toString()));
                }
            }
        }
    }

    /** The exchange in one line. */
    private String told(Seen seen) {
        return redact.apply(where + ", " + seen.step() + ": " + seen.call().told(seen.answer()));
    }
}
