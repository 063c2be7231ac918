package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.mock.realtime.CloseCode;
import com.dropininc.instantstream.mock.stream.Happening;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;

/** Plays scenarios on the clock of a sandbox, by public operations alone. Safe to share between threads. */
public final class Scenarios {
    private final Map<String, Scenario> byName = new LinkedHashMap<>();
    private final Set<String> beginnings;
    private final Function<Move, Move.Made> parties;

    /**
     * The scenarios that ship with the mock.
     *
     * @param parties makes the calls of the steps
     * @throws com.dropininc.instantstream.fixtures.FixtureException if one of them is none
     */
    public Scenarios(Contract contract, Function<Move, Move.Made> parties) {
        this.parties = parties;
        beginnings = contract.lifecycle().transitions().stream()
                .filter(row -> row.from().isEmpty())
                .map(Lifecycle.Transition::event)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
        Document.ofResource("scenarios/index.yaml")
                .only("scenarios")
                .child("scenarios")
                .node()
                .forEach(name -> add(name.asString(), contract));
    }

    private void add(String name, Contract contract) {
        byName.put(name, Scenario.read(name, Document.ofResource("scenarios/" + name + ".yaml"), contract));
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
     * {@code me+busy-chat@example.com}, or else the one that its sandbox plays for every new stream.
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
                .or(() -> sandbox.settings().onRequest())
                .ifPresent(name -> start(name, sandbox, happening.stream().token()));
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
