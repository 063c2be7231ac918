package com.dropininc.instantstream.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Refuses a spec whose parts name things that it does not have; one error names all of them. */
final class CrossReferences {
    private final Contract contract;
    private final List<String> problems = new ArrayList<>();

    private CrossReferences(Contract contract) {
        this.contract = contract;
    }

    static void check(Contract contract, JsonNode root) {
        CrossReferences references = new CrossReferences(contract);
        references.states(root);
        for (int i = 0; i < contract.lifecycle().transitions().size(); i++) {
            references.row(i);
        }
        references.ambiguousRows();
        contract.lifecycle().effects().values().forEach(references::repeated);
        contract.ambiguities().values().forEach(references::ambiguity);
        contract.lifecycle()
                .refused()
                .keySet()
                .forEach(
                        id -> references.known(id, contract.operations().keySet(), "x-lifecycle/refused", "operation"));
        for (Operation operation : contract.operations().values()) {
            operation
                    .keyKinds()
                    .forEach(kind -> references.known(kind, contract.keyKinds(), operation.id(), "kind of key"));
        }
        if (!references.problems.isEmpty()) {
            throw new ContractException(String.join("; ", references.problems));
        }
    }

    private void states(JsonNode root) {
        Set<String> states = contract.lifecycle().states().keySet();
        known(contract.lifecycle().initial(), states, "x-lifecycle/initial", "state");
        List<String> words = Yaml.texts(root.at("/components/schemas/StreamStatus"), "enum");
        if (!new LinkedHashSet<>(words).equals(new LinkedHashSet<>(states))) {
            problems.add("components/schemas/StreamStatus/enum " + words + " and x-lifecycle/states " + states
                    + " have to be the same words");
        }
    }

    private void row(int number) {
        Lifecycle lifecycle = contract.lifecycle();
        Lifecycle.Transition row = lifecycle.transitions().get(number);
        String where = "x-lifecycle/transitions/" + number;
        String named = " of row " + row.id();
        row.from().forEach(state -> known(state, lifecycle.states().keySet(), where + "/from" + named, "state"));
        row.to().ifPresent(state -> known(state, lifecycle.states().keySet(), where + "/to" + named, "state"));
        row.on().ifPresent(id -> known(id, contract.operations().keySet(), where + "/on" + named, "operation"));
        row.effects().forEach(name -> known(name, lifecycle.effects().keySet(), where + "/effects" + named, "effect"));
        row.event().ifPresent(name -> known(name, contract.events().keySet(), where + "/event" + named, "event"));
        if (row.on().isPresent() == row.after().isPresent()) {
            problems.add(where + named + " needs either 'on' or 'after'");
        }
        for (String state : row.from()) {
            boolean leavesTerminal = lifecycle.states().containsKey(state)
                    && lifecycle.states().get(state).terminal()
                    && !row.target(state).equals(state);
            if (leavesTerminal) {
                problems.add(where + named + " leads out of the terminal state " + state);
            }
        }
    }

    private void repeated(Lifecycle.Effect effect) {
        effect.repeated()
                .ifPresent(name -> known(
                        name,
                        contract.lifecycle().effects().keySet(),
                        "x-lifecycle/effects/" + effect.name() + "/repeated",
                        "effect"));
    }

    private void ambiguity(Ambiguity ambiguity) {
        ambiguity
                .rules()
                .forEach(id ->
                        known(id, contract.rules().keySet(), "x-ambiguities/" + ambiguity.id() + "/rules", "rule"));
    }

    private void ambiguousRows() {
        Set<String> seen = new LinkedHashSet<>();
        for (Lifecycle.Transition row : contract.lifecycle().transitions()) {
            for (String state : row.from()) {
                String cell = state + " on " + row.on().orElse("time");
                if (!seen.add(cell)) {
                    problems.add("x-lifecycle/transitions/" + row.id() + ": there is another row for " + cell);
                }
            }
        }
    }

    private void known(String word, Collection<String> words, String where, String kind) {
        if (!words.contains(word)) {
            problems.add(where + ": unknown " + kind + " '" + word + "', " + Nearest.hint(word, words));
        }
    }
}
