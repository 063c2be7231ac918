package com.dropininc.instantstream.mock.control;

import java.util.List;
import java.util.Map;

/** Routes by which a browser, which can set no header on a link, shows the admin token once and keeps a cookie. */
final class SignInRoutes {
    private final Guard guard;

    SignInRoutes(Guard guard) {
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/sign-in", "Takes the admin token and sets a cookie that stands for it", this::signIn)
                        .opened()
                        .reading(Route.field("token", "string", "the --admin-token of the mock")),
                Route.delete("/sign-in", "Takes the cookie away", call -> cookie(Guard.dismissed())));
    }

    private Result signIn(AdminCall call) {
        return cookie(guard.admitted(call.body().required("token")));
    }

    private static Result cookie(String value) {
        return new Result.Bytes(204, "text/plain", new byte[0], Map.of("Set-Cookie", value));
    }
}
