package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.mock.sandbox.Entry;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Router;
import java.util.ArrayList;
import java.util.List;

/** Explains a refused request: by which rule, how far that rule can be trusted, what was wrong, what to send. */
final class Explanations {
    private final Contract contract;

    Explanations(Contract contract) {
        this.contract = contract;
    }

    List<Entry.Reason> reasons(Trail trail) {
        return trail.refused().stream().map(refused -> reason(refused, trail)).toList();
    }

    private Entry.Reason reason(Refused refused, Trail trail) {
        Refusal refusal = contract.refusal(refused.refusal());
        Provenance provenance = refused.provenance().orElse(refusal.rule().provenance());
        return new Entry.Reason(
                refusal.id(),
                refusal.code(),
                Refusals.shown(refused.where()),
                Refusals.shown(refused.what()),
                Refusals.shown(value(refused.where(), trail)),
                refusal.rule().id(),
                refusal.rule().statement(),
                provenance.level().word(),
                provenance.source(),
                refusal.advice());
    }

    /** The offending value; a header's is none of ours to show, since it may be a key. */
    private static String value(String where, Trail trail) {
        Call call = trail.call();
        if (where.startsWith("body /")) {
            return inBody(where.substring("body ".length()), call);
        }
        if (where.startsWith("query ")) {
            return String.join(", ", call.query().getOrDefault(where.substring("query ".length()), List.of()));
        }
        if (where.equals("path token")) {
            return trail.token();
        }
        return where.equals("path") ? call.path() : where.equals("method") ? call.method() : "";
    }

    private static String inBody(String pointer, Call call) {
        try {
            return Json.parse(call.body()).at(pointer).toString();
        } catch (MalformedJson | IllegalArgumentException e) {
            return "";
        }
    }

    /** The operations that a request may have meant, and why it is none of them. */
    List<Entry.Near> nearest(Call call) {
        Router.Match match = contract.router().match(call.method(), call.path());
        if (match instanceof Router.WrongMethod wrong) {
            return contract.operations().values().stream()
                    .filter(operation -> operation.path().equals(wrong.template()))
                    .map(operation -> near(operation, "the path fits, the method has to be " + operation.method()))
                    .toList();
        }
        return match instanceof Router.Unknown unknown
                ? unknown.nearest().stream()
                        .map(operation -> near(operation, difference(call, operation)))
                        .toList()
                : List.of();
    }

    private static Entry.Near near(Operation operation, String why) {
        return new Entry.Near(operation.id(), operation.method(), operation.path(), why);
    }

    private static String difference(Call call, Operation operation) {
        List<String> differences = new ArrayList<>();
        if (!call.method().equals(operation.method())) {
            differences.add("the method has to be " + operation.method() + ", not " + call.method());
        }
        String[] sent = call.path().split("/", -1);
        String[] wanted = operation.path().split("/", -1);
        if (sent.length != wanted.length) {
            differences.add("the path has to have " + (wanted.length - 1) + " segments, not " + (sent.length - 1));
        }
        for (int i = 1; i < Math.min(sent.length, wanted.length); i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(sent[i])) {
                differences.add(
                        "segment " + i + " has to be '" + wanted[i] + "', not '" + Refusals.shown(sent[i]) + "'");
            } else if (sent[i].isEmpty()) {
                differences.add("segment " + i + " is empty, wanted a value for " + wanted[i]);
            }
        }
        return String.join("; ", differences);
    }
}
