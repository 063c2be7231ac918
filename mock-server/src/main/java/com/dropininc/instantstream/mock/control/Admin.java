package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.mock.sandbox.Move;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.sandbox.Scenarios;
import com.dropininc.instantstream.mock.sandbox.Upstreams;
import com.dropininc.instantstream.mock.stream.Views;
import com.dropininc.instantstream.mock.telemetry.Metrics;
import com.dropininc.instantstream.spec.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Puts the admin API together. */
public final class Admin {
    private Admin() {}

    /**
     * Who may come in.
     *
     * @param boundHost the address that the mock listens on
     * @param token what every request has to carry, if anything
     * @param shutdown ends the mock; nobody may when empty
     */
    public record Access(String boundHost, Optional<String> token, Optional<Runnable> shutdown) {}

    /**
     * How the mock plays the other parties.
     *
     * @param parties makes calls in the place of viewer, dealer and operator
     */
    public record Play(Scenarios scenarios, Function<Move, Move.Made> parties) {}

    /**
     * What a mock is made from.
     *
     * @param presets named sets of faults, as YAML
     * @param watched the files that are read anew when they change
     * @param upstreams where calls may be passed on to
     * @param coverage what was exercised in all sandboxes
     */
    public record Made(
            Contract contract,
            Document presets,
            Supplier<List<Watched>> watched,
            Upstreams upstreams,
            Coverage coverage) {}

    /**
     * The signs of life of a mock.
     *
     * @param unready why it should be sent no requests now; empty when it should
     * @param certificate the one by which it speaks TLS, as PEM
     */
    public record Vitals(Supplier<Optional<String>> unready, Metrics metrics, Optional<String> certificate) {}

    /**
     * What people are shown.
     *
     * @param routes all routes, with what browsers are shown at them
     * @param problem the page that shows a problem
     */
    public record Shown(List<Route> routes, Function<Problem, Result.Bytes> problem) {}

    /** The routes of the admin API. */
    public static List<Route> routes(Made made, Vitals vitals, Views views, Play play, Access access) {
        Contract contract = made.contract();
        List<Route> routes = new ArrayList<>();
        routes.addAll(new VitalRoutes(made, vitals).routes());
        routes.addAll(new StateRoutes(made, play.scenarios().names(), access.shutdown()).routes());
        routes.addAll(SandboxRoutes.routes());
        routes.addAll(ClockRoutes.routes());
        routes.addAll(new StreamRoutes(contract, views, play.parties()).routes());
        routes.addAll(new RequestRoutes(contract).routes());
        routes.addAll(new VerificationRoutes(contract).routes());
        routes.addAll(new FaultRoutes(contract, made.presets()).routes());
        routes.addAll(new ScenarioRoutes(play.scenarios(), play.parties()).routes());
        routes.addAll(new CoverageRoutes(contract, made.coverage()).routes());
        routes.addAll(EventRoutes.routes());
        return routes;
    }

    /** The door to the admin API. */
    public static AdminDoor door(Sandboxes sandboxes, Access access, Shown shown) {
        Guard guard = new Guard(access.boundHost(), access.token());
        List<Route> routes = new ArrayList<>(shown.routes());
        routes.addAll(new SignInRoutes(guard).routes());
        routes.add(Route.get("/openapi.json", "This document", call -> Result.ok(ApiDocument.of(routes))));
        return new AdminDoor(sandboxes, guard, routes, shown.problem());
    }
}
