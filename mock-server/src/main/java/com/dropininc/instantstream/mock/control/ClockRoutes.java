package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.MockClock;
import com.dropininc.instantstream.mock.sandbox.Sandbox;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Routes of the clock that a sandbox lives by. */
final class ClockRoutes {
    private static final List<String> ACTIONS = List.of("freeze", "advance", "resume");
    private static final Duration LONGEST = Duration.ofDays(3660);

    private ClockRoutes() {}

    /**
     * The state of a clock.
     *
     * @param next when time will next bring something about
     */
    record Shown(Instant now, boolean frozen, Optional<Instant> next) {}

    static List<Route> routes() {
        return List.of(
                Route.get("/clock", "What time it is in a sandbox", call -> Result.ok(shown(call.sandbox())))
                        .inSandbox(),
                Route.post(
                                "/clock",
                                "Freezes, advances or resumes the clock; answers when all that became due has come about",
                                ClockRoutes::set)
                        .inSandbox()
                        .reading(
                                Route.field("action", "string", "freeze, advance or resume"),
                                Route.field("by", "string", "to advance: PT15M or a number of seconds")));
    }

    private static Result set(AdminCall call) {
        Sandbox sandbox = call.sandbox();
        MockClock clock = sandbox.clock();
        call.body().required("action");
        String action = call.body().word("action", ACTIONS).orElseThrow();
        Optional<JsonNode> by = call.body().value("by");
        if (action.equals("advance")) {
            sandbox.advance(duration(by.orElseThrow(() -> Problem.invalid("/by", "say how far: PT15M, or 900"))));
            return Result.ok(shown(sandbox));
        }
        if (by.isPresent()) {
            throw Problem.invalid("/by", "only advance takes a time");
        }
        if (action.equals("freeze")) {
            clock.freeze();
        } else {
            clock.resume();
        }
        sandbox.feed().tell("clock", sandbox.id(), Map.of("now", clock.instant(), "frozen", clock.frozen()));
        return Result.ok(shown(sandbox));
    }

    private static Duration duration(JsonNode by) {
        try {
            Duration duration = by.isNumber()
                    ? Duration.ofMillis(Math.round(by.asDouble() * 1000))
                    : Duration.parse(by.asString(""));
            if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw Problem.invalid("/by", "time moves forward only, and by ten years at most");
            }
            return duration;
        } catch (DateTimeParseException | ArithmeticException e) {
            throw Problem.invalid("/by", "'" + by.asString("") + "' is no time: write PT15M, or 900 for seconds");
        }
    }

    private static Shown shown(Sandbox sandbox) {
        return new Shown(sandbox.clock().instant(), sandbox.clock().frozen(), sandbox.next());
    }
}
