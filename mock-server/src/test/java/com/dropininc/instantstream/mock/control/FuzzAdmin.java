package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.MockConfig;
import com.dropininc.instantstream.mock.MockServer;
import com.dropininc.instantstream.mock.fuzz.Watch;
import com.dropininc.instantstream.mock.sandbox.InvalidSetting;
import com.dropininc.instantstream.mock.sandbox.Sandboxes;
import com.dropininc.instantstream.mock.stream.Retention;
import com.dropininc.instantstream.spec.Json;
import com.dropininc.instantstream.spec.MalformedJson;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a fuzzer calls with bodies for the routes of the admin API; the first byte chooses the route. */
public final class FuzzAdmin {
    private static final MockServer MOCK = MockServer.start(MockConfig.standard()
            .withWorkbench(new MockConfig.Workbench(
                    Optional.empty(),
                    false,
                    MockConfig.Workbench.STANDARD.journal(),
                    new Sandboxes.Limits(10, Duration.ofMinutes(30), new Retention(200, 50)))));

    private static final List<Route> ROUTES = MOCK.admin().routes().stream()
            .filter(route -> !route.body().isEmpty())
            // It waits for as long as it is asked to.
            .filter(route ->
                    route.body().stream().noneMatch(field -> field.name().equals("timeoutMillis")))
            .toList();

    private FuzzAdmin() {}

    public static void body(byte[] data) {
        if (data.length == 0) {
            return;
        }
        Route route = ROUTES.get(Math.floorMod(data[0], ROUTES.size()));
        Watch.inTime(() -> told(route, Arrays.copyOfRange(data, 1, data.length)));
    }

    /** As the door does it: a problem is an answer, anything else a failure. */
    private static String told(Route route, byte[] body) {
        try {
            Wish wish = new Wish(Json.parse(body), "");
            wish.only(route.body().stream().map(Route.Field::name).toList());
            Map<String, String> parameters = Map.of("id", "default", "token", "demo-streaming", "name", "busy-chat");
            return String.valueOf(route.action()
                    .run(new AdminCall(
                            MOCK.sandboxes(),
                            parameters,
                            Map.of(),
                            new AdminCall.Sender("127.0.0.1", "/__admin" + route.path(), ""),
                            wish)));
        } catch (Problem | InvalidSetting | MalformedJson refused) {
            return refused.getMessage();
        }
    }
}
