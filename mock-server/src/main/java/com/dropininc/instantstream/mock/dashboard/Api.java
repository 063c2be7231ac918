package com.dropininc.instantstream.mock.dashboard;

import com.dropininc.instantstream.mock.control.AdminCall;
import com.dropininc.instantstream.mock.control.Route;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the pages know of the mock: exactly what the admin API tells, so that a person with curl can do whatever a
 * person with a browser can. Immutable.
 */
final class Api {
    private final Map<String, Route> byPath = new LinkedHashMap<>();

    Api(List<Route> routes) {
        routes.stream().filter(route -> route.method().equals("GET")).forEach(route -> byPath.put(route.path(), route));
    }

    /** What the call's own parameters and query are told at the path of a route. */
    <T> T told(AdminCall call, String path, Class<T> type) {
        return byPath.get(path).told(call, type);
    }

    /** The same for other parameters and another query. */
    <T> T told(AdminCall call, String path, Map<String, String> parameters, Map<String, String> query, Class<T> type) {
        return told(call.with(parameters, query), path, type);
    }

    /** The route that tells what is at a path, if there is one. */
    Route route(String path) {
        return byPath.get(path);
    }

    boolean has(String path) {
        return byPath.containsKey(path);
    }
}
