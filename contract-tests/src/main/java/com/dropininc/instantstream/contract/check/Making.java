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
 * what shows once is flaky, until another check sees it too. Safe to share between threads.
 */
final class Making {
    /** A race that is seen once is proved; that it is not seen again proves nothing. */
    private static final Set<String> PROVED_AT_ONCE = Set.of("concurrency", "race");

    /** So often a check is made that the way to the target spoils. */
    private static final int MOST_ATTEMPTS = 4;

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
            return all().stream().map(Finding::identity).collect(Collectors.toSet());
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

        /** Whether the way to the target spoilt it. */
        boolean stormy() {
            return reason.filter(why -> why.why() == NotJudged.Cause.WEATHER).isPresent();
        }

        /** The same without anything that it saw: nobody can say whose doing that was. */
        Attempt blown(Sightings nothing) {
            return new Attempt(nothing, List.of(), reason, borrowed);
        }

        /** The same, where it was not the way but the target's own answer. */
        Attempt answered() {
            NotJudged own = new NotJudged(
                    NotJudged.Cause.FINDING, reason.map(NotJudged::getMessage).orElse(""));
            return new Attempt(seen, own(), Optional.of(own), borrowed);
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
        List<Finding> proved = new ArrayList<>();
        Attempt first = inCalm(info, work, proved);
        first.all().stream()
                .filter(finding -> seenOnce.contains(likeness(finding)))
                .forEach(finding -> seenTwice.add(finding.identity()));
        Optional<Attempt> second =
                settled(info, first) ? Optional.empty() : Optional.of(attempt(info, work, Optional.empty()));
        List<Finding> once = second.map(again -> once(first, again)).orElse(List.of());
        once.forEach(finding -> seenOnce.add(likeness(finding)));
        // What is shown has to begin with streams of its own, or nobody could follow it.
        Attempt shown = first.borrowed() ? second.orElse(first) : first;
        Set<String> unsteady = once.stream().map(Finding::identity).collect(Collectors.toSet());
        shown.seen().passing().stream()
                .filter(finding -> !unsteady.contains(finding.identity()))
                .forEach(session.collected()::inPassing);
        second.ifPresent(again -> proved.addAll(proved(again)));
        Map<String, Finding> findings = new LinkedHashMap<>();
        Stream.concat(shown.own().stream(), Stream.concat(proved(first).stream(), proved.stream()))
                .filter(finding -> !unsteady.contains(finding.identity()))
                .forEach(finding -> findings.putIfAbsent(finding.identity() + finding.seen(), finding));
        session.collected().tested(shown.seen().tested());
        List<String> untested = shown.untested(info, EVERYWHERE);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        CheckResult result = shown.reason()
                .map(reason -> CheckResult.notJudged(info, reason, List.copyOf(findings.values()), took))
                .orElseGet(() -> CheckResult.judged(info, List.copyOf(findings.values()), took))
                .flaky(once);
        return untested.isEmpty() ? result : result.vacuous("nothing was there for " + String.join(", ", untested));
    }

    /**
     * An attempt that the way to the target does not spoil: one that it did is made again, once an ordinary read is
     * answered. What comes back for the same call is the target's answer. What was proved in between stays proved.
     */
    private Attempt inCalm(CheckInfo info, Consumer<Bench> work, List<Finding> proved) {
        Attempt attempt = attempt(info, work, lending);
        for (int times = 1; attempt.stormy() && times < MOST_ATTEMPTS; times++) {
            proved.addAll(proved(attempt));
            session.weather().note(info.id());
            if (!session.weather().calm(Optional.empty())) {
                return attempt.blown(session.bench(info).sightings());
            }
            Set<String> before = attempt.keys();
            attempt = attempt(info, work, Optional.empty());
            if (attempt.stormy() && attempt.keys().stream().anyMatch(before::contains)) {
                seenTwice.addAll(attempt.keys());
                return attempt.answered();
            }
        }
        return attempt.stormy() ? attempt.blown(session.bench(info).sightings()) : attempt;
    }

    /** What a call alone decides is broken for good once it was seen. */
    private static List<Finding> proved(Attempt attempt) {
        return attempt.all().stream()
                .filter(finding -> finding.rule().callAlone())
                .toList();
    }

    /** Whether one attempt says it all. */
    private boolean settled(CheckInfo info, Attempt first) {
        boolean proved = first.gone() || PROVED_AT_ONCE.contains(info.group()) || seenTwice.containsAll(first.keys());
        return first.clean() || first.stormy() || (proved && !first.borrowed());
    }

    /** What two sightings have to have in common; a target that is late is late at whatever it is asked. */
    private static String likeness(Finding finding) {
        return finding.rule().id().equals(TIME) ? TIME : finding.identity();
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
        Stream.concat(proved(first).stream(), proved(second).stream())
                .map(Finding::identity)
                .forEach(seenTwice::add);
        List<Finding> both = new ArrayList<>(first.all());
        both.addAll(second.all());
        both.stream()
                .filter(finding -> !seenTwice.contains(finding.identity()))
                .forEach(finding -> once.putIfAbsent(finding.identity(), finding));
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
