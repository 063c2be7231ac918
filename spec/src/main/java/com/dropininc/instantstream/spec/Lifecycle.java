package com.dropininc.instantstream.spec;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The life of a stream as rows of data (`x-lifecycle`). Immutable.
 *
 * @param initial the state of a new stream
 * @param states all states, in the order of the spec
 * @param effects what a transition may do to a stream, by name
 * @param transitions the rows
 * @param refused provenance of "this operation does not succeed in a state without a row", by operationId
 * @param refusedByDefault the same for operations that {@code refused} does not name
 */
public record Lifecycle(
        String initial,
        Map<String, State> states,
        Map<String, Effect> effects,
        List<Transition> transitions,
        Map<String, Provenance> refused,
        Provenance refusedByDefault) {

    /** A state; a terminal one has no way out. */
    public record State(String name, boolean terminal, String description, Provenance provenance) {}

    /**
     * One thing that a transition does.
     *
     * @param writes properties of the stream that it may change
     * @param event event to publish when it changed anything
     * @param repeated the effect that takes its place where it has nothing left to do
     */
    public record Effect(
            String name,
            Set<String> writes,
            Optional<String> event,
            Optional<String> repeated,
            Provenance provenance) {}

    /**
     * One row. Exactly one of {@code on} and {@code after} is there.
     *
     * @param from states in which the row applies; empty for the operation that makes a stream
     * @param on operationId that takes the row
     * @param after time that takes the row
     * @param to state afterwards; empty when the state stays as it is
     * @param event event to publish when the row changed anything
     */
    public record Transition(
            String id,
            Set<String> from,
            Optional<String> on,
            Optional<After> after,
            Optional<String> to,
            List<String> effects,
            Optional<String> event,
            Provenance provenance) {

        /** The state that a stream in {@code state} is in after this row. */
        public String target(String state) {
            return to.orElse(state);
        }
    }

    /** A span of time since an instant of the stream; never over while the stream lacks that instant. */
    public record After(Duration span, String since) {}

    /** The row that {@code operationId} takes in {@code state}; empty when the operation is refused there. */
    public Optional<Transition> row(String state, String operationId) {
        for (Transition row : transitions) {
            if (row.from().contains(state)
                    && row.on().filter(operationId::equals).isPresent()) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    /** The row that time takes in {@code state}, if there is one. */
    public Optional<Transition> timeRow(String state) {
        return transitions.stream()
                .filter(row -> row.after().isPresent() && row.from().contains(state))
                .findFirst();
    }

    /** The row by which {@code operationId} makes a new stream, if it does. */
    public Optional<Transition> creation(String operationId) {
        return transitions.stream()
                .filter(row -> row.from().isEmpty()
                        && row.on().filter(operationId::equals).isPresent())
                .findFirst();
    }

    /** The operations that {@code state} allows, in the order of the spec. */
    public Set<String> allowed(String state) {
        Set<String> allowed = new LinkedHashSet<>();
        transitions.stream()
                .filter(row -> row.from().contains(state))
                .forEach(row -> row.on().ifPresent(allowed::add));
        return allowed;
    }

    /** Provenance of the refusal of {@code operationId} in a state without a row for it. */
    public Provenance refusal(String operationId) {
        return refused.getOrDefault(operationId, refusedByDefault);
    }

    static Lifecycle read(JsonNode root) {
        String where = "x-lifecycle";
        JsonNode node = Yaml.child(root, where, "");
        Map<String, State> states = Yaml.map(Yaml.child(node, "states", where), where + "/states", Lifecycle::state);
        Map<String, Effect> effects =
                Yaml.map(Yaml.child(node, "effects", where), where + "/effects", Lifecycle::effect);
        List<Transition> rows =
                Yaml.list(Yaml.child(node, "transitions", where), where + "/transitions", Lifecycle::transition);
        JsonNode refused = Yaml.child(node, "refused", where);
        Map<String, Provenance> byOperation = new LinkedHashMap<>();
        refused.properties().stream()
                .filter(entry -> !entry.getKey().startsWith("x-"))
                .forEach(entry -> byOperation.put(
                        entry.getKey(), Provenance.read(entry.getValue(), where + "/refused/" + entry.getKey())));
        return new Lifecycle(
                Yaml.text(node, "initial", where),
                states,
                effects,
                rows,
                byOperation,
                Yaml.provenance(refused, where + "/refused"));
    }

    private static State state(JsonNode node, String where) {
        return new State(
                Pointers.last(where),
                node.path("terminal").asBoolean(false),
                Yaml.text(node, "description", where),
                Yaml.provenance(node, where));
    }

    private static Effect effect(JsonNode node, String where) {
        return new Effect(
                Pointers.last(where),
                new LinkedHashSet<>(Yaml.texts(node, "writes")),
                Yaml.optionalText(node, "event"),
                Yaml.optionalText(node, "repeated"),
                Yaml.provenance(node, where));
    }

    private static Transition transition(JsonNode node, String where) {
        Optional<After> after = Optional.ofNullable(node.get("after"))
                .map(span -> new After(
                        Duration.ofSeconds(Yaml.number(span, "seconds", where)), Yaml.text(span, "since", where)));
        return new Transition(
                Yaml.text(node, "id", where),
                new LinkedHashSet<>(Yaml.texts(node, "from")),
                Yaml.optionalText(node, "on"),
                after,
                Optional.of(Yaml.text(node, "to", where)).filter(to -> !to.equals("same")),
                Yaml.texts(node, "effects"),
                Yaml.optionalText(node, "event"),
                Yaml.provenance(node, where));
    }
}
