package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.sandbox.FaultKind;
import com.dropininc.instantstream.mock.sandbox.FaultRule;
import com.dropininc.instantstream.mock.sandbox.Faults;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.spec.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Routes that make things go wrong. */
final class FaultRoutes {
    private final FaultRules rules;
    private final Map<String, Preset> presets = new LinkedHashMap<>();

    /**
     * A named set of rules.
     *
     * @param rules as they would be sent to {@code /faults}
     */
    private record Preset(String description, List<Wish> rules) {}

    /**
     * @throws FixtureException if a preset holds what is no rule
     */
    FaultRoutes(Contract contract, Document presetFile) {
        rules = new FaultRules(contract);
        Document file = presetFile.only("presets");
        file.child("presets").node().propertyNames().forEach(name -> {
            Document preset = file.child("presets").child(name).only("description", "rules");
            presets.put(name, new Preset(preset.text("description"), preset.list("rules", (rule, i) -> wish(rule))));
        });
    }

    private Wish wish(Document rule) {
        try {
            Wish wish = new Wish(rule.node(), "");
            rules.read(wish, "");
            return wish;
        } catch (Problem | InvalidSetting e) {
            throw rule.error("is no rule: " + e.getMessage());
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/faults", "The faults that are armed, and how often each has struck", FaultRoutes::list)
                        .inSandbox(),
                Route.post("/faults", "Arms a fault", this::arm).inSandbox().reading(FaultRules.FIELDS),
                Route.delete("/faults", "Disarms all faults", call -> disarm(call.sandbox()))
                        .inSandbox(),
                Route.delete("/faults/{id}", "Disarms one fault", FaultRoutes::disarmOne)
                        .inSandbox(),
                Route.get("/faults/kinds", "What can be made to go wrong", call -> Result.ok(kinds())),
                Route.get("/faults/presets", "Named sets of faults", this::presets)
                        .inSandbox(),
                Route.put("/faults/presets/{name}", "Arms all faults of a preset", this::armPreset)
                        .inSandbox(),
                Route.delete("/faults/presets/{name}", "Disarms all faults of a preset", this::disarmPreset)
                        .inSandbox(),
                Route.post("/realtime/close", "Closes all realtime connections with a code", FaultRoutes::close)
                        .inSandbox()
                        .reading(
                                Route.field("code", "integer", "4000 to 4999; 4200, reconnect at once, when left out"),
                                Route.field("reason", "string", "what the client is told")));
    }

    private static Result list(AdminCall call) {
        return Result.ok(Map.of(
                "faults",
                call.sandbox().faults().all().stream().map(FaultRules::shown).toList()));
    }

    private Result arm(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        FaultRule rule = sandbox.faults().add(rules.read(call.body(), ""));
        changed(sandbox);
        return Result.created(FaultRules.shown(new Faults.Standing(rule, 0)));
    }

    private static Result disarm(Sandbox sandbox) {
        sandbox.faults().remove(rule -> true);
        changed(sandbox);
        return Result.none();
    }

    private static Result disarmOne(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        String id = call.parameter("id");
        List<String> known = sandbox.faults().all().stream()
                .map(standing -> standing.rule().id())
                .toList();
        if (sandbox.faults().remove(rule -> rule.id().equals(id)) == 0) {
            throw Problem.unknown("fault", id, known);
        }
        changed(sandbox);
        return Result.none();
    }

    private static List<Map<String, Object>> kinds() {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("type", kind.word());
            shown.put("befalls", kind.realtime() ? "events" : "requests");
            shown.put("numbers", kind.parameters());
            kinds.add(shown);
        }
        return kinds;
    }

    private Result presets(AdminCall call) {
        List<Faults.Standing> armed = call.sandbox().faults().all();
        List<Map<String, Object>> shown = new ArrayList<>();
        presets.forEach((name, preset) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", name);
            one.put("description", preset.description());
            one.put(
                    "armed",
                    armed.stream().anyMatch(standing -> standing.rule().name().equals(name)));
            one.put("rules", preset.rules().stream().map(Wish::node).toList());
            shown.add(one);
        });
        return Result.ok(Map.of("presets", shown));
    }

    private Result armPreset(AdminCall call) {
        String name = preset(call);
        Sandbox sandbox = call.sandbox();
        sandbox.faults().remove(rule -> rule.name().equals(name));
        presets.get(name).rules().forEach(wish -> sandbox.faults().add(rules.read(wish, name)));
        changed(sandbox);
        return Result.none();
    }

    private Result disarmPreset(AdminCall call) {
        String name = preset(call);
        call.sandbox().faults().remove(rule -> rule.name().equals(name));
        changed(call.sandbox());
        return Result.none();
    }

    private String preset(AdminCall call) {
        String name = call.parameter("name");
        if (!presets.containsKey(name)) {
            throw Problem.unknown("preset", name, presets.keySet());
        }
        return name;
    }

    private static Result close(AdminCall call) {
        long code = call.body().whole("code", 4000, 4999).orElse(4200L);
        String reason = call.body().text("reason").orElse("Closed by the mock's admin API");
        try {
            CloseCode why = new CloseCode((int) code, reason);
            call.sandbox().openRealtime().ifPresent(open -> open.disconnect(why));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("/reason", e.getMessage());
        }
        return Result.none();
    }

    private static void changed(Sandbox sandbox) {
        sandbox.feed()
                .tell(
                        "faults",
                        sandbox.id(),
                        Map.of("armed", sandbox.faults().all().size()));
    }
}
