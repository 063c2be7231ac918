package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.Evidence;
import com.dropininc.instantstream.contract.verdict.Finding;
import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Operation;
import com.dropininc.instantstream.spec.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Calls to one target, each judged by the contract. Safe to share between threads. */
public final class Exchange {
    /** How often a call that is refused for its rate is sent again, each time after the pause that is asked for. */
    private static final int MOST_WAITS = 8;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final int GONE_AFTER = 4;
    /** Each of them was waited for: a target that now and then gives none must not make a run last for hours. */
    private static final int LOST_ENOUGH = 20;
    /** Nobody who answers at all hangs up so often one after the other. */
    private static final int HUNG_UP_ENOUGH = 25;
    /** So many requests are never needed; a walk that goes wrong must not become an attack. */
    public static final int MOST_REQUESTS = 10_000;
    /** So many late answers prove it; to wait for hundreds of them proves no more. */
    private static final int SLOW_ENOUGH = 4;

    private final Contract contract;
    private final Target target;
    private final Line line;
    private final Safety safety;
    private final Recorder recorder;
    private final Tally tally = new Tally();
    private final Conventions conventions = new Conventions();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private final Map<String, Integer> slow = new ConcurrentHashMap<>();
    private final List<Consumer<Exchanged>> observers = new CopyOnWriteArrayList<>();
    private volatile Optional<String> halted = Optional.empty();

    public Exchange(Contract contract, Target target, Line line, Safety safety) {
        this.contract = contract;
        this.target = target;
        this.line = line;
        this.safety = safety;
        this.recorder = new Recorder(target.baseUrl(), contract.keyHeader(), target.keys());
    }

    /** The rules that every answer is held to. */
    public static List<String> rulesOfEveryAnswer() {
        return Judgement.EVERYWHERE;
    }

    /** The rules beyond those that the answer to a call is held to. */
    public List<Rule> heldTo(Call call, Expectation expectation) {
        return Judgement.heldTo(contract, call, expectation);
    }

    /**
     * One exchange: the call passes the safety rules, is sent, counted and remembered, and its answer is judged.
     *
     * @param findings takes every way in which the answer breaks the contract
     * @throws NotJudged if the call may not be made, or the target gave no answer
     */
    public Answer call(Call call, Expectation expectation, Consumer<Finding> findings) {
        Optional<Wrong> wrong = Wrong.with(contract, call);
        if (expectation instanceof Expectation.Refused refused) {
            provable(refused.refusal().id(), wrong);
        }
        Answer answer = answer(call);
        if (answer.took().compareTo(contract.limits().answerTime()) > 0) {
            slow.merge(call.name(), 1, Integer::sum);
        }
        tally.count(call, answer);
        Exchanged exchanged = new Exchanged(call, expectation, wrong, answer);
        observers.forEach(observer -> observer.accept(exchanged));
        List<Finding> found = new Judgement(contract, exchanged, () -> evidence(call, answer))
                .by(target.keys(), contract.limits().answerTime());
        conventions.sift(exchanged, found).forEach(findings);
        return answer;
    }

    /** Nobody has to refuse what is not wrong: a contract that was read otherwise may allow it. */
    private static void provable(String refusal, Optional<Wrong> wrong) {
        boolean proved = wrong.map(Wrong::refusal).filter(refusal::equals).isPresent();
        if (Wrong.DECIDED.contains(refusal) && !proved) {
            throw new NotJudged(
                    NotJudged.Cause.MEANS,
                    "the contract has no " + refusal + " for this request: "
                            + wrong.map(Wrong::sentence).orElse("nothing is wrong with it"));
        }
    }

    /** The status that a request is answered with which is no readable HTTP; 0 when it is not answered at all. */
    public int statusOfUnreadable(String head) {
        try (Safety.Clearance<String> cleared = safety.clear(head)) {
            return line.sendUnreadable(cleared);
        } catch (Unanswered e) {
            throw new NotJudged(NotJudged.Cause.TARGET, e.getMessage());
        }
    }

    /** Whether an operation makes streams. */
    public boolean creates(Operation operation) {
        return safety.creates(operation);
    }

    /** A shell line that repeats a call. */
    public String curl(Call call) {
        return recorder.curl(call);
    }

    /** A call and its answer as they can be shown. */
    public Evidence evidence(Call call, Answer answer) {
        return recorder.evidence(call, answer);
    }

    /** Sends nothing any more, for a reason that a person reads. */
    public void halt(String reason) {
        halted = Optional.of(reason);
    }

    /** Sends again, to a target that had stopped to answer too. */
    public void resume() {
        halted = Optional.empty();
        unanswered.set(0);
        lost.set(0);
        hungUp.set(0);
        slow.clear();
    }

    /** Shows every exchange from now on to somebody, who has to be safe to share between threads. */
    public void watch(Consumer<Exchanged> observer) {
        observers.add(observer);
    }

    /** Whether nothing is sent at all. */
    public boolean rehearses() {
        return line instanceof Rehearsal;
    }

    /** What the server was seen to decide for itself. */
    public Conventions conventions() {
        return conventions;
    }

    /** What was sent so far. */
    public Tally tally() {
        return tally;
    }

    private Answer answer(Call call) {
        for (int attempt = 1; ; attempt++) {
            Answer answer = send(call);
            boolean tooMany =
                    answer.status() == contract.refusal("rate-limited").status();
            if (!tooMany) {
                return answer;
            }
            safety.slower();
            if (attempt > Math.max(MOST_WAITS, target.network().retries())) {
                throw new NotJudged(
                        NotJudged.Cause.TARGET, "the target limits the rate of calls; ask for a higher limit");
            }
            pause(answer);
        }
    }

    private Answer send(Call call) {
        if (tally.calls(call) >= MOST_REQUESTS) {
            throw new NotJudged(NotJudged.Cause.SUITE, MOST_REQUESTS + " requests of " + call.name() + " are enough");
        }
        if (slow.getOrDefault(call.name(), 0) >= SLOW_ENOUGH) {
            throw tooSlow(call);
        }
        halted.ifPresent(reason -> {
            throw new NotJudged(NotJudged.Cause.TARGET, reason);
        });
        if (unanswered.get() >= GONE_AFTER) {
            throw new NotJudged(NotJudged.Cause.TARGET, "the target answers no more");
        }
        if (lost.get() >= LOST_ENOUGH) {
            throw new NotJudged(NotJudged.Cause.TARGET, "the target left " + LOST_ENOUGH + " calls without an answer");
        }
        try (Safety.Clearance<Call> cleared = safety.clear(call)) {
            return sent(cleared);
        } catch (Unanswered e) {
            if (e.late() && slow.containsKey(call.name())) {
                // What was late before and now takes longer still is the same breach of the time budget.
                slow.put(call.name(), SLOW_ENOUGH);
                throw tooSlow(call);
            }
            if (e.hungUp() && hungUp.incrementAndGet() < HUNG_UP_ENOUGH) {
                throw new NotJudged(NotJudged.Cause.WEATHER, call.name() + ": " + e.getMessage());
            }
            unanswered.incrementAndGet();
            lost.incrementAndGet();
            throw new NotJudged(NotJudged.Cause.TARGET, call.name() + ": " + e.getMessage());
        }
    }

    private static NotJudged tooSlow(Call call) {
        return new NotJudged(NotJudged.Cause.FINDING, call.name() + " answers too slowly to be called again");
    }

    private Answer sent(Safety.Clearance<Call> cleared) throws Unanswered {
        try {
            Answer answer = line.send(cleared);
            safety.remember(cleared, answer);
            unanswered.set(0);
            hungUp.set(0);
            return answer;
        } catch (Unanswered e) {
            if (e.neverSent()) {
                safety.neverSent(cleared);
            }
            throw e;
        }
    }

    private static void pause(Answer answer) {
        long seconds = answer.header("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Long::parseLong)
                .orElse(1L);
        try {
            TimeUnit.MILLISECONDS.sleep(Math.min(TimeUnit.SECONDS.toMillis(seconds), LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotJudged(NotJudged.Cause.TARGET, "the run was interrupted");
        }
    }
}
