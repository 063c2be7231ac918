package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.FixtureException;
import com.dropininc.instantstream.fixtures.Shelf;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** Plays scenarios on the clock of a sandbox, by public operations alone. Safe to share between threads. */
public final class Scenarios {
    private final Map<String, Scenario> byName = new TreeMap<>();
    private final Map<String, Scenario> byPhone = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private final Set<String> beginnings;
    private final Function<Move, Move.Made> parties;

    /**
     * The scenarios of a shelf.
     *
     * @param before a scenario that cannot be read is taken from here, if it is there
     * @param parties makes the calls of the steps
     */
    public Scenarios(Contract contract, Shelf shelf, Optional<Scenarios> before, Function<Move, Move.Made> parties) {
        this.parties = parties;
        beginnings = contract.lifecycle().transitions().stream()
                .filter(row -> row.from().isEmpty())
                .map(Lifecycle.Transition::event)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        shelf.scenarioFiles().forEach((name, file) -> {
            try {
                add(Scenario.read(name, file.open(), contract));
            } catch (FixtureException e) {
                broken.add(e.getMessage());
                before.map(known -> known.byName.get(name)).ifPresent(this::add);
            }
        });
    }

    private void add(Scenario scenario) {
        byName.put(scenario.name(), scenario);
        scenario.phone()
                .map(number -> byPhone.putIfAbsent(number, scenario))
                .ifPresent(other -> broken.add("scenarios " + other.name() + " and " + scenario.name()
                        + " both have the phone " + scenario.phone().get() + ": give each its own"));
    }

    /** What is wrong with those that could not be read; empty when all could. */
    public List<String> broken() {
        return List.copyOf(broken);
    }

    public Collection<Scenario> all() {
        return byName.values();
    }

    public Set<String> names() {
        return byName.keySet();
    }

    /** Starts the scenario of that name for a stream; its first step is taken when its time has come. */
    public Run start(String name, Sandbox sandbox, String token) {
        Scenario scenario = byName.get(name);
        Run run = sandbox.runs()
                .add(name, token, sandbox.clock().instant(), scenario.steps().size());
        next(scenario, 0, sandbox, run);
        return run;
    }

    /**
     * Starts the scenario that a new stream asks for: by a mail address such as {@code busy-chat@example.com} or
     * {@code me+busy-chat@example.com}, by the phone number of a scenario, or else the one that its sandbox plays for
     * every new stream.
     */
    public void noticed(Sandbox sandbox, Happening happening) {
        if (!beginnings.contains(happening.event())) {
            return;
        }
        String email = happening.stream().request().email();
        String local = email.substring(0, Math.max(0, email.indexOf('@')));
        String wish = local.substring(local.indexOf('+') + 1);
        Optional.of(wish)
                .filter(byName::containsKey)
                .or(() -> Optional.ofNullable(
                                byPhone.get(happening.stream().request().phone()))
                        .map(Scenario::name))
                .or(() -> sandbox.settings().onRequest().filter(byName::containsKey))
                .ifPresent(name -> start(name, sandbox, happening.stream().token()));
    }

    /** Starts a scenario for a stream, in place of any other that runs for it. */
    public void startInstead(String name, Sandbox sandbox, String token) {
        sandbox.runs().all().stream()
                .filter(run -> run.token().equals(token))
                .forEach(run -> run.end("ended early: " + name + " was asked for instead"));
        start(name, sandbox, token);
    }

    private void next(Scenario scenario, int number, Sandbox sandbox, Run run) {
        if (number == scenario.steps().size()) {
            run.end("done");
            tell(sandbox, run);
            return;
        }
        Scenario.Step step = scenario.steps().get(number);
        sandbox.agenda().put(sandbox.clock().instant().plus(step.after()), () -> {
            if (run.ended()) {
                return;
            }
            if (take(step, sandbox, run)) {
                next(scenario, number + 1, sandbox, run);
            }
            tell(sandbox, run);
        });
    }

    /** Whether the step could be taken; the stream may have gone another way since the scenario began. */
    private boolean take(Scenario.Step step, Sandbox sandbox, Run run) {
        if (step.close().isPresent()) {
            CloseCode why = new CloseCode(step.close().get(), "Scenario " + run.scenario());
            sandbox.openRealtime().ifPresent(open -> open.disconnect(why));
            run.took(new Run.Taken(sandbox.clock().instant(), step.toString(), 0, ""));
            return true;
        }
        Move move = new Move(sandbox, step.as(), step.call(), Map.of("token", run.token()), Map.of(), step.body());
        Move.Made made = parties.apply(move);
        run.took(new Run.Taken(sandbox.clock().instant(), step.toString(), made.status(), made.request()));
        if (!made.succeeded()) {
            run.end("ended early: " + step + " was answered " + made.status());
        }
        return made.succeeded();
    }

    private static void tell(Sandbox sandbox, Run run) {
        sandbox.feed()
                .tell(
                        "scenario",
                        sandbox.id(),
                        Map.of("run", run.id(), "name", run.scenario(), "token", run.token(), "state", run.state()));
    }

    /** A call by which a viewer requests a stream for a scenario that is started without one. */
    public Move request(Sandbox sandbox, String operation) {
        return new Move(
                sandbox,
                "viewer",
                operation,
                Map.of(),
                Map.of(),
                JsonNodeFactory.instance
                        .objectNode()
                        .put("phone", "+12025550199")
                        .put("email", "scenario@example.com"));
    }
}
