package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.check.Cleanup;
import com.dropininc.instantstream.contract.check.Preflight;
import com.dropininc.instantstream.contract.check.Session;
import com.dropininc.instantstream.contract.check.Suite;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wire;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.report.Reports;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.contract.report.Terminal;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.fixtures.Document;
import com.dropininc.instantstream.spec.Contract;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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
            "  0 contract kept, 1 contract broken, 2 wrong usage, 3 could not be judged",
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

    @Option(names = "--list", description = "List the checks and make none.")
    private boolean list;

    @Option(names = "--config", paramLabel = "FILE", description = "Environments of your own, in YAML.")
    private Path config;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            description = "Confirms a run against the protected environment of that name.")
    private String confirm;

    VerifyCommand(Map<String, String> variables, PrintStream out, PrintStream err) {
        this.variables = variables;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Contract contract = Contract.load();
        List<CheckInfo> catalogue = new ArrayList<>(Plan.catalogue(contract));
        Plan plan = Plan.of(catalogue, only);
        Terminal terminal = new Terminal(out);
        if (list) {
            terminal.list(plan.selected(), contract);
            return plan.selected().isEmpty() ? Main.NOT_JUDGED : 0;
        }
        Document file = config == null ? Document.ofResource("environments.yaml") : Document.ofFile(config);
        Targets targets = new Targets(Environment.readAll(file, contract), variables);
        Target target = targets.target(Optional.ofNullable(env), Optional.ofNullable(baseUrl));
        confirmed(target);
        Reports reports = Reports.into(directory);
        terminal.begin(target, contract, plan.selected().size(), targets.usesDemoKeys(target));
        Run run = run(contract, target, plan, file.child("identity"), terminal);
        reports.write(run, target.keys()::redact);
        terminal.end(run, directory);
        if (run.verdict().word() == Verdict.Word.NOT_JUDGED) {
            err.println("not judged: " + target.keys().redact(run.verdict().reason()));
        }
        return run.verdict().word().exitCode();
    }

    /** One run: is there anything to judge, the checks, what every answer showed, and an end to all that was made. */
    private Run run(Contract contract, Target target, Plan plan, Document identity, Terminal terminal) {
        Instant begin = Instant.now();
        Safety safety = new Safety(contract, target.guarded());
        Identities identities =
                new Identities(identity.text("phone"), identity.text("emailDomain"), new SecureRandom().nextLong());
        try (Wire wire = new Wire(target.baseUrl(), contract.keyHeader(), target.answerTime())) {
            Exchange exchange = new Exchange(contract, target, wire, safety);
            Session session = new Session(
                    contract,
                    target,
                    new Session.Sending(exchange, safety, identities),
                    Optional.of(plan::wants),
                    terminal::progress);
            List<CheckResult> results = new ArrayList<>();
            Optional<String> stopped =
                    plan.selected().isEmpty() ? Optional.of("no check has such an id") : Preflight.obstacle(session);
            int leftBehind = 0;
            try {
                if (stopped.isEmpty()) {
                    stopped = Suite.run(session).stream().findFirst().map(failure -> "the suite failed: " + failure);
                    results.addAll(session.results());
                    results.add(Suite.everyAnswer(session, between(begin)));
                }
            } finally {
                leftBehind = new Cleanup(session).endAll();
            }
            Verdict verdict = Verdict.of(plan.selected().size(), results, strict, stopped);
            return new Run(
                    contract,
                    target,
                    plan.selected(),
                    verdict,
                    strict,
                    exchange.tally(),
                    begin,
                    between(begin),
                    leftBehind);
        }
    }

    private static Duration between(Instant begin) {
        return Duration.between(begin, Instant.now());
    }

    private void confirmed(Target target) {
        boolean confirmed =
                target.name().equals(confirm) || target.name().equals(variables.get("INSTANTSTREAM_CONFIRM"));
        if (target.guarded() && !confirmed) {
            throw new UsageException(
                    target.name() + " is protected: add --confirm " + target.name() + " if you mean it");
        }
    }
}
