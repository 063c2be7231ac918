package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes checks. One that finds what no check has found twice is made once more: what shows both times is a finding,
 * what shows once is unstable. Safe to share between threads.
 */
final class Making {
    /** A race that is seen once is proved; that it is not seen again proves nothing. */
    private static final Set<String> PROVED_AT_ONCE = Set.of("concurrency", "race");

    private record Attempt(Sightings seen, Optional<NotJudged> reason) {
        Set<String> keys() {
            return seen.all().stream().map(Finding::key).collect(Collectors.toSet());
        }

        boolean gone() {
            return reason.filter(why -> !why.why().harmless()).isPresent();
        }
    }

    private final Session session;
    private final Map<String, Bystander> bystanders = new ConcurrentHashMap<>();
    private final Set<String> seenTwice = ConcurrentHashMap.newKeySet();

    Making(Session session) {
        this.session = session;
    }

    /** Makes one check; what answers showed in passing is kept with the results of the session. */
    CheckResult make(CheckInfo info, Consumer<Bench> work) {
        long begin = System.nanoTime();
        Attempt first = attempt(info, work);
        List<Finding> once = List.of();
        Set<String> keys = first.keys();
        // Nobody broke anything in a rehearsal, whatever its answers lack.
        boolean proved = first.gone()
                || session.exchange().rehearses()
                || PROVED_AT_ONCE.contains(info.group())
                || seenTwice.containsAll(keys);
        if (!proved) {
            Attempt second = attempt(info, work);
            keys.stream()
                    .filter(key -> second.gone() || second.keys().contains(key))
                    .forEach(seenTwice::add);
            once = once(first, second);
        }
        Set<String> unsteady = once.stream().map(Finding::key).collect(Collectors.toSet());
        first.seen().passing().stream()
                .filter(finding -> !unsteady.contains(finding.key()))
                .forEach(session.collected()::inPassing);
        List<Finding> findings = first.seen().own().stream()
                .filter(finding -> !unsteady.contains(finding.key()))
                .toList();
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return first.reason()
                .map(reason -> CheckResult.notJudged(info, reason, findings, took))
                .orElseGet(() -> CheckResult.judged(info, findings, took))
                .unstable(once);
    }

    /** Looks once more at the uninvolved streams: time alone may have changed what no check has. */
    void lookAgain() {
        CheckInfo info = new CheckInfo("a-later-look", CheckInfo.IN_PASSING, "time changes nothing", List.of());
        for (Bystander bystander : bystanders.values()) {
            Bench bench = session.bench(info);
            try {
                bystander.hasToBeUnchanged(bench);
            } catch (NotJudged e) {
                // A target that is gone is told by the checks that it left unanswered.
                return;
            }
            bench.findings().forEach(session.collected()::inPassing);
        }
    }

    private List<Finding> once(Attempt first, Attempt second) {
        Map<String, Finding> once = new LinkedHashMap<>();
        List<Finding> both = new ArrayList<>(first.seen().all());
        both.addAll(second.seen().all());
        both.stream()
                .filter(finding -> !seenTwice.contains(finding.key()))
                .forEach(finding -> once.putIfAbsent(finding.key(), finding));
        return List.copyOf(once.values());
    }

    /** Made once and not again with the check: what its making shows is no evidence that the check is unsteady. */
    private Bystander standing(CheckInfo info) {
        Bench bench = session.bench(info);
        Bystander bystander = Bystander.of(bench);
        bench.sightings().passing().forEach(session.collected()::inPassing);
        return bystander;
    }

    /** One attempt: an uninvolved stream stands by, and has to be unchanged at the end. */
    private Attempt attempt(CheckInfo info, Consumer<Bench> work) {
        Bench bench = session.bench(info);
        try {
            Bystander bystander = bystanders.computeIfAbsent(info.group(), group -> standing(info));
            work.accept(bench);
            bench.finish();
            bystander.hasToBeUnchanged(bench);
            if (bench.judged() == 0) {
                throw new NotJudged(NotJudged.Cause.SUITE, "the check looked at nothing");
            }
            return new Attempt(bench.sightings(), Optional.empty());
        } catch (NotJudged e) {
            return new Attempt(bench.sightings(), Optional.of(e));
        } catch (RuntimeException | Error e) {
            return new Attempt(
                    bench.sightings(), Optional.of(new NotJudged(NotJudged.Cause.SUITE, "the suite failed: " + e)));
        }
    }
}
