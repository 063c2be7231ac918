package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the operation for a method and a path. A literal segment wins over a parameter, from the left (OpenAPI 3.1,
 * path templating). Immutable.
 */
public final class Router {
    /** What a path leads to. */
    public sealed interface Match {}

    /**
     * An operation.
     *
     * @param parameters path parameters, still percent-encoded as they came
     */
    public record Found(Operation operation, Map<String, String> parameters) implements Match {}

    /**
     * A path of the API, with a method that it does not take.
     *
     * @param allowed the methods that it takes, in alphabetical order
     */
    public record WrongMethod(String template, List<String> allowed) implements Match {}

    /** A path that the API does not have; {@code nearest} are the operations most like it. */
    public record Unknown(List<Operation> nearest) implements Match {}

    private static final int NEAREST = 3;
    private static final int MISSING_SEGMENT = 8;

    private final boolean parametersWin;
    private final List<Route> routes;
    private final Collection<Operation> operations;

    /**
     * @param parametersWin whether a parameter wins over a literal segment where both fit, against OpenAPI's rule
     */
    Router(Collection<Operation> operations, boolean parametersWin) {
        this.parametersWin = parametersWin;
        this.operations = operations;
        Map<String, Route> byTemplate = new LinkedHashMap<>();
        for (Operation operation : operations) {
            byTemplate.computeIfAbsent(operation.path(), Route::new).operations.put(operation.method(), operation);
        }
        routes = byTemplate.values().stream()
                .sorted(Comparator.comparing(Route::order))
                .toList();
    }

    /** Matches a raw path, without its query; HEAD is matched as GET. */
    public Match match(String method, String path) {
        Optional<Found> other = parametersWin ? otherReading(method, path) : Optional.empty();
        if (other.isPresent()) {
            return other.get();
        }
        String[] segments = path.split("/", -1);
        for (Route route : routes) {
            Map<String, String> parameters = route.parameters(segments);
            if (parameters == null) {
                continue;
            }
            Operation operation = route.operations.get(method.equals("HEAD") ? "GET" : method);
            return operation == null ? route.wrongMethod() : new Found(operation, parameters);
        }
        return new Unknown(nearest(path));
    }

    /**
     * The operation that a parameter makes of the path where a literal segment makes another; empty where only one
     * operation fits.
     */
    private Optional<Found> otherReading(String method, String path) {
        String[] segments = path.split("/", -1);
        List<Found> found = new ArrayList<>();
        for (Route route : routes) {
            Map<String, String> parameters = route.parameters(segments);
            Operation operation = route.operations.get(method.equals("HEAD") ? "GET" : method);
            if (parameters != null && operation != null) {
                found.add(new Found(operation, parameters));
            }
        }
        return found.size() < 2 ? Optional.empty() : Optional.of(found.get(found.size() - 1));
    }

    private List<Operation> nearest(String path) {
        String[] segments = (path.length() > 200 ? path.substring(0, 200) : path).split("/", -1);
        return operations.stream()
                .sorted(Comparator.comparingInt(
                        operation -> distance(segments, operation.path().split("/", -1))))
                .limit(NEAREST)
                .toList();
    }

    private static int distance(String[] actual, String[] template) {
        int distance = MISSING_SEGMENT * Math.abs(actual.length - template.length);
        for (int i = 0; i < Math.min(actual.length, template.length); i++) {
            distance += Route.isParameter(template[i]) ? 1 : Nearest.distance(actual[i], template[i]);
        }
        return distance;
    }

    private static final class Route {
        private final String template;
        private final String[] segments;
        private final Map<String, Operation> operations = new HashMap<>();

        Route(String template) {
            this.template = template;
            this.segments = template.split("/", -1);
        }

        /** Sorts literal segments before parameters, from the left. */
        String order() {
            StringBuilder order = new StringBuilder();
            for (String segment : segments) {
                order.append(isParameter(segment) ? '1' : '0');
            }
            return order + template;
        }

        Map<String, String> parameters(String[] actual) {
            if (!fits(actual)) {
                return null;
            }
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < actual.length; i++) {
                if (isParameter(segments[i])) {
                    parameters.put(segments[i].substring(1, segments[i].length() - 1), actual[i]);
                }
            }
            return parameters;
        }

        private boolean fits(String[] actual) {
            boolean fits = actual.length == segments.length;
            for (int i = 0; fits && i < actual.length; i++) {
                fits = isParameter(segments[i]) ? !actual[i].isEmpty() : segments[i].equals(actual[i]);
            }
            return fits;
        }

        WrongMethod wrongMethod() {
            TreeSet<String> allowed = new TreeSet<>(operations.keySet());
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            allowed.add("OPTIONS");
            return new WrongMethod(template, new ArrayList<>(allowed));
        }

        private static boolean isParameter(String segment) {
            return segment.startsWith("{");
        }
    }
}
