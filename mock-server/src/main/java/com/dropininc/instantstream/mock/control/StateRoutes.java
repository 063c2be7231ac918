package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.PassOn;
import com.dropininc.instantstream.mock.sandbox.Readings;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import com.dropininc.instantstream.mock.sandbox.Settings;
import com.dropininc.instantstream.mock.sandbox.Upstreams;
import com.dropininc.instantstream.spec.Ambiguity;
import com.dropininc.instantstream.spec.Contract;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Routes about a mock as a whole: settings, reset, snapshots, end. */
final class StateRoutes {
    private static final List<String> WORLDS = List.of("seed", "empty");
    private static final String ALL = "all";

    private final Contract contract;
    private final Upstreams upstreams;
    private final Snapshots snapshots;
    private final Set<String> scenarios;
    private final Optional<Runnable> shutdown;

    /**
     * @param scenarios names of the scenarios there are
     * @param shutdown ends the mock; nobody may when empty
     */
    StateRoutes(Admin.Made made, Set<String> scenarios, Optional<Runnable> shutdown) {
        this.contract = made.contract();
        this.upstreams = made.upstreams();
        this.scenarios = scenarios;
        this.snapshots = new Snapshots(contract);
        this.shutdown = shutdown;
    }

    /** One ambiguity as a setting. */
    record Setting(String name, String question, String reading, List<String> possible, String chosen, String reason) {}

    List<Route> routes() {
        return List.of(
                Route.get("/settings", "What can be switched in a sandbox, and how it is", this::settings)
                        .inSandbox(),
                Route.put("/settings", "Switches what is named, and leaves the rest", this::set)
                        .inSandbox()
                        .reading(
                                Route.field("readings", "object", "reading by name of the ambiguity"),
                                Route.field("faultHeader", "boolean", "whether requests may ask for faults by header"),
                                Route.field("onRequest", "string", "scenario to play for each new stream; null: none"),
                                Route.field(
                                        "upstream",
                                        "object",
                                        "url and operations that a real environment answers; null: none")),
                Route.post("/reset", "Makes everything as it was in the beginning", StateRoutes::reset)
                        .taking(Route.SANDBOX, "id of the sandbox; all for every one; the default one when left out")
                        .taking("to", "seed: the demo streams; empty: none; what it began with when left out"),
                Route.get(
                                "/snapshot",
                                "Streams, accounts, clock and settings of a sandbox as one document",
                                call -> Result.ok(snapshots.of(call.sandbox())))
                        .inSandbox(),
                Route.put("/snapshot", "Makes a sandbox what a snapshot says", this::restore)
                        .inSandbox()
                        .reading(Snapshots.FIELDS),
                Route.post("/shutdown", "Ends the mock, if it was started with --allow-shutdown", this::end));
    }

    private Result settings(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        List<Setting> readings = new ArrayList<>();
        for (Ambiguity ambiguity : contract.ambiguities().values()) {
            readings.add(new Setting(
                    ambiguity.id(),
                    ambiguity.question(),
                    sandbox.readings().byAmbiguity().get(ambiguity.id()),
                    Readings.possible(contract, ambiguity.id()),
                    ambiguity.chosen(),
                    ambiguity.reason()));
        }
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("readings", sandbox.readings().byAmbiguity());
        settings.put("faultHeader", sandbox.settings().faultHeader());
        sandbox.settings().onRequest().ifPresent(name -> settings.put("onRequest", name));
        sandbox.settings().upstream().ifPresent(on -> settings.put("upstream", on));
        settings.put("ambiguities", readings);
        return Result.ok(settings);
    }

    private Result set(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        Settings before = sandbox.settings();
        sandbox.use(new Settings(
                before.readings().with(call.body().texts("readings"), contract),
                call.body().flag("faultHeader").orElse(before.faultHeader()),
                call.body().node().has("onRequest") ? onRequest(call) : before.onRequest(),
                call.body().node().has("upstream") ? upstream(call) : before.upstream()));
        return settings(call);
    }

    /** What is passed on; nothing when null is sent. */
    private Optional<PassOn> upstream(AdminCall call) {
        return call.body()
                .object("upstream")
                .map(wish -> wish.only(List.of("url", "operations")))
                .map(wish -> upstreams.passing(wish.required("url"), wish.words("operations")));
    }

    /** The scenario to play for each new stream; none when null is sent. */
    private Optional<String> onRequest(AdminCall call) {
        return call.body().word("onRequest", scenarios);
    }

    private static Result reset(AdminCall call) {
        Optional<String> to = call.asked("to");
        to.filter(world -> !WORLDS.contains(world)).ifPresent(world -> {
            throw Problem.unknown("world", world, WORLDS);
        });
        List<Sandbox> meant = call.asked(Route.SANDBOX).filter(ALL::equals).isPresent()
                ? call.sandboxes().all()
                : List.of(call.sandbox());
        for (Sandbox sandbox : meant) {
            sandbox.reset(to.map("seed"::equals).orElse(sandbox.identity().demo()));
        }
        return Result.none();
    }

    private Result restore(AdminCall call) {
        snapshots.restore(call.sandbox(), call.body());
        return Result.none();
    }

    private Result end(AdminCall call) {
        shutdown.orElseThrow(() ->
                        Problem.of(403, "shutdown-off", "", "start the mock with --allow-shutdown to end it from here"))
                .run();
        return Result.none();
    }
}
