package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Provenance;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.api.model.Error;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Turns what is wrong with a request into an answer that says so in the API's own shape. */
final class Refusals {
    /** Longer values are cut in an error, so that a huge request does not make a huge answer. */
    private static final int SHOWN = 200;

    private final Contract base;
    private final Answers answers;

    Refusals(Contract base, Answers answers) {
        this.base = base;
        this.answers = answers;
    }

    Reply reply(Trail trail, Refused refused) {
        return reply(trail, List.of(refused));
    }

    /** One error element for each thing that is wrong; the status is that of the first. */
    Reply reply(Trail trail, List<Refused> refused) {
        trail.refuse(refused);
        List<Error> errors = refused.stream()
                .map(one -> error(one, trail.sandbox().contract(), ", explained at " + trail.explanation()))
                .toList();
        return Reply.json(
                        trail.sandbox()
                                .contract()
                                .refusal(refused.get(0).refusal())
                                .status(),
                        answers.json(errors))
                .with("Link", "<" + trail.explanation() + ">; rel=\"help\"")
                .with("X-Mock-Explain", trail.explanation());
    }

    /** The refusal of bytes that are no request, and so have no entry in a journal. */
    Reply unexplained(Refused refused) {
        return Reply.json(base.refusal(refused.refusal()).status(), answers.json(List.of(error(refused, base, ""))));
    }

    /** The refusal of a path that leads to no operation. */
    Reply unrouted(Trail trail, Router.Match match) {
        Call call = trail.call();
        if (match instanceof Router.WrongMethod wrong) {
            String allowed = String.join(", ", wrong.allowed());
            Refused refused = Refused.of(
                    "method-not-allowed",
                    "method",
                    call.method() + " is not allowed on " + wrong.template() + ", only " + allowed);
            return reply(trail, refused).with("Allow", allowed);
        }
        String nearest = match instanceof Router.Unknown unknown
                ? unknown.nearest().stream().map(Refusals::line).collect(Collectors.joining(", "))
                : "";
        return reply(
                trail,
                Refused.of(
                        "route-unknown",
                        "path",
                        "there is no " + call.method() + " " + call.path() + "; nearest: " + nearest));
    }

    private static String line(Operation operation) {
        return operation.method() + " " + operation.path();
    }

    private static Error error(Refused refused, Contract contract, String explanation) {
        Refusal refusal = contract.refusal(refused.refusal());
        Provenance provenance = refused.provenance().orElse(refusal.rule().provenance());
        return new Error()
                .code(refusal.code())
                .message(shown(refused.what()) + ": " + refusal.advice() + ".")
                .log("rule " + refusal.rule().id() + " at " + shown(refused.where()) + " (" + provenance + ")"
                        + explanation);
    }

    /** A failure in the form that a contract has for it: a list of errors, or the first one alone. */
    Reply shaped(Reply reply, Contract contract) {
        if (reply.status() / 100 == 2 || reply.json().isEmpty() || listed(contract)) {
            return reply;
        }
        JsonNode errors = answers.read(reply.json().get());
        return errors.isArray() && !errors.isEmpty()
                ? reply.withJson(errors.get(0).toString())
                : reply;
    }

    private static boolean listed(Contract contract) {
        return contract.schemas().component("Errors").path("type").asString("").equals("array");
    }

    /** The text, or its beginning if it is long. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, SHOWN / 2)) + "...";
    }
}
