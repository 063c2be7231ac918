package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.sandbox.Fault;
import com.dropininc.instantstream.mock.sandbox.FaultRule.Situation;
import com.dropininc.instantstream.mock.sandbox.Faults;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Refusal;
import com.dropininc.instantstream.spec.api.model.Error;
import com.dropininc.instantstream.spec.api.model.StartStreamBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Makes go wrong what is to go wrong with a request: by the rules of its sandbox, and by its own wish. */
final class Mishaps {
    /** By it a request asks for faults, and an answer tells which ones there were. */
    static final String HEADER = "X-Mock-Fault";

    private static final int MOST_ASKED = 5;

    private final Contract contract;
    private final Answers answers;
    private final Preferences preferences;
    private final Supplier<Scenarios> scenarios;

    /**
     * @param scenarios those that a request may ask for
     */
    Mishaps(Contract contract, Answers answers, Supplier<Scenarios> scenarios) {
        this.scenarios = scenarios;
        this.contract = contract;
        this.answers = answers;
        this.preferences = new Preferences(contract);
    }

    /**
     * What befalls a request.
     *
     * @param instead answered in place of doing anything
     * @param malformed whether the answer's body is spoilt
     */
    record Mishap(Optional<Reply> instead, Delivery delivery, boolean malformed) {
        static final Mishap NONE = new Mishap(Optional.empty(), Delivery.PLAIN, false);

        /** The answer as it fares. */
        Reply spoil(Reply reply) {
            Reply sent = malformed && reply.json().isPresent()
                    ? reply.withJson(reply.json().get().replaceFirst("[}\\]]\\s*$", ",\"broken"))
                    : reply;
            return sent.with(delivery);
        }

        Mishap with(Delivery other) {
            return new Mishap(instead, other, malformed);
        }

        Mishap answering(Reply reply) {
            return instead.isPresent() ? this : new Mishap(Optional.of(reply), delivery, malformed);
        }
    }

    /**
     * What befalls this request.
     *
     * @throws InvalidSetting if it asks for a fault that there is none
     */
    Mishap befalling(Trail trail, Operation operation) {
        Sandbox sandbox = trail.sandbox();
        List<Faults.Strike> strikes = new ArrayList<>(sandbox.faults().onRequest(situation(trail, operation)));
        if (sandbox.settings().faultHeader()) {
            trail.call().header(HEADER).ifPresent(wish -> strikes.addAll(asked(wish)));
        }
        Mishap mishap = Mishap.NONE;
        for (Faults.Strike strike : strikes) {
            trail.faults().add((strike.rule().isEmpty() ? "asked" : strike.rule()) + " " + strike.fault());
            trail.met().add(strike.fault().kind().word());
            mishap = after(mishap, strike, sandbox);
        }
        Optional<Reply> preferred =
                sandbox.settings().faultHeader() ? preferences.answer(trail.call(), operation) : Optional.empty();
        if (preferred.isPresent()) {
            trail.faults().add("asked Prefer");
            mishap = mishap.answering(preferred.get());
        }
        return mishap;
    }

    /**
     * The scenario that this request asks for.
     *
     * @throws InvalidSetting if it cannot be played
     */
    Optional<String> scenario(Trail trail, Operation operation) {
        return trail.sandbox().settings().faultHeader()
                ? preferences.scenario(trail.call(), operation, scenarios.get().names())
                : Optional.empty();
    }

    private static List<Faults.Strike> asked(String wish) {
        String[] words = wish.split(",", MOST_ASKED + 1);
        if (words.length > MOST_ASKED) {
            throw new InvalidSetting(HEADER, "a request may ask for " + MOST_ASKED + " faults at most");
        }
        List<Faults.Strike> asked = new ArrayList<>();
        for (String word : words) {
            Fault fault = fault(word.strip());
            if (fault.kind().realtime()) {
                throw new InvalidSetting(HEADER, fault.kind().word() + " befalls events: make a rule of it instead");
            }
            asked.add(Faults.Strike.asked(fault));
        }
        return asked;
    }

    private static Fault fault(String word) {
        try {
            return Fault.ofShortForm(word);
        } catch (InvalidSetting e) {
            throw new InvalidSetting(HEADER, e.getMessage());
        }
    }

    private Mishap after(Mishap before, Faults.Strike strike, Sandbox sandbox) {
        Fault fault = strike.fault();
        Delivery delivery = before.delivery();
        return switch (fault.kind()) {
            case LATENCY -> before.with(delivery.later(strike.millis()));
            case STATUS -> before.answering(failure(fault.number("code").orElseThrow(), fault));
            case RATE_LIMIT ->
                before.answering(failure(contract.refusal("rate-limited").status(), fault));
            case RESET -> before.with(delivery.by(Delivery.Way.RESET, 0)).answering(Reply.empty(0));
            case TRUNCATED -> before.with(delivery.by(Delivery.Way.TRUNCATED, 0));
            case SLOW ->
                before.with(delivery.by(
                        Delivery.Way.SLOW, fault.number("bytesPerSecond").orElseThrow()));
            case MALFORMED -> new Mishap(before.instead(), delivery, true);
            case SOCKET_CLOSE -> {
                CloseCode why = new CloseCode(fault.number("code").orElseThrow(), "Simulated fault");
                sandbox.openRealtime().ifPresent(open -> open.disconnect(why));
                yield before;
            }
            case REALTIME_DROP, REALTIME_DELAY, REALTIME_DUPLICATE -> before;
        };
    }

    /** A failure in the contract's error shape; the contract's own words where it has a refusal of that status. */
    private Reply failure(int status, Fault fault) {
        Optional<Refusal> known = contract.refusals().values().stream()
                .filter(refusal -> refusal.status() == status)
                .findFirst();
        Reply reply = Reply.json(
                status,
                answers.json(List.of(new Error()
                        .code(known.map(Refusal::code).orElse("E_SIMULATED"))
                        .message("This failure is simulated: "
                                + known.map(Refusal::advice).orElse("try again later") + ".")
                        .log("fault " + fault + " of this mock; see /__admin/faults"))));
        return fault.number("retryAfter")
                .map(seconds -> reply.with("Retry-After", String.valueOf(seconds)))
                .orElse(reply);
    }

    private static Situation situation(Trail trail, Operation operation) {
        String role = trail.sandbox().faults().askForRole() ? role(operation, trail.call()) : "";
        return new Situation(
                operation.id(),
                trail.token(),
                role,
                trail.key().map(ApiKey::kind).orElse(""),
                "");
    }

    /** The role that a body names, or that the spec gives one that names none. */
    private static String role(Operation operation, Call call) {
        String name = StartStreamBody.JSON_PROPERTY_ROLE;
        String standard = operation
                .body()
                .map(body -> body.defaults().get(name))
                .map(JsonNode::asString)
                .orElse("");
        try {
            JsonNode role = Json.parse(call.body()).path(name);
            return (role.isArray() ? role.path(0) : role).asString(standard);
        } catch (MalformedJson e) {
            return standard;
        }
    }
}
