package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Fault;
import com.dropininc.instantstream.mock.sandbox.FaultKind;
import com.dropininc.instantstream.mock.sandbox.FaultRule;
import com.dropininc.instantstream.mock.sandbox.Faults;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.api.model.Role;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads fault rules from JSON and writes them as it. */
final class FaultRules {
    static final Route.Field[] FIELDS = {
        Route.field("name", "string", "what people call it"),
        Route.field("operation", "string", "operationId; any when left out"),
        Route.field("token", "string", "token of the stream; any when left out"),
        Route.field("role", "string", "role in the request's body; any when left out"),
        Route.field("caller", "string", "kind of the key; any when left out"),
        Route.field("event", "string", "for realtime faults: name of the event; any when left out"),
        Route.field("probability", "number", "0 to 1; 1 when left out"),
        Route.field("seed", "integer", "makes chance repeatable"),
        Route.field("times", "integer", "strikes so often, then stops; without end when left out"),
        Route.field("fault", "object", "type, and the numbers that shape it; see /faults/kinds")
    };

    private final Contract contract;

    FaultRules(Contract contract) {
        this.contract = contract;
    }

    /** Reads a rule; it has no id yet. */
    FaultRule read(Wish wish, String preset) {
        wish.only(Arrays.stream(FIELDS).map(Route.Field::name).toList());
        List<String> roles = Arrays.stream(Role.values()).map(Role::getValue).toList();
        FaultRule.Fit fit = new FaultRule.Fit(
                wish.word("operation", contract.operations().keySet()),
                wish.text("token"),
                wish.word("role", roles),
                wish.word("caller", contract.keyKinds()),
                wish.word("event", contract.events().keySet()));
        Fault fault = fault(wish);
        if (fault.kind().realtime()
                && (fit.operation().isPresent()
                        || fit.role().isPresent()
                        || fit.caller().isPresent())) {
            throw new InvalidSetting(
                    "/fault/type", fault.kind().word() + " befalls events: say which by event or token");
        }
        if (!fault.kind().realtime() && fit.event().isPresent()) {
            throw new InvalidSetting("/event", fault.kind().word() + " befalls requests, not events");
        }
        Optional<Long> seed = wish.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        return new FaultRule(
                "",
                preset.isEmpty() ? wish.text("name").orElse("") : preset,
                fit,
                fault,
                wish.number("probability", 0, 1).orElse(1.0),
                seed.isPresent() ? OptionalLong.of(seed.get()) : OptionalLong.empty(),
                wish.whole("times", 1, Integer.MAX_VALUE).orElse(0L).intValue());
    }

    private static Fault fault(Wish wish) {
        Wish fault = wish.object("fault")
                .orElseThrow(() -> Problem.invalid(
                        wish.at() + "/fault", "fault is missing, such as {\"type\": \"latency\", \"millis\": 500}"));
        FaultKind kind = FaultKind.of(fault.required("type"));
        Map<String, Double> numbers = new LinkedHashMap<>();
        fault.node().propertyNames().stream()
                .filter(name -> !name.equals("type"))
                .forEach(name -> fault.number(name, -Double.MAX_VALUE, Double.MAX_VALUE)
                        .ifPresent(number -> numbers.put(name, number)));
        return Fault.of(kind, numbers);
    }

    static Map<String, Object> shown(Faults.Standing standing) {
        FaultRule rule = standing.rule();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", rule.id());
        shown.put("name", rule.name());
        rule.fit().operation().ifPresent(operation -> shown.put("operation", operation));
        rule.fit().token().ifPresent(token -> shown.put("token", token));
        rule.fit().role().ifPresent(role -> shown.put("role", role));
        rule.fit().caller().ifPresent(caller -> shown.put("caller", caller));
        rule.fit().event().ifPresent(event -> shown.put("event", event));
        shown.put("probability", rule.probability());
        rule.seed().ifPresent(seed -> shown.put("seed", seed));
        if (rule.times() > 0) {
            shown.put("times", rule.times());
        }
        Map<String, Object> fault = new LinkedHashMap<>();
        fault.put("type", rule.fault().kind().word());
        fault.putAll(rule.fault().shown());
        shown.put("fault", fault);
        shown.put("struck", standing.struck());
        return shown;
    }
}
