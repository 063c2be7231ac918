package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.fixtures.ApiKey;
import com.dropininc.instantstream.mock.sandbox.Coverage;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Counts what apps exercise, in their sandbox and in the mock as a whole. Safe to share between threads. */
final class Counting {
    private static final int LONGEST_NAME = 60;
    private static final int MOST_STRAYS = 20;

    /** Names the sandbox of a call without a key; it is this mock's own. */
    private static final String SANDBOX = "sandbox";

    private final Coverage whole;
    private final Map<String, Set<String>> fields = new HashMap<>();
    private final Map<String, Set<String>> parameters = new HashMap<>();

    /**
     * @param whole what is exercised in all sandboxes, those that are gone included
     */
    Counting(Contract contract, Coverage whole) {
        this.whole = whole;
        for (Operation operation : contract.operations().values()) {
            fields.put(
                    operation.id(), operation.body().map(Operation.Body::fields).orElse(Set.of()));
            Set<String> queries = new HashSet<>(Set.of(SANDBOX));
            operation.parameters().forEach(parameter -> queries.add(parameter.name()));
            parameters.put(operation.id(), queries);
        }
    }

    /** Counts a request with its answer; what the mock does in somebody's place is nobody's merit. */
    void count(Trail trail, Reply reply) {
        String agent = trail.call().header("User-Agent").orElse("");
        if (agent.startsWith(Parties.AGENT)) {
            return;
        }
        String operation = trail.operation().map(Operation::id).orElse("");
        Coverage.App app = new Coverage.App(trail.key().map(Counting::label).orElse(""), agent);
        Coverage.Exercise exercise = new Coverage.Exercise(operation, trail.state(), reply.status());
        Set<Coverage.Stray> strays = strays(trail, operation);
        Set<String> faults = trail.faults().isEmpty() ? Set.of() : new HashSet<>(trail.met());
        trail.sandbox().coverage().count(app, exercise, strays, faults, trail.at());
        whole.count(app, exercise, strays, faults, trail.at());
    }

    private static String label(ApiKey key) {
        return key.account().map(id -> key.kind() + " of " + id).orElse(key.kind());
    }

    private Set<Coverage.Stray> strays(Trail trail, String operation) {
        Set<Coverage.Stray> strays = Set.of();
        for (String name : trail.call().query().keySet()) {
            if (!name.isEmpty()
                    && parameters.containsKey(operation)
                    && !parameters.get(operation).contains(name)) {
                strays = with(strays, operation, "query " + cut(name));
            }
        }
        JsonNode body = trail.body();
        if (body != null && body.isObject()) {
            for (String name : body.propertyNames()) {
                if (!fields.get(operation).contains(name)) {
                    strays = with(strays, operation, "body /" + cut(name));
                }
            }
        }
        return strays;
    }

    private static Set<Coverage.Stray> with(Set<Coverage.Stray> strays, String operation, String where) {
        Set<Coverage.Stray> more = strays.isEmpty() ? new HashSet<>() : strays;
        if (more.size() < MOST_STRAYS) {
            more.add(new Coverage.Stray(operation, where));
        }
        return more;
    }

    private static String cut(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
