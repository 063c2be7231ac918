package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.Problem;
import com.dropininc.instantstream.mock.control.Result;
import com.dropininc.instantstream.mock.control.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a browser is shown of the workbench: a page at the path of each thing that the admin API tells about, and a few
 * of its own. The pages write by calling the admin API, as any other client does. Safe to share between threads.
 */
public final class Dashboard {
    /** Where a person begins, under the root of the admin API. */
    public static final String HOME = "/";

    private final List<Route> told;
    private final Renderer renderer = new Renderer();

    /**
     * @param told the routes of the admin API
     */
    public Dashboard(List<Route> told) {
        this.told = List.copyOf(told);
    }

    /** The routes of the admin API with what browsers are shown at them, and the dashboard's own. */
    public List<Route> routes() {
        Api api = new Api(told);
        StreamPages streams = new StreamPages(api, renderer);
        RequestPages requests = new RequestPages(api, renderer);
        BenchPages bench = new BenchPages(api, renderer);
        Map<String, Route.Action> pages = new LinkedHashMap<>();
        pages.put("/streams", streams::board);
        pages.put("/streams/{token}", streams::one);
        pages.put("/requests", requests::log);
        pages.put("/requests/{id}", requests::one);
        pages.put("/sandboxes", bench::sandboxes);
        pages.put("/clock", bench::clock);
        pages.put("/faults", bench::faults);
        pages.put("/scenarios", bench::scenarios);
        pages.put("/coverage", new CoveragePage(api, renderer)::page);
        List<Route> routes = new ArrayList<>();
        for (Route route : told) {
            Route.Action page = route.method().equals("GET") ? pages.get(route.path()) : null;
            // Every page is about a sandbox, whether what it tells is or not.
            boolean aboutOne = page == null || route.query().containsKey(Route.SANDBOX);
            Route shown = page == null ? route : route.showing(page);
            routes.add(aboutOne ? shown : shown.inSandbox());
        }
        routes.addAll(own(api, streams, bench));
        return routes;
    }

    private List<Route> own(Api api, StreamPages streams, BenchPages bench) {
        ConnectPage connect = new ConnectPage(api, renderer);
        DocsPages docs = new DocsPages(api, renderer);
        return List.of(
                Route.get(HOME, "Where to begin: the dashboard for a browser, links for others", call -> index())
                        .showing(streams::board)
                        .inSandbox(),
                Route.get("/readings", "The dashboard's page of the settings", bench::readings)
                        .inSandbox(),
                Route.get("/connect", "How to point an app at a sandbox", connect::page)
                        .inSandbox(),
                Route.get("/docs", "The interactive docs of the API", docs::page)
                        .inSandbox(),
                Route.get("/docs/openapi.json", "The contract of the API, with this mock as its server", docs::document)
                        .inSandbox(),
                Route.get("/assets/{name}", "A style, script or picture of the dashboard", new Assets()::file)
                        .opened());
    }

    private Result index() {
        Map<String, String> links = new LinkedHashMap<>();
        told.stream()
                .filter(route -> route.method().equals("GET") && !route.path().contains("{"))
                .forEach(route -> links.put(
                        com.dropininc.instantstream.mock.control.AdminDoor.ROOT + route.path(), route.summary()));
        return Result.ok(links);
    }

    /** The page that shows a problem; where it is that the token is missing, it asks for that. */
    public Result.Bytes problem(Problem problem) {
        String template = problem.details().status() == 401 ? "sign-in" : "problem";
        return renderer.page(problem.details().status(), template, Map.of("problem", problem.details()));
    }
}
