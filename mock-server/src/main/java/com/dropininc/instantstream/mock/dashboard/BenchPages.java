package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import com.dropininc.instantstream.mock.control.Route;
import com.dropininc.instantstream.spec.Ambiguity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Sandboxes, clock, faults, scenarios and readings: what a developer turns to get the situation that is wanted. */
final class BenchPages {
    private final Api api;
    private final Renderer renderer;

    BenchPages(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    record Time(Instant now, boolean frozen, Optional<Instant> next) {
        /** How far to advance to what comes next; the clock has whole milliseconds. */
        Optional<Duration> toNext() {
            return next.map(at -> Duration.between(now, at)).filter(span -> !span.isNegative());
        }
    }

    record Scenarios(List<Play> scenarios) {}

    record Play(String name, String description, List<String> steps) {}

    record Runs(List<Run> runs) {}

    record Run(String id, String scenario, String token, Instant began, String state, int steps, List<Taken> taken) {
        boolean running() {
            return state.equals("running");
        }
    }

    record Taken(Instant at, String step, int status, String request) {}

    /** What the page of scenarios shows; the newest run first. */
    record Stage(List<Play> plays, List<Run> runs, String onRequest) {}

    record Faults(List<Rule> faults) {}

    /** An armed fault; what is null says nothing. */
    record Rule(
            String id,
            String name,
            String operation,
            String token,
            String role,
            String caller,
            String event,
            double probability,
            Integer times,
            Map<String, Object> fault,
            int struck) {
        String type() {
            return String.valueOf(fault.get("type"));
        }

        /** What it befalls and how, in words. */
        String note() {
            List<String> words = new ArrayList<>();
            fault.forEach((number, value) -> {
                if (!number.equals("type")) {
                    words.add(number + " " + value);
                }
            });
            Stream.of(operation, event, token, role, caller)
                    .filter(text -> text != null)
                    .forEach(words::add);
            if (probability < 1) {
                words.add(Math.round(probability * 100) + " %");
            }
            if (times != null) {
                words.add("the first " + times);
            }
            if (!name.isEmpty()) {
                words.add("of " + name);
            }
            return String.join(", ", words);
        }
    }

    record Presets(List<Preset> presets) {}

    record Preset(String name, String description, boolean armed, List<JsonNode> rules) {}

    record Kinds(List<Kind> kinds) {}

    record Kind(String type, String befalls, List<Number> numbers) {}

    record Number(String name, double least, double most, Double standard) {
        String range() {
            return (long) least + " to " + (long) most;
        }
    }

    /** What the page of faults shows. */
    record Mishaps(
            List<Preset> presets, List<Rule> armed, Kind[] kinds, List<String> operations, List<String> events) {}

    record Settings(Map<String, String> readings, boolean faultHeader, String onRequest, List<Setting> ambiguities) {}

    record Setting(String name, String question, String reading, List<String> possible, String chosen, String reason) {}

    /** What the page of readings shows. */
    record Questions(Settings settings, Map<String, Ambiguity> spec) {
        /** What a reading means, in the words of the spec. */
        String meaning(String ambiguity, String reading) {
            return spec.get(ambiguity).readings().getOrDefault(reading, "both forms are taken, one with a warning");
        }
    }

    Result sandboxes(AdminCall call) {
        Frame frame = Frame.of(api, call, "Sandboxes", "/sandboxes");
        Box.Listed listed = api.told(call, "/sandboxes", Map.of(), Map.of("limit", "200"), Box.Listed.class);
        return renderer.page(200, "sandboxes", Map.of("frame", frame, "page", listed));
    }

    Result clock(AdminCall call) {
        Frame frame = Frame.of(api, call, "Clock", "/clock");
        return renderer.page(200, "clock", Map.of("frame", frame, "page", api.told(call, "/clock", Time.class)));
    }

    Result scenarios(AdminCall call) {
        Frame frame = Frame.of(api, call, "Scenarios", "/scenarios");
        List<Run> runs = new java.util.ArrayList<>(
                api.told(call, "/scenarios/runs", Runs.class).runs());
        java.util.Collections.reverse(runs);
        String onRequest = settings(call, frame).onRequest();
        Stage stage = new Stage(
                api.told(call, "/scenarios", Scenarios.class).scenarios(), runs, onRequest == null ? "" : onRequest);
        return renderer.page(200, "scenarios", Map.of("frame", frame, "page", stage));
    }

    Result faults(AdminCall call) {
        Frame frame = Frame.of(api, call, "Faults", "/faults");
        Mishaps mishaps = new Mishaps(
                api.told(call, "/faults/presets", Presets.class).presets(),
                api.told(call, "/faults", Faults.class).faults(),
                api.told(call, "/faults/kinds", Kind[].class),
                List.copyOf(call.sandbox().contract().operations().keySet()),
                List.copyOf(call.sandbox().contract().events().keySet()));
        return renderer.page(200, "faults", Map.of("frame", frame, "page", mishaps));
    }

    Result readings(AdminCall call) {
        Frame frame = Frame.of(api, call, "Readings", "/readings");
        Questions questions =
                new Questions(settings(call, frame), call.sandbox().contract().ambiguities());
        return renderer.page(200, "readings", Map.of("frame", frame, "page", questions));
    }

    private Settings settings(AdminCall call, Frame frame) {
        return api.told(
                call, "/settings", Map.of(), Map.of(Route.SANDBOX, frame.box().id()), Settings.class);
    }
}
