package com.dropininc.instantstream.contract.mutant;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Router;
import java.util.List;
import java.util.Locale;

/** Servers that lack one operation: whatever it is asked, nobody is at home. */
final class MissingMutants {
    private MissingMutants() {}

    static List<Mutant> all() {
        Contract contract = Contract.load();
        return contract.operations().values().stream()
                .map(operation -> Mutant.of(
                        "no-" + kebab(operation),
                        "operation-works",
                        "*-" + kebab(operation),
                        (ask, server) -> is(contract, operation, ask) ? Faults.refusal(404) : server.send(ask)))
                .toList();
    }

    private static boolean is(Contract contract, Operation operation, Ask ask) {
        return contract.router().match(ask.method(), ask.path()) instanceof Router.Found found
                && found.operation().equals(operation);
    }

    private static String kebab(Operation operation) {
        return operation.id().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
