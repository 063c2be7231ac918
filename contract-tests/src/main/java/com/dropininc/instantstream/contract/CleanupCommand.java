package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.check.Cleanup;
import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Leftovers;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cleanup}: ends the streams that runs which died have left behind. */
@Command(
        name = "cleanup",
        mixinStandardHelpOptions = true,
        description = "Cancels or stops the streams that a run has left behind, by its clean-up ledger.",
        footerHeading = "%nExit codes:%n",
        footer = {"  0 nothing is left, 2 wrong usage, 3 something is left or a run is under way"})
final class CleanupCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final PrintStream out;

    @Option(names = "--env", required = true, paramLabel = "NAME", description = "The environment to clean up.")
    private String env;

    @Option(names = "--config", paramLabel = "FILE", description = "Environments of your own, in YAML.")
    private Path config;

    @Option(
            names = "--leftovers",
            paramLabel = "DIR",
            description = "Where the clean-up ledgers are. Default: " + LeftoversDirectory.DEFAULT
                    + ", or INSTANTSTREAM_LEFTOVERS.")
    private Path directory;

    CleanupCommand(Map<String, String> variables, PrintStream out) {
        this.variables = variables;
        this.out = out;
    }

    @Override
    public Integer call() {
        Contract contract = Contract.load();
        Target target =
                Targets.of(Optional.ofNullable(config), contract, variables).target(Optional.of(env), Optional.empty());
        List<Leftovers> ledgers = new ArrayList<>();
        Path where = LeftoversDirectory.of(directory, variables);
        for (Path file : Leftovers.in(where)) {
            Leftovers read = Leftovers.read(file);
            if (read.environment().equals(env) || read.environment().isEmpty()) {
                ledgers.add(read);
            }
        }
        int left = 0;
        for (Leftovers ledger : ledgers) {
            left += clean(contract, target, ledger);
        }
        if (ledgers.isEmpty()) {
            out.println("nothing is left behind in " + where + " by a run against " + env);
        }
        return left == 0 ? 0 : Main.INCONCLUSIVE;
    }

    private int clean(Contract contract, Target target, Leftovers leftovers) {
        Optional<Ledger> ledger = Ledger.resume(leftovers);
        if (ledger.isEmpty()) {
            out.println(leftovers.file() + ": its run is under way, nothing was done");
            return 1;
        }
        try (Ledger open = ledger.get()) {
            if (leftovers.nothing()) {
                open.discard();
                out.println(leftovers.file() + ": nothing is left");
                return 0;
            }
            if (!leftovers.baseUrl().equals(target.baseUrl())) {
                throw new UsageException(leftovers.file() + " is of " + leftovers.baseUrl() + ", and " + env + " is at "
                        + target.baseUrl() + ": give the profile of that time with --config");
            }
            return end(contract, target, leftovers, open);
        }
    }

    private int end(Contract contract, Target target, Leftovers leftovers, Ledger ledger) {
        int known = leftovers.tokens().size();
        int unknown = leftovers.intents().size();
        try (Execution execution = Execution.toCleanUp(contract, target, ledger, leftovers)) {
            int left = new Cleanup(execution.session()).endAll();
            out.println(leftovers.file() + ": " + known + " streams to end, " + unknown + " that may have been made; "
                    + left + " left");
            if (left == 0) {
                ledger.discard();
            }
            return left;
        }
    }
}
