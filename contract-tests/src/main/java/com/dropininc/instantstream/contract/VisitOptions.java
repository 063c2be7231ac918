package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.spec.Contract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that looks at targets without judging them. */
final class VisitOptions {
    @Option(names = "--config", paramLabel = "FILE", description = "Environments of your own, in YAML.")
    private Path config;

    @Option(names = "--confirm", paramLabel = "NAME", description = "Confirms calls to that protected environment.")
    private List<String> confirm = List.of();

    /** The target of that name or URL, confirmed if it is protected. */
    Target target(String name, Contract contract, Map<String, String> variables) {
        Target target =
                Targets.of(Optional.ofNullable(config), contract, variables).named(name);
        Visit.confirmed(target, confirm, variables);
        return target;
    }
}
