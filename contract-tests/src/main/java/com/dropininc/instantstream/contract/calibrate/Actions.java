package com.dropininc.instantstream.contract.calibrate;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Overlay;
import com.dropininc.instantstream.spec.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Collects the actions of an overlay, each with what justifies it. For one thread. */
final class Actions {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    private final Contract contract;
    private final String where;
    private final ArrayNode actions = JsonNodeFactory.instance.arrayNode();
    private final Map<String, String> observed = new LinkedHashMap<>();
    private final Map<String, String> rows = new LinkedHashMap<>();

    /**
     * @param where the environment and the day, as the source of what was observed
     */
    Actions(Contract contract, String where) {
        this.contract = contract;
        this.where = where;
    }

    /** Changes an entry of one of the spec's lists. */
    void update(String list, String id, ObjectNode update, String because) {
        actions.addObject()
                .put("target", "$['" + list + "'][?@.id == '" + id + "']")
                .put("description", because)
                .set("update", update);
    }

    /** Takes over what the spec says that a reading changes. */
    void take(Overlay.Action action, String because) {
        ObjectNode node =
                actions.addObject().put("target", action.target().toString()).put("description", because);
        action.update().ifPresentOrElse(update -> node.set("update", update), () -> node.put("remove", true));
    }

    /** Takes something out of the spec. */
    void remove(String target, String because) {
        actions.addObject().put("target", target).put("description", because).put("remove", true);
    }

    /** A rule was seen to hold as the contract, changed or not, now states it; what is documented stays so. */
    void observe(String rule, String because) {
        if (contract.rule(rule).provenance().level() == Provenance.Level.ASSUMED) {
            observed.putIfAbsent(rule, because);
        }
    }

    /** A row of the lifecycle was seen to lead where it says. */
    void observe(Lifecycle.Transition row, String because) {
        if (row.provenance().level() == Provenance.Level.ASSUMED) {
            rows.putIfAbsent(row.id(), because);
        }
    }

    /** A row was seen not to hold in a state. */
    void remove(Lifecycle.Transition row, String state, String because) {
        int index = new ArrayList<>(row.from()).indexOf(state);
        remove(at(row.id()) + (row.from().size() > 1 ? ".from[" + index + "]" : ""), because);
    }

    private static String at(String row) {
        return "$['x-lifecycle'].transitions[?@.id == '" + row + "']";
    }

    private ObjectNode observed() {
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.putObject("x-provenance")
                .put("level", Provenance.Level.OBSERVED.word())
                .put("source", where);
        return update;
    }

    String yaml(String title) {
        observed.forEach((rule, because) -> update("x-rules", rule, observed(), because));
        rows.forEach((row, because) -> actions.addObject()
                .put("target", at(row))
                .put("description", because)
                .set("update", observed()));
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("overlay", "1.0.0");
        root.putObject("info").put("title", title).put("version", contract.version());
        root.put("extends", "openapi.yaml").set("actions", actions);
        return "# Proposed by `calibrate`, applied by nobody: review it like code, then give it to --overlay.\n"
                + YAML.writeValueAsString(root);
    }

    /** The rules and rows that were seen to hold. */
    List<String> confirmed() {
        List<String> all = new ArrayList<>(observed.keySet());
        rows.keySet().forEach(row -> all.add("row " + row));
        return all;
    }

    boolean nothing() {
        return actions.isEmpty() && observed.isEmpty() && rows.isEmpty();
    }
}
