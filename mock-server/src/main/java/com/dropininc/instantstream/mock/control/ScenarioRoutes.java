package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Move;
import com.dropininc.instantstream.mock.sandbox.Run;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Routes that let the mock play the other parties. */
final class ScenarioRoutes {
    private final Scenarios scenarios;
    private final Function<Move, Move.Made> parties;

    ScenarioRoutes(Scenarios scenarios, Function<Move, Move.Made> parties) {
        this.scenarios = scenarios;
        this.parties = parties;
    }

    /** A scenario as it is listed. */
    record Listed(String name, String description, Optional<String> phone, List<String> steps) {}

    /** A run as it is shown. */
    record Shown(
            String id, String scenario, String token, Instant began, String state, int steps, List<Run.Taken> taken) {}

    List<Route> routes() {
        return List.of(
                Route.get("/scenarios", "The scenarios there are", call -> Result.ok(Map.of("scenarios", listed()))),
                Route.get(
                                "/scenarios/runs",
                                "The scenarios that run or have run, the oldest first",
                                ScenarioRoutes::runs)
                        .inSandbox(),
                Route.delete("/scenarios/runs/{id}", "Stops a scenario that runs", ScenarioRoutes::stop)
                        .inSandbox(),
                Route.post(
                                "/scenarios/{name}",
                                "Starts a scenario for a stream, or for one that is requested for it",
                                this::start)
                        .inSandbox()
                        .reading(Route.field("token", "string", "token of the stream; a new one when left out")));
    }

    private List<Listed> listed() {
        return scenarios.all().stream()
                .map(scenario -> new Listed(
                        scenario.name(),
                        scenario.description(),
                        scenario.phone(),
                        scenario.steps().stream()
                                .map(step -> step.after() + " " + step)
                                .toList()))
                .toList();
    }

    private static Result runs(AdminCall call) {
        return Result.ok(Map.of(
                "runs",
                call.sandbox().runs().all().stream().map(ScenarioRoutes::shown).toList()));
    }

    private static Shown shown(Run run) {
        return new Shown(run.id(), run.scenario(), run.token(), run.began(), run.state(), run.steps(), run.taken());
    }

    private Result start(AdminCall call) {
        String name = call.parameter("name");
        if (!scenarios.names().contains(name)) {
            throw Problem.unknown("scenario", name, scenarios.names());
        }
        Sandbox sandbox = call.sandbox();
        String token = call.body().text("token").orElseGet(() -> requested(sandbox));
        if (sandbox.streams().find(token, sandbox.clock().instant()).isEmpty()) {
            throw Problem.unknown("stream", "sandbox " + sandbox.id() + " has no stream '" + token + "'");
        }
        return Result.created(shown(scenarios.start(name, sandbox, token)));
    }

    private String requested(Sandbox sandbox) {
        Move.Made made = parties.apply(scenarios.request(sandbox, "requestStream"));
        if (!made.succeeded()) {
            throw Problem.invalid("/token", "a stream cannot be requested now: see request " + made.request());
        }
        return made.answer().path("token").asString();
    }

    private static Result stop(AdminCall call) {
        Run run = call.sandbox().runs().all().stream()
                .filter(one -> one.id().equals(call.parameter("id")))
                .findFirst()
                .orElseThrow(() -> Problem.unknown(
                        "run",
                        call.parameter("id"),
                        call.sandbox().runs().all().stream().map(Run::id).toList()));
        run.end("stopped");
        return Result.none();
    }
}
