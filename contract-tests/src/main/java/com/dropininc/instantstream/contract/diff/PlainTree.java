package com.dropininc.instantstream.contract.diff;

import com.dropininc.instantstream.spec.ContractException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Whether two values are the same tree once their references are followed; the order of members does not matter. */
final class PlainTree {
    private static final int MAX_STEPS = 500_000;
    private static final int MAX_DEPTH = 400;

    private final Set<String> open = new HashSet<>();
    private int steps;

    private PlainTree() {}

    static boolean same(DocumentNode old, DocumentNode now) {
        return new PlainTree().equal(old, now);
    }

    private boolean equal(DocumentNode before, DocumentNode after) {
        DocumentNode old = before.follow();
        DocumentNode now = after.follow();
        if (steps++ > MAX_STEPS || open.size() > MAX_DEPTH) {
            throw new ContractException(old.place() + " refers to too much to be compared: make it simpler");
        }
        if (old.node().isValueNode() || now.node().isValueNode()) {
            return value(old.node(), now.node());
        }
        String pair = old.address() + " " + now.address();
        if (!open.add(pair)) {
            return true;
        }
        try {
            return old.exists() == now.exists()
                    && old.node().isArray() == now.node().isArray()
                    && inside(old, now);
        } finally {
            open.remove(pair);
        }
    }

    private boolean inside(DocumentNode old, DocumentNode now) {
        if (old.node().isArray()) {
            Iterator<DocumentNode> others = now.rawItems().iterator();
            return old.node().size() == now.node().size()
                    && old.rawItems().stream().allMatch(item -> equal(item, others.next()));
        }
        return old.keys().equals(now.keys()) && old.keys().stream().allMatch(key -> equal(old.raw(key), now.raw(key)));
    }

    /** Numbers are compared by their value: 1 is 1.0. */
    static boolean value(JsonNode old, JsonNode now) {
        return old.isNumber() && now.isNumber()
                ? old.decimalValue().compareTo(now.decimalValue()) == 0
                : old.equals(now);
    }
}
