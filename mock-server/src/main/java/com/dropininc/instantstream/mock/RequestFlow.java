package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.Judge;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The way of one request through the mock, from the call to the reply. Safe to share between threads. */
final class RequestFlow {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFlow.class);

    private final Contract contract;
    private final KeyRing keys;
    private final Handlers handlers;
    private final Answers answers;
    private final Refusals refusals;
    private final Cors cors;

    RequestFlow(Contract contract, KeyRing keys, Handlers handlers, Answers answers) {
        this.contract = contract;
        this.keys = keys;
        this.handlers = handlers;
        this.answers = answers;
        this.refusals = new Refusals(contract, answers);
        this.cors = new Cors(contract);
    }

    /** Never throws: what goes wrong in here is a bug of the mock and is answered as one. */
    Reply serve(Call call) {
        try {
            return call.method().equals("OPTIONS") ? cors.preflight(call) : cors.allow(answer(call));
        } catch (RuntimeException e) {
            LOG.error("bug in the mock: {} {}", call.method(), call.path(), e);
            return cors.allow(bug("the mock failed with " + e.getClass().getSimpleName()));
        }
    }

    /** The answer to bytes that are no HTTP request. */
    Reply unreadable(int status, String reason) {
        Reply reply =
                refusals.reply(Refused.of("http-unreadable", "request", "the request is no readable HTTP: " + reason));
        return cors.allow(new Reply(status, reply.headers(), reply.json()));
    }

    private Reply answer(Call call) {
        Router.Match match = contract.router().match(call.method(), call.path());
        if (!(match instanceof Router.Found found)) {
            return refusals.unrouted(match, call);
        }
        Operation operation = found.operation();

        Optional<String> sentKey = call.header(contract.keyHeader());
        if (sentKey.isEmpty() || sentKey.get().isEmpty()) {
            return refusals.reply(Refused.of(
                    "key-missing",
                    "header " + contract.keyHeader(),
                    "the header " + contract.keyHeader() + " is missing"));
        }
        Optional<KeyRing.Held> held = keys.find(sentKey.get());
        if (held.isEmpty()) {
            return refusals.reply(Refused.of(
                    "key-unknown", "header " + contract.keyHeader(), "this mock does not know the key that was sent"));
        }
        String kind = held.get().key().kind();
        if (!operation.keyKinds().isEmpty() && !operation.keyKinds().contains(kind)) {
            return refusals.reply(Refused.of(
                    "key-kind",
                    "header " + contract.keyHeader(),
                    operation.id() + " needs a key of kind " + String.join(" or ", operation.keyKinds())
                            + "; this one is a " + kind + "'s"));
        }

        if (call.oversized() && operation.body().isPresent()) {
            return refusals.reply(Refused.of(
                    "body-too-large",
                    "body",
                    "the body has more than " + contract.limits().bodyBytes() + " bytes"));
        }
        Body body = Body.read(operation, call);
        if (body.refused().isPresent()) {
            return refusals.reply(body.refused().get());
        }
        List<Violation> violations = contract.judge().request(operation, call.query(), body.json(), body.mediaType());
        if (!violations.isEmpty()) {
            return refusals.invalid(violations);
        }

        Outcome outcome = handlers.handle(new Invocation(
                held.get().sandbox(),
                operation,
                held.get().key(),
                decoded(found.parameters()),
                call.query(),
                body.json().orElseGet(JsonNodeFactory.instance::objectNode)));
        Reply reply = outcome instanceof Outcome.Done done
                ? success(operation, done)
                : refusals.reply(((Outcome.No) outcome).refused());
        return judged(operation, reply);
    }

    private Reply success(Operation operation, Outcome.Done done) {
        Reply reply = Reply.json(operation.success().status(), answers.json(done.model()));
        return done.warning()
                .map(text -> reply.with("Warning", "299 - \"" + text + "\""))
                .orElse(reply);
    }

    /** The mock is held to the contract like any server: an answer that breaks it is a bug of the mock. */
    private Reply judged(Operation operation, Reply reply) {
        List<Violation> violations = contract.judge()
                .answer(
                        operation,
                        reply.status(),
                        Optional.of("application/json"),
                        reply.json().map(answers::tree));
        if (violations.isEmpty()) {
            return reply;
        }
        LOG.error("bug in the mock: {} would answer what the contract forbids: {}", operation.id(), violations);
        return bug(operation.id() + " would have answered what the contract forbids: " + violations);
    }

    private Reply bug(String what) {
        return Reply.json(
                500,
                answers.json(List.of(Map.of(
                        "code",
                        "E_MOCK_BUG",
                        "message",
                        "This is a bug of the mock, not of your app: please report it.",
                        "log",
                        what))));
    }

    private static Map<String, String> decoded(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, parameter -> PercentCoding.decode(parameter.getValue(), false)));
    }

    /**
     * The body of a request, as far as it could be read.
     *
     * @param json what it says; empty when there is none
     * @param mediaType its content type without parameters
     * @param refused why it cannot be taken
     */
    private record Body(Optional<JsonNode> json, String mediaType, Optional<Refused> refused) {
        static Body read(Operation operation, Call call) {
            if (operation.body().isEmpty() || call.body().length == 0) {
                return new Body(Optional.empty(), "", Optional.empty());
            }
            String contentType = call.header("Content-Type").orElse("");
            String mediaType = Judge.mediaType(contentType);
            if (!operation.body().get().schemas().containsKey(mediaType) || !MediaTypes.utf8(contentType)) {
                return new Body(Optional.empty(), mediaType, Optional.of(refusedType(operation, contentType)));
            }
            try {
                JsonNode json =
                        mediaType.equals(MediaTypes.FORM) ? MediaTypes.form(call.body()) : Json.parse(call.body());
                return new Body(Optional.of(json), mediaType, Optional.empty());
            } catch (MalformedJson e) {
                return new Body(
                        Optional.empty(),
                        mediaType,
                        Optional.of(Refused.of("body-malformed", "body", "the body is malformed, " + e.getMessage())));
            }
        }

        private static Refused refusedType(Operation operation, String contentType) {
            String types =
                    String.join(" or ", operation.body().orElseThrow().schemas().keySet());
            return Refused.of(
                    "content-type",
                    "header Content-Type",
                    (contentType.isEmpty() ? "the body has no content type" : contentType + " is not taken") + "; "
                            + operation.id() + " takes " + types + " in UTF-8");
        }
    }
}
