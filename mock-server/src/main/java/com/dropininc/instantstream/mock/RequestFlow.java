package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.KeyRing;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import com.dropininc.instantstream.spec.Violation;
import com.dropininc.instantstream.spec.api.model.Error;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The way of one request through the mock, from the call to the reply. Safe to share between threads. */
final class RequestFlow {
    private static final Logger LOG = LoggerFactory.getLogger(RequestFlow.class);

    private final Contract contract;
    private final Lists lists;
    private final Sandboxes sandboxes;
    private final Handlers handlers;
    private final Answers answers;
    private final Judged judged;
    private final Supplier<Scenarios> scenarios;
    private final Upstream upstream;
    private final Counting counting;
    private final Witness witness;
    private final Leniency leniency;
    private final Refusals refusals;
    private final Mishaps mishaps;
    private final Recorder recorder;
    private final Cors cors;

    /**
     * What a request may meet beside the mock itself.
     *
     * @param scenarios asked for when a request wants one: they are made of calls through this flow
     * @param coverage what is exercised in all sandboxes
     * @param witness tells those who run the mock
     */
    record Beside(Supplier<Scenarios> scenarios, Upstream upstream, Coverage coverage, Witness witness) {}

    RequestFlow(Contract contract, Sandboxes sandboxes, Handlers handlers, Answers answers, Beside beside) {
        this.scenarios = beside.scenarios();
        this.upstream = beside.upstream();
        this.witness = beside.witness();
        this.counting = new Counting(contract, beside.coverage());
        this.leniency = new Leniency(contract);
        this.contract = contract;
        this.lists = new Lists(contract);
        this.sandboxes = sandboxes;
        this.handlers = handlers;
        this.answers = answers;
        this.judged = new Judged();
        this.refusals = new Refusals(contract, answers);
        this.mishaps = new Mishaps(contract, answers, scenarios);
        this.recorder = new Recorder(contract, new Explanations(contract));
        this.cors = new Cors(contract);
    }

    /** Whether a call may be answered by a list, which takes the longer the longer it is. */
    boolean leadsToList(Call call) {
        return lists.at(call.path());
    }

    /** Never throws: what goes wrong in here is a bug of the mock and is answered as one. */
    Reply serve(Call call) {
        if (call.method().equals("OPTIONS")) {
            return cors.preflight(call);
        }
        try {
            // Even the key may be one that another replica has made a moment ago.
            sandboxes.refresh();
        } catch (StoreException e) {
            return cors.allow(unkept(e));
        }
        Optional<KeyRing.Held> held = call.header(contract.keyHeader()).flatMap(sandboxes.keys()::find);
        Trail trail = new Trail(call, held.map(KeyRing.Held::sandbox).orElseGet(() -> keyless(call)), held);
        Reply answered = answered(trail);
        Reply shaped = trail.passed().isPresent()
                ? answered
                : refusals.shaped(answered, trail.sandbox().contract());
        Reply reply =
                cors.allow(shaped).with(Map.of("X-Mock-Request", trail.id(), RequestId.HEADER, trail.requestId()));
        if (!trail.faults().isEmpty()) {
            reply = reply.with(Mishaps.HEADER, String.join(", ", trail.faults()));
        }
        recorder.record(trail, reply);
        counting.count(trail, reply);
        witness.saw(trail, reply);
        return reply;
    }

    /** The sandbox of a call without a known key: the one that its query names, or the one that is always there. */
    private Sandbox keyless(Call call) {
        return call.query().getOrDefault("sandbox", List.of()).stream()
                .findFirst()
                .flatMap(sandboxes::find)
                .orElseGet(sandboxes::standard);
    }

    private Reply answered(Trail trail) {
        try {
            trail.sandbox().touch();
            trail.sandbox().settle();
            return answer(trail);
        } catch (InvalidSetting e) {
            return refusals.reply(trail, Refused.of("invalid", "header " + e.pointer(), e.getMessage()));
        } catch (StoreException e) {
            return unkept(e);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("requestId", trail.requestId())
                    .setCause(e)
                    .log(
                            "bug in the mock: {} {}",
                            trail.call().method(),
                            trail.call().path());
            return bug("the mock failed with " + e.getClass().getSimpleName());
        }
    }

    private Reply answer(Trail trail) {
        Call call = trail.call();
        Contract law = trail.sandbox().contract();
        Router.Match match = law.router().match(call.method(), call.path());
        if (!(match instanceof Router.Found found)) {
            return refusals.unrouted(trail, match);
        }
        Operation operation = found.operation();
        Map<String, String> parameters = decoded(found.parameters());
        trail.leadsTo(operation, parameters.getOrDefault("token", ""));

        Optional<Refused> inadmissible = inadmissible(trail, operation);
        if (inadmissible.isPresent()) {
            return refusals.reply(trail, inadmissible.get());
        }
        Mishaps.Mishap mishap = mishaps.befalling(trail, operation);
        if (mishap.instead().isPresent()) {
            return mishap.spoil(mishap.instead().get());
        }
        Optional<String> scenario = mishaps.scenario(trail, operation);
        if (upstream.takes(trail, operation)) {
            return mishap.spoil(upstream.pass(trail, operation, parameters));
        }
        Validated sent = Validated.of(law, call, operation);
        if (!sent.refused().isEmpty()) {
            return refusals.reply(trail, sent.refused());
        }

        trail.sent(sent.body());
        Outcome outcome = handlers.handle(
                new Invocation(trail.sandbox(), operation, caller(trail), parameters, call.query(), sent.body()));
        Reply reply = outcome instanceof Outcome.Done done
                ? success(trail, operation, sent, done)
                : refusals.reply(trail, ((Outcome.No) outcome).refused());
        if (scenario.isPresent() && outcome instanceof Outcome.Done) {
            scenarios.get().startInstead(scenario.get(), trail.sandbox(), trail.token());
            reply = reply.with("Preference-Applied", "scenario=" + scenario.get());
        }
        return mishap.spoil(judged(law, operation, reply, outcome));
    }

    /** Why the caller may not call this at all, if so. */
    private Optional<Refused> inadmissible(Trail trail, Operation operation) {
        String header = contract.keyHeader();
        String where = "header " + header;
        Optional<ApiKey> key = trail.key();
        if (trail.call().header(header).filter(sent -> !sent.isEmpty()).isEmpty()) {
            return operation.needsKey()
                    ? Optional.of(Refused.of("key-missing", where, "the header " + header + " is missing"))
                    : Optional.empty();
        }
        if (key.isEmpty()) {
            return Optional.of(Refused.of("key-unknown", where, "this mock does not know the key that was sent"));
        }
        String kind = key.get().kind();
        if (!operation.keyKinds().isEmpty() && !operation.keyKinds().contains(kind)) {
            return Optional.of(Refused.of(
                    "key-kind",
                    where,
                    operation.id() + " needs a key of kind " + String.join(" or ", operation.keyKinds())
                            + "; this one is a " + kind + "'s"));
        }
        return Optional.empty();
    }

    /** Whoever needs no key is taken for a viewer. */
    private static ApiKey caller(Trail trail) {
        return trail.key().orElseGet(() -> trail.sandbox().key("viewer"));
    }

    private Reply success(Trail trail, Operation operation, Validated sent, Outcome.Done done) {
        done.madeToken().ifPresent(trail::made);
        done.warning().ifPresent(trail.warnings()::add);
        trail.warnings().addAll(leniency.warnings(trail, operation, sent));
        Reply reply = Reply.json(operation.success().status(), answers.json(done.model()));
        return trail.warnings().isEmpty()
                ? reply
                : reply.with(
                        "Warning",
                        trail.warnings().stream()
                                .map(text -> "299 - \"" + text + "\"")
                                .collect(Collectors.joining(", ")));
    }

    /** The mock is held to the contract like any server: an answer that breaks it is a bug of the mock. */
    private Reply judged(Contract law, Operation operation, Reply answered, Outcome outcome) {
        Reply reply = refusals.shaped(answered, law);
        Supplier<JsonNode> body = () -> outcome instanceof Outcome.Done done
                ? answers.tree(done.model())
                : answers.read(reply.json().orElseThrow());
        List<Violation> violations = judged.violations(law, operation, reply, body);
        if (violations.isEmpty()) {
            return reply;
        }
        LOG.error("bug in the mock: {} would answer what the contract forbids: {}", operation.id(), violations);
        return bug(operation.id() + " would have answered what the contract forbids: " + violations);
    }

    /** The answer where nothing can be kept: whether the request was carried out is not known. */
    private Reply unkept(StoreException why) {
        return Reply.json(
                        503,
                        answers.json(List.of(new Error()
                                .code("E_STORE")
                                .message("The mock cannot keep anything at the moment: try again.")
                                .log(why.getMessage()))))
                .with("Retry-After", "1");
    }

    private Reply bug(String what) {
        return Reply.json(
                500,
                answers.json(List.of(new Error()
                        .code("E_MOCK_BUG")
                        .message("This is a bug of the mock, not of your app: please report it.")
                        .log(what))));
    }

    /** The answer to bytes that are no HTTP request. */
    Reply unreadable(int status, String reason) {
        return cors.allow(refusals.unexplained(
                        Refused.of("http-unreadable", "request", "the request is no readable HTTP: " + reason))
                .withStatus(status));
    }

    private static Map<String, String> decoded(Map<String, String> parameters) {
        Map<String, String> decoded = new HashMap<>(parameters);
        decoded.replaceAll((name, value) -> PercentCoding.decode(value, false));
        return decoded;
    }
}
