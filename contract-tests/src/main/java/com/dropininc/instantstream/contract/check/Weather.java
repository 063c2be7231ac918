package com.dropininc.instantstream.contract.check;

import com.dropininc.instantstream.contract.exchange.Answer;
import com.dropininc.instantstream.contract.exchange.Call;
import com.dropininc.instantstream.contract.exchange.Expectation;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.contract.verdict.Observation;
import com.dropininc.instantstream.spec.Operation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What fails on the way to the target: a gateway's 502, 503 or 504, a connection that is hung up. It says nothing about
 * the target where an ordinary read fails at the same time, or the same act succeeds on a fresh stream; so it is waited
 * for and tried again. Safe to share between threads.
 */
final class Weather {
    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    /** From that share of all calls on, nobody can say what the target itself does. */
    private static final int TOO_MUCH_PER_CENT = 1;

    private static final int A_FEW = 5;

    private final Session session;
    private final Map<String, Integer> incidents = new TreeMap<>();

    Weather(Session session) {
        this.session = session;
    }

    static boolean in(Answer answer) {
        return GATEWAY.contains(answer.status());
    }

    /** Notes that something failed on the way. */
    synchronized void note(String what) {
        incidents.merge(what, 1, Integer::sum);
    }

    /** Waits, at least as long as an answer asks for, until an ordinary read is answered; whether it was. */
    boolean calm(Optional<Answer> asks) {
        long pause = asks.flatMap(answer -> answer.header("Retry-After"))
                .filter(text -> text.matches("\\d{1,3}"))
                .map(seconds -> TimeUnit.SECONDS.toMillis(Long.parseLong(seconds)))
                .orElse(FIRST_PAUSE_MILLIS);
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() - end < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(Math.min(pause, LONGEST_PAUSE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (reads()) {
                return true;
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
        return false;
    }

    /** An ordinary read that no stream is needed for. */
    private boolean reads() {
        Operation pending = session.contract().operation("getPending");
        Call read = Call.of(pending)
                .key(session.target().keys().main())
                .parameter(
                        pending.parameters().get(0).name(), session.identities().word("nobody"));
        try {
            Answer answer = session.exchange().call(read, new Expectation.Anything(), finding -> {});
            return !answer.serverError();
        } catch (NotJudged e) {
            return false;
        }
    }

    /** What there was of it, if anything. */
    synchronized Optional<Observation> observation() {
        return incidents.isEmpty()
                ? Optional.empty()
                : Optional.of(new Observation(
                        "weather", "failed on the way, and not when tried again: " + incidents, Set.of()));
    }

    /** Why there was too much of it for a verdict, if there was. */
    synchronized Optional<String> storm() {
        int count = incidents.values().stream().mapToInt(Integer::intValue).sum();
        int calls = session.exchange().tally().calls();
        return count > A_FEW && count * 100 > calls * TOO_MUCH_PER_CENT
                ? Optional.of(count + " of " + calls + " calls failed on the way: " + incidents)
                : Optional.empty();
    }
}
