package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.exchange.Field;
import com.dropininc.instantstream.contract.exchange.Tally;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** All checks, run by the JUnit Platform. */
public final class Suite {
    /** One class for each concern; they may run at once, the checks of one run one after another. */
    private static final List<Class<?>> CLASSES = List.of(
            WalkChecks.class,
            LifecycleChecks.class,
            InvalidRequestChecks.class,
            RouteChecks.class,
            KeyChecks.class,
            ChatChecks.class,
            RequestChecks.class,
            StartChecks.class,
            ReadChecks.class,
            EndChecks.class,
            DeviceChecks.class,
            PendingChecks.class,
            OperatorChecks.class,
            ChannelChecks.class,
            ConcurrencyChecks.class,
            LaterChecks.class,
            RequiredChecks.class,
            BoundaryChecks.class,
            RealtimeChecks.class,
            OrderChecks.class,
            HeaderChecks.class,
            RaceChecks.class,
            TimeChecks.class);

    private Suite() {}

    /** Runs the checks that the session wants, and answers what went wrong with the run itself. */
    public static List<String> run(Session session) {
        LauncherConfig config = LauncherConfig.builder()
                .enableTestEngineAutoRegistration(false)
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .addTestEngines(new JupiterTestEngine())
                .build();
        Failures failures = new Failures();
        try (LauncherSession launcher = LauncherFactory.openSession(config)) {
            launcher.getStore().put(Namespace.create(Session.NAMESPACE), Session.class, session);
            launcher.getLauncher()
                    .execute(request(session.target().concurrency()).build(), failures);
        }
        session.lookAgain();
        if (session.wants(LastLook.INFO)) {
            session.made(LastLook.INFO, LastLook::look);
        }
        return failures.messages();
    }

    private static LauncherDiscoveryRequestBuilder request(int concurrency) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(CLASSES.stream().map(DiscoverySelectors::selectClass).toList())
                .configurationParameter("junit.jupiter.execution.parallel.enabled", String.valueOf(concurrency > 1))
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "same_thread")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism", String.valueOf(concurrency))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "false");
    }

    /** The check that is made in passing, on every answer of the run. */
    public static CheckInfo everyAnswer() {
        Set<String> rules = new LinkedHashSet<>(Exchange.rulesOfEveryAnswer());
        rules.addAll(Frame.RULES);
        rules.addAll(List.of("operation-works", "lifecycle-allowed"));
        return new CheckInfo(
                "every-answer",
                CheckInfo.IN_PASSING,
                "every answer of the run is one that the contract allows",
                List.copyOf(rules));
    }

    /** What became of {@link #everyAnswer()}. */
    public static CheckResult everyAnswer(Session session, Duration took) {
        List<Finding> findings = new ArrayList<>(session.collected().inPassing());
        findings.addAll(neverWorked(session));
        findings.addAll(session.exchange().conventions().findings());
        Optional<String> storm = session.weather().storm();
        if (storm.isPresent()) {
            return CheckResult.notJudged(
                    everyAnswer(), new NotJudged(NotJudged.Cause.WEATHER, storm.get()), findings, took);
        }
        if (session.exchange().tally().calls() == 0) {
            return CheckResult.notJudged(
                    everyAnswer(), new NotJudged(NotJudged.Cause.TARGET, "the target gave no answer"), findings, took);
        }
        return CheckResult.judged(everyAnswer(), findings, took);
    }

    /** An operation that works in no state at all is missing, whatever a single refusal may mean. */
    private static List<Finding> neverWorked(Session session) {
        Rule rule = session.contract().rule("operation-works");
        List<Finding> findings = new ArrayList<>();
        session.collected().neverWorked().forEach((id, times) -> {
            // Only the name of a channel is ours: a target that knows other names refuses all that we ask for.
            boolean ours =
                    session.bodies().full(session.contract().operation(id)).has(Field.CHANNEL_NAME);
            if (!ours || isMissing(session, id)) {
                findings.add(new Finding(
                        rule,
                        rule.provenance(),
                        id,
                        Finding.Kind.REFUSED,
                        "a success in some state",
                        "none of " + times + " valid calls succeeded",
                        Optional.empty()));
            }
        });
        return findings;
    }

    /** Whether nobody is at home on its path, whatever is wrong with a call. */
    private static boolean isMissing(Session session, String operation) {
        Set<Integer> nobody = Set.of(204, 404, 405, 501);
        return nobody.containsAll(session.exchange()
                .tally()
                .lines()
                .getOrDefault(operation, Tally.Line.NONE)
                .statuses()
                .keySet());
    }

    /** Failures of the suite itself, which no check reports. */
    private static final class Failures implements TestExecutionListener {
        private final Queue<String> messages = new ConcurrentLinkedQueue<>();

        @Override
        public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
            Optional<Throwable> cause = result.getThrowable();
            boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
            boolean byCheck = cause.filter(CheckFailed.class::isInstance).isPresent();
            if (failed && !byCheck) {
                messages.add(identifier.getDisplayName() + ": "
                        + cause.map(Throwable::toString).orElse("failed"));
            }
        }

        List<String> messages() {
            return new ArrayList<>(messages);
        }
    }
}
