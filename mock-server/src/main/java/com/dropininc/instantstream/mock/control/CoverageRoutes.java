package com.dropininc.instantstream.mock.control;

import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.spec.Contract;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Routes that tell what apps have exercised of the API. */
final class CoverageRoutes {
    private static final String ALL = "all";

    private final Contract contract;
    private final Coverage whole;

    /**
     * @param whole what was exercised in all sandboxes, those that are gone included
     */
    CoverageRoutes(Contract contract, Coverage whole) {
        this.contract = contract;
        this.whole = whole;
    }

    List<Route> routes() {
        return List.of(
                meant(Route.get(
                        "/coverage",
                        "What each app has exercised: operations, states, outcomes, undocumented fields, and what it never has",
                        call -> Result.ok(Map.of("apps", apps(call))))),
                meant(Route.get("/coverage.xml", "The same as JUnit XML, for a gate", this::xml))
                        .taking("operations", "operationIds that have to be called, with commas; none when left out")
                        .taking("ignore", "statuses that need not be met, with commas"),
                meant(Route.delete("/coverage", "Forgets what was exercised", this::clear)));
    }

    private static Route meant(Route route) {
        Route one = route.taking(
                Route.SANDBOX,
                "id of the sandbox; all for every one, removed ones included; the default one when left out");
        return route.method().equals("GET")
                ? one.taking("userAgent", "only apps whose User-Agent has this in it")
                : one;
    }

    private Coverage coverage(AdminCall call) {
        return call.asked(Route.SANDBOX).filter(ALL::equals).isPresent()
                ? whole
                : call.sandbox().coverage();
    }

    private List<CoverageReport.App> apps(AdminCall call) {
        CoverageReport report = new CoverageReport(contract);
        String agent = call.asked("userAgent").orElse("");
        return coverage(call).all().stream()
                .filter(seen -> seen.app().userAgent().contains(agent))
                .map(report::of)
                .toList();
    }

    private Result xml(AdminCall call) {
        Set<String> operations = words(call, "operations");
        operations.stream()
                .filter(id -> !contract.operations().containsKey(id))
                .findFirst()
                .ifPresent(id -> {
                    throw Problem.unknown("operation", id, contract.operations().keySet());
                });
        Set<String> ignored = words(call, "ignore");
        ignored.stream().filter(word -> !word.matches("\\d{3}")).findFirst().ifPresent(word -> {
            throw Problem.invalid("query ignore", "'" + word + "' is no status: write ignore=413,415");
        });
        return new Result.Text(
                "application/xml",
                CoverageXml.of(
                        apps(call),
                        new CoverageXml.Demand(
                                operations,
                                ignored.stream().map(Integer::valueOf).collect(Collectors.toSet()))));
    }

    private static Set<String> words(AdminCall call, String name) {
        return Arrays.stream(call.asked(name).orElse("").split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Result clear(AdminCall call) {
        coverage(call).clear();
        return Result.none();
    }
}
