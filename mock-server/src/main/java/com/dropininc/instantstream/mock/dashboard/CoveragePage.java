package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Result;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What each app has exercised of the API, and what it never has. */
final class CoveragePage {
    private final Api api;
    private final Renderer renderer;

    CoveragePage(Api api, Renderer renderer) {
        this.api = api;
        this.renderer = renderer;
    }

    record Coverage(List<App> apps) {}

    record App(
            String key,
            String userAgent,
            long requests,
            Instant last,
            long unmatched,
            List<Exercised> operations,
            List<String> operationsNever,
            List<String> faults,
            List<String> faultsNever) {
        int known() {
            return operations.size() + operationsNever.size();
        }
    }

    record Exercised(
            String operation,
            long requests,
            Map<Integer, Long> outcomes,
            List<Integer> outcomesNever,
            Map<String, Long> states,
            List<String> statesNever,
            List<String> undocumented) {}

    Result page(AdminCall call) {
        Frame frame = Frame.of(api, call, "Coverage", "/coverage");
        return renderer.page(
                200, "coverage", Map.of("frame", frame, "page", api.told(call, "/coverage", Coverage.class)));
    }
}
