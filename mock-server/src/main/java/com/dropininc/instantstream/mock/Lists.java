package com.dropininc.instantstream.mock;

import com.dropininc.instantstream.spec.Contract;
import java.util.List;

/** The operations that answer lists, by their paths, told without a router since each call is asked. Immutable. */
final class Lists {
    private record Ends(String first, String last) {
        static Ends of(String template) {
            return new Ends(
                    template.substring(0, (template + "{").indexOf('{')),
                    template.substring(template.lastIndexOf('}') + 1));
        }

        boolean fit(String path) {
            return path.startsWith(first) && path.endsWith(last);
        }
    }

    private final List<Ends> lists;

    Lists(Contract contract) {
        lists = contract.operations().values().stream()
                .filter(operation -> operation.success().list())
                .map(operation -> Ends.of(operation.path()))
                .toList();
    }

    /** Whether a raw path may lead to one of them. */
    boolean at(String path) {
        for (Ends ends : lists) {
            if (ends.fit(path)) {
                return true;
            }
        }
        return false;
    }
}
