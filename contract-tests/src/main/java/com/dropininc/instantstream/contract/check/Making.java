package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Exchange;
import com.dropininc.instantstream.contract.verdict.CheckInfo;
import com.dropininc.instantstream.contract.verdict.CheckResult;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes checks. One that finds what no check has found twice is made once more: what shows both times is a finding,
 * what shows once is unstable, until another check sees it too. Safe to share between threads.
 */
final class Making {
    /** A race that is seen once is proved; that it is not seen again proves nothing. */
    private static final Set<String> PROVED_AT_ONCE = Set.of("concurrency", "race");

    private static final String TIME = "answer-in-time";
    private static final String SERVER_ERROR = "no-server-error";

    /** These are held against every answer, and are tested by any call. */
    private static final Set<String> EVERYWHERE = everywhere();

    private static Set<String> everywhere() {
        Set<String> rules = new HashSet<>(Exchange.rulesOfEveryAnswer());
        rules.addAll(Frame.RULES);
        return Set.copyOf(rules);
    }

    /**
     * @param seen all that it saw
     * @param own what the check found
     * @param reason why it was not made to its end
     * @param borrowed whether the streams of another check were among those it worked with
     */
    private record Attempt(Sightings seen, List<Finding> own, Optional<NotJudged> reason, boolean borrowed) {
        /** What a check finds while the target fails at valid calls is the failure's doing. */
        static Attempt of(Bench bench, Optional<NotJudged> reason) {
            Sightings seen = bench.sightings();
            boolean borrowed = bench.lives().borrowed();
            Optional<Finding> failure = seen.passing().stream()
                    .filter(finding -> finding.rule().id().equals(SERVER_ERROR))
                    .findFirst();
            return failure.map(finding -> new Attempt(
                            seen, List.of(), reason.or(() -> Optional.of(failedAt(finding.subject()))), borrowed))
                    .orElseGet(() -> new Attempt(seen, seen.own(), reason, borrowed));
        }

        private static NotJudged failedAt(String operation) {
            return new NotJudged(NotJudged.Cause.FINDING, operation + " failed while the check was made");
        }

        List<Finding> all() {
            return Stream.concat(own.stream(), seen.passing().stream()).toList();
        }

        Set<String> keys() {
            return all().stream().map(Finding::key).collect(Collectors.toSet());
        }

        boolean clean() {
            return reason.isEmpty() && all().isEmpty();
        }

        /** What proves nothing, although nothing in it is broken. */
        List<String> untested(CheckInfo info, Set<String> everywhere) {
            return info.rules().stream()
                    .filter(rule -> !seen.tested().contains(rule) && !everywhere.contains(rule))
                    .toList();
        }

        boolean gone() {
            return reason.filter(why -> !why.why().harmless()).isPresent();
        }
    }

    private final Session session;
    private final Map<String, Bystander> bystanders = new ConcurrentHashMap<>();
    private final Set<String> seenOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> seenTwice = ConcurrentHashMap.newKeySet();
    private final Optional<Lending> lending;
    private String group = "";

    Making(Session session) {
        this.session = session;
        this.lending = session.target().guarded()
                ? Optional.of(new Lending(session.contract().lifecycle()))
                : Optional.empty();
    }

    /** Makes one check; what answers showed in passing is kept with the results of the session. */
    CheckResult make(CheckInfo info, Consumer<Bench> work) {
        long begin = System.nanoTime();
        Attempt first = attempt(info, work, lending);
        first.all().stream()
                .filter(finding -> seenOnce.contains(likeness(finding)))
                .forEach(finding -> seenTwice.add(finding.key()));
        Optional<Attempt> second =
                settled(info, first) ? Optional.empty() : Optional.of(attempt(info, work, Optional.empty()));
        List<Finding> once = second.map(again -> once(first, again)).orElse(List.of());
        once.forEach(finding -> seenOnce.add(likeness(finding)));
        // What is shown has to begin with streams of its own, or nobody could follow it.
        Attempt shown = first.borrowed() ? second.orElse(first) : first;
        Set<String> unsteady = once.stream().map(Finding::key).collect(Collectors.toSet());
        shown.seen().passing().stream()
                .filter(finding -> !unsteady.contains(finding.key()))
                .forEach(session.collected()::inPassing);
        List<Finding> findings = shown.own().stream()
                .filter(finding -> !unsteady.contains(finding.key()))
                .toList();
        session.collected().tested(shown.seen().tested());
        List<String> untested = shown.untested(info, EVERYWHERE);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        CheckResult result = shown.reason()
                .map(reason -> CheckResult.notJudged(info, reason, findings, took))
                .orElseGet(() -> CheckResult.judged(info, findings, took))
                .unstable(once);
        return untested.isEmpty() ? result : result.vacuous("nothing was there for " + String.join(", ", untested));
    }

    /** Whether one attempt says it all. */
    private boolean settled(CheckInfo info, Attempt first) {
        boolean proved = first.gone() || PROVED_AT_ONCE.contains(info.group()) || seenTwice.containsAll(first.keys());
        return first.clean() || (proved && !first.borrowed());
    }

    /** What two sightings have to have in common; a target that is late is late at whatever it is asked. */
    private static String likeness(Finding finding) {
        return finding.rule().id().equals(TIME) ? TIME : finding.key();
    }

    /** Looks once more at the uninvolved streams: time alone may have changed what no check has. */
    synchronized void lookAgain() {
        CheckInfo info = new CheckInfo("a-later-look", CheckInfo.IN_PASSING, "time changes nothing", List.of());
        for (Bystander bystander : bystanders.values()) {
            Bench bench = session.bench(info);
            try {
                bystander.hasToBeUnchanged(bench);
            } catch (NotJudged e) {
                // A target that is gone is told by the checks that it left unanswered.
                return;
            }
            bench.sightings().own().forEach(session.collected()::inPassing);
        }
    }

    /** Where every call is one too many there is one bystander for all, looked at when another group begins. */
    private synchronized void lookSeldom(CheckInfo info) {
        if (!group.equals(info.group())) {
            group = info.group();
            lookAgain();
            boolean old = bystanders.values().stream()
                    .anyMatch(one -> one.old(session.contract().lifecycle()));
            if (old || bystanders.isEmpty()) {
                bystanders.put("", standing(info));
            }
        }
    }

    private List<Finding> once(Attempt first, Attempt second) {
        first.keys().stream()
                .filter(key -> second.gone() || second.keys().contains(key))
                .forEach(seenTwice::add);
        Map<String, Finding> once = new LinkedHashMap<>();
        List<Finding> both = new ArrayList<>(first.all());
        both.addAll(second.all());
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

    /** The bystander that is looked at after each check, if that is done here. */
    private Optional<Bystander> bystander(CheckInfo info) {
        if (lending.isPresent()) {
            lookSeldom(info);
            return Optional.empty();
        }
        return Optional.of(bystanders.computeIfAbsent(info.group(), key -> standing(info)));
    }

    /** One attempt: an uninvolved stream stands by, and has to be unchanged at the end. */
    private Attempt attempt(CheckInfo info, Consumer<Bench> work, Optional<Lending> others) {
        Bench bench = new Bench(session, info, others);
        try {
            Optional<Bystander> bystander = bystander(info);
            work.accept(bench);
            bench.lives().finish();
            bystander.ifPresent(uninvolved -> uninvolved.hasToBeUnchanged(bench));
            if (bench.judged() == 0) {
                throw new NotJudged(NotJudged.Cause.SUITE, "the check looked at nothing");
            }
            Attempt attempt = Attempt.of(bench, Optional.empty());
            if (attempt.clean()) {
                bench.lives().giveBack();
            }
            return attempt;
        } catch (NotJudged e) {
            return Attempt.of(bench, Optional.of(e));
        } catch (RuntimeException | Error e) {
            return Attempt.of(bench, Optional.of(new NotJudged(NotJudged.Cause.SUITE, "the suite failed: " + e)));
        }
    }
}
