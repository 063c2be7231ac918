package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.history.History;
import com.dropininc.instantstream.contract.report.Reports;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.contract.report.Terminal;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify}: plan, execute, verdict, reports, exit code. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Checks a server against the contract.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 passed, 1 failed, 2 wrong usage, 3 inconclusive",
            "",
            "Keys come from environment variables only: INSTANTSTREAM_APIKEY,",
            "INSTANTSTREAM_DEALER_APIKEY, INSTANTSTREAM_OPERATOR_APIKEY,",
            "INSTANTSTREAM_PUSHER_KEY, INSTANTSTREAM_PUSHER_SECRET."
        })
final class VerifyCommand implements Callable<Integer> {
    private final Map<String, String> variables;
    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--env", paramLabel = "NAME", description = "An environment of the configuration, such as staging.")
    private String env;

    @Option(names = "--base-url", paramLabel = "URL", description = "The server to check, wherever it is.")
    private String baseUrl;

    @Option(names = "--strict", description = "Deviations from what is only observed or assumed count as broken too.")
    private boolean strict;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "contract-report",
            description = "Where the report goes.")
    private Path directory;

    @Option(
            names = "--only",
            arity = "1..*",
            paramLabel = "ID",
            description = "Make these checks only; * stands for any letters.")
    private List<String> only = List.of();

    @Option(names = "--plan", description = "Print every request that the run would make, and send none.")
    private boolean dryRun;

    @Option(names = "--list", description = "List the checks and make none.")
    private boolean list;

    @Option(names = "--config", paramLabel = "FILE", description = "Environments of your own, in YAML.")
    private Path config;

    @Option(
            names = "--overlay",
            paramLabel = "FILE",
            description = "An OpenAPI Overlay that changes the contract, such as what calibrate proposes.")
    private List<Path> overlays = List.of();

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Keeps in this YAML file what the answers look like, and tells what has changed since.")
    private Path shapes;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "Confirms a run against the protected environment of that name.")
    private String confirm;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Makes the same values again as the run that printed it. Default: a new one.")
    private Long seed;

    @Option(
            names = "--walks",
            paramLabel = "N",
            defaultValue = "6",
            description = "How many walks by chance through the life of a stream, by the seed. Default: 6.")
    private int walks;

    @Option(names = "--doctor", description = "First prove on this machine that the suite tells good from broken.")
    private boolean doctor;

    @Option(
            names = "--build",
            paramLabel = "ID",
            description = "The build that is judged, for the report. Default: INSTANTSTREAM_BUILD_ID.")
    private String build;

    @Option(names = "--history", paramLabel = "DIR", description = "Keeps the report there too, for 'history'.")
    private Path history;

    @Option(
            names = "--leftovers",
            paramLabel = "DIR",
            description = "Where the clean-up ledger is kept. Default: " + LeftoversDirectory.DEFAULT
                    + ", or INSTANTSTREAM_LEFTOVERS.")
    private Path leftovers;

    VerifyCommand(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        if (!believed()) {
            return Main.INCONCLUSIVE;
        }
        Contract contract = Contract.load().with(overlays);
        List<CheckInfo> catalogue = new ArrayList<>(Plan.catalogue(contract));
        Plan plan = Plan.of(catalogue, only);
        Terminal terminal = new Terminal(out);
        if (list) {
            terminal.list(plan.selected(), contract);
            return plan.selected().isEmpty() ? Main.INCONCLUSIVE : 0;
        }
        Targets targets = Targets.of(Optional.ofNullable(config), contract, variables);
        Target target = targets.target(Optional.ofNullable(env), Optional.ofNullable(baseUrl));
        if (dryRun) {
            PlannedCalls.Cost cost = new PlannedCalls(contract, target).print(plan, settings(), out);
            return cost.requests() > 0 ? 0 : Main.INCONCLUSIVE;
        }
        Visit.confirmed(target, Optional.ofNullable(confirm).stream().toList(), variables);
        Reports reports = Reports.into(directory);
        Run.Settings settings = settings();
        terminal.begin(target, contract, plan.selected().size(), settings, targets.usesDemoKeys(target));
        if (target.guarded()) {
            terminal.cost(new PlannedCalls(contract, target).of(plan, settings).toString());
        }
        try (Ledger ledger = LeftoversDirectory.begin(target, LeftoversDirectory.of(leftovers, variables));
                Execution execution = new Execution(contract, target, plan, settings, ledger, terminal::progress);
                Interruption handled = Interruption.of(execution::interrupt)) {
            Witness witness = new Witness(contract);
            execution.watch(witness::see);
            Run run = execution.run();
            reports.write(run, target.keys()::redact);
            terminal.end(Reports.masked(run, target.keys()::redact), directory);
            out.print(reports.tellWorkflow(run, target.keys()::redact, variables));
            settle(run, ledger);
            keep(run, witness);
            return run.verdict().word().exitCode();
        }
    }

    private void keep(Run run, Witness witness) {
        if (history != null) {
            History.keep(directory.resolve("report.json"), history);
        }
        if (shapes != null) {
            witness.update(shapes, run, out);
        }
        if (run.verdict().word() == Verdict.Word.INCONCLUSIVE) {
            err.println(
                    "inconclusive: " + run.target().keys().redact(run.verdict().reason()));
        }
    }

    /** Whether the suite may be asked at all: with {@code --doctor} it is examined first. */
    private boolean believed() {
        if (walks < 0) {
            throw new UsageException("--walks takes a number from 0 on, not " + walks);
        }
        boolean right = !doctor || Main.run(new String[] {"doctor"}, variables, out, err) == 0;
        if (!right) {
            err.println("inconclusive: the suite cannot be believed on this machine");
        }
        return right;
    }

    private void settle(Run run, Ledger ledger) {
        if (run.learned().leftBehind() == 0) {
            ledger.discard();
        } else {
            ledger.file()
                    .ifPresent(file -> err.println("left behind: see " + file + "; end it with: cleanup --env "
                            + run.target().name()));
        }
    }

    private Run.Settings settings() {
        return new Run.Settings(
                strict,
                Optional.ofNullable(seed).orElseGet(() -> new SecureRandom().nextLong(1L << 53)),
                walks,
                Optional.ofNullable(build)
                        .or(() -> Optional.ofNullable(variables.get("INSTANTSTREAM_BUILD_ID")))
                        .filter(id -> !id.isBlank()));
    }
}
