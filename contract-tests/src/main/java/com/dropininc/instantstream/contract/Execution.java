package com.dropininc.instantstream.contract;

import com.dropininc.instantstream.contract.check.Cleanup;
import com.dropininc.instantstream.contract.check.Preflight;
import com.dropininc.instantstream.contract.check.Probes;
import com.dropininc.instantstream.contract.check.Session;
import com.dropininc.instantstream.contract.check.Suite;
import com.dropininc.instantstream.contract.coverage.Coverage;
import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Exchanged;
import com.dropininc.instantstream.contract.exchange.Ledger;
import com.dropininc.instantstream.contract.exchange.Leftovers;
import com.dropininc.instantstream.contract.exchange.Line;
import com.dropininc.instantstream.contract.exchange.Safety;
import com.dropininc.instantstream.contract.exchange.Target;
import com.dropininc.instantstream.contract.exchange.Wire;
import com.dropininc.instantstream.contract.model.Identities;
import com.dropininc.instantstream.contract.report.Run;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.contract.verdict.RuleAudit;
import com.dropininc.instantstream.contract.verdict.Verdict;
import com.dropininc.instantstream.spec.Contract;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run, from the first call to the last: is there anything to judge, the checks, what every answer showed, and an
 * end to all that was made. {@link #interrupt} may come from any thread.
 */
final class Execution implements AutoCloseable {
    private final Contract contract;
    private final Target target;
    private final Plan plan;
    private final Run.Settings settings;
    private final Line line;
    private final Safety safety;
    private final Exchange exchange;
    private final Coverage coverage;
    private final Session session;
    private volatile boolean interrupted;

    /** What a run works with; it is closed with the run. */
    record Means(Contract contract, Target target, Line line) {}

    /** @param ledger notes what the run makes until it is over */
    Execution(
            Contract contract,
            Target target,
            Plan plan,
            Run.Settings settings,
            Ledger ledger,
            Consumer<CheckResult> progress) {
        this(
                new Means(
                        contract,
                        target,
                        new Wire(target.baseUrl(), contract.keyHeader(), target.answerTime(), target.network())),
                plan,
                settings,
                ledger,
                progress);
    }

    Execution(Means means, Plan plan, Run.Settings settings, Ledger ledger, Consumer<CheckResult> progress) {
        this.contract = means.contract();
        this.target = means.target();
        this.plan = plan;
        this.settings = settings;
        this.line = means.line();
        this.safety = new Safety(contract, target.rules(), ledger);
        this.exchange = new Exchange(contract, target, line, safety);
        this.coverage = new Coverage(contract);
        Identities identities =
                new Identities(target.persona().phone(), target.persona().emailDomain(), settings.seed());
        this.session = new Session(
                contract,
                target,
                new Session.Sending(exchange, safety, identities, settings.walks()),
                Optional.of(plan::wants),
                progress);
    }

    /** Makes no run, but takes over what one has left. */
    static Execution toCleanUp(Contract contract, Target target, Ledger ledger, Leftovers leftovers) {
        Run.Settings settings = new Run.Settings(false, new SecureRandom().nextLong(1L << 53), 0, Optional.empty());
        Plan nothing = new Plan(List.of(), Set.of(), false);
        Execution execution = new Execution(contract, target, nothing, settings, ledger, result -> {});
        execution.safety.adopt(leftovers);
        return execution;
    }

    /** Shows every exchange of the run to somebody. */
    void watch(Consumer<Exchanged> observer) {
        exchange.watch(observer);
    }

    Session session() {
        return session;
    }

    /** Makes the run; it comes to its end soon after an {@link #interrupt} too. */
    Run run() {
        Instant begin = Instant.now();
        List<CheckResult> results = new ArrayList<>();
        Optional<String> stopped =
                plan.selected().isEmpty() ? Optional.of("no check has such an id") : Preflight.obstacle(session);
        // What is learnt beforehand proves nothing: only checks cover.
        exchange.watch(coverage::see);
        int leftBehind;
        try {
            if (stopped.isEmpty()) {
                stopped = Suite.run(session).stream().findFirst().map(failure -> "the suite failed: " + failure);
                results.addAll(session.results());
                if (plan.whole()) {
                    Probes.ask(session);
                }
                results.add(Suite.everyAnswer(session, Duration.between(begin, Instant.now())));
            }
        } finally {
            exchange.resume();
            leftBehind = new Cleanup(session).endAll();
        }
        List<Observation> observations = session.observations();
        RuleAudit audit = audit(results, observations);
        Verdict verdict = interrupted
                ? Verdict.interrupted(audit.results())
                : Verdict.of(plan.selected().size(), audit.results(), settings.strict(), stopped);
        return new Run(
                contract,
                target,
                settings,
                plan.selected(),
                verdict,
                exchange.tally(),
                learned(observations, audit, leftBehind),
                new Run.Times(begin, Instant.now()));
    }

    private Run.Learned learned(List<Observation> observations, RuleAudit audit, int leftBehind) {
        return new Run.Learned(
                session.readings(),
                session.guarantees(),
                observations,
                audit.rules(),
                coverage.dimensions(),
                leftBehind);
    }

    private RuleAudit audit(List<CheckResult> results, List<Observation> observations) {
        return RuleAudit.of(contract.rules().values(), results, session.tested(), coverage.seen(), plan.whole())
                .learnt(observations);
    }

    /** Lets no check send anything any more. */
    void interrupt() {
        interrupted = true;
        exchange.halt("the run was interrupted");
    }

    @Override
    public void close() {
        line.close();
    }
}
