package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the suite may do to a target. The wire takes only what this class has cleared, so that no request that breaks a
 * rule can be sent: {@link Restrictions} says which rules, {@link Pace} how fast, the budget how many. Remembers what
 * the run made, in memory and in the clean-up ledger, so that it can be ended. Safe to share between threads.
 */
public final class Safety {
    private final Lifecycle lifecycle;
    private final Rules rules;
    private final Restrictions restrictions;
    private final Pace pace;
    private final Ledger ledger;
    private final long begin = System.nanoTime();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Map<Long, Leftovers.Intent> open = new ConcurrentHashMap<>();
    private volatile boolean ending;

    public Safety(Contract contract, Rules rules, Ledger ledger) {
        this.lifecycle = contract.lifecycle();
        this.rules = rules;
        this.restrictions = new Restrictions(contract, rules);
        this.pace = new Pace(rules.rate());
        this.ledger = ledger;
    }

    /** Without a ledger, a bound on the rate or a budget. */
    public Safety(Contract contract, boolean guarded) {
        this(contract, Rules.of(guarded), Ledger.none());
    }

    /**
     * Leave to send one request, once. Only {@link Safety} gives it; closing it makes room for the next.
     *
     * @param <T> what may be sent
     */
    public static final class Clearance<T> implements AutoCloseable {
        private final T request;
        private final OptionalLong intent;
        private final Pace pace;

        private Clearance(T request, OptionalLong intent, Pace pace) {
            this.request = request;
            this.intent = intent;
            this.pace = pace;
        }

        T request() {
            return request;
        }

        @Override
        public void close() {
            pace.end();
        }
    }

    /** The numbers and addresses that are kept free of subscribers. */
    public Reserved reserved() {
        return rules.reserved();
    }

    /** Allows calls that name a token which the suite made up and no stream has. */
    public String invented(String token) {
        own.add(token);
        return token;
    }

    /** Tokens of the streams that this run made. */
    public Set<String> made() {
        return Set.copyOf(made.keySet());
    }

    /**
     * Clears a call, when its turn has come.
     *
     * @throws NotJudged if the call is not allowed on this target, or would cost more than the budget
     */
    Clearance<Call> clear(Call call) {
        restrictions.check(call, own);
        boolean creates = restrictions.creates(call);
        spend(requests, rules.budget().requests(), "requests");
        if (creates) {
            spend(streams, rules.budget().streams(), "streams");
        }
        turn();
        OptionalLong intent = creates ? OptionalLong.of(intended(call)) : OptionalLong.empty();
        return new Clearance<>(call, intent, pace);
    }

    /** Clears a request that is no readable HTTP, which carries no key and names no stream. */
    Clearance<String> clear(String head) {
        return counted(head);
    }

    /** Clears a call about the clock of a target, which is turned where nobody lives by it, or not at all. */
    Clearance<VirtualClock.Call> clear(VirtualClock.Call call) {
        restrictions.check(call);
        return counted(call);
    }

    /** Clears the opening of a socket, which only listens. */
    Clearance<RealtimeSocket.Opening> clear(RealtimeSocket.Opening opening) {
        return counted(opening);
    }

    /** Clears the joining of a channel; that of a stream that this run did not make is not to be heard. */
    Clearance<RealtimeSocket.Joining> clear(RealtimeSocket.Joining joining) {
        restrictions.check(joining, own);
        return counted(joining);
    }

    private <T> Clearance<T> counted(T request) {
        spend(requests, rules.budget().requests(), "requests");
        turn();
        return new Clearance<>(request, OptionalLong.empty(), pace);
    }

    private long intended(Call call) {
        Leftovers.Intent intent = Restrictions.intent(call);
        long number;
        try {
            number = ledger.intent(intent.phone(), intent.email());
        } catch (RuntimeException e) {
            pace.end();
            throw e;
        }
        open.put(number, intent);
        return number;
    }

    private void spend(AtomicInteger spent, int budget, String what) {
        if (ending) {
            return;
        }
        boolean late = Duration.ofNanos(System.nanoTime() - begin)
                        .compareTo(rules.budget().time())
                > 0;
        if (late || spent.incrementAndGet() > budget) {
            String bound = late ? rules.budget().time().toMinutes() + " minutes" : budget + " " + what;
            throw new NotJudged(NotJudged.Cause.SUITE, "the budget of the profile is spent: " + bound);
        }
    }

    /** Begins fewer requests a second from now on: the target has refused one for its rate. */
    void slower() {
        pace.slower();
    }

    /** How many requests a second the target was seen to take, where it limits them. */
    public OptionalInt limit() {
        return pace.limit();
    }

    private void turn() {
        try {
            pace.begin();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotJudged(NotJudged.Cause.TARGET, "the run was interrupted");
        }
    }

    /** Remembers a stream that a call made, and the state that an answer shows. */
    void remember(Clearance<Call> sent, Answer answer) {
        Optional<String> token = answer.token();
        sent.intent.ifPresent(intent -> answered(intent, answer, token));
        if (answer.success() && token.isPresent()) {
            answer.textAt(Field.STATUS).ifPresent(state -> seen(token.get(), state));
        }
    }

    /** Notes that a call did not reach the target: it has made nothing. */
    void neverSent(Clearance<Call> cleared) {
        cleared.intent.ifPresent(this::settled);
    }

    private void answered(long intent, Answer answer, Optional<String> token) {
        if (answer.success() && token.isPresent()) {
            ledger.made(intent, token.get());
            own.add(token.get());
            made.putIfAbsent(token.get(), lifecycle.initial());
            open.remove(intent);
        } else if (answer.status() / 100 == 4) {
            ledger.refused(intent);
            open.remove(intent);
        }
    }

    private void seen(String token, String state) {
        Lifecycle.State known = lifecycle.states().get(state);
        if (made.computeIfPresent(token, (key, old) -> state) != null && known != null && known.terminal()) {
            ledger.ended(token);
        }
    }

    /** The streams that this run made and that were not seen to be over. */
    public Set<String> alive() {
        Set<String> alive = new LinkedHashSet<>();
        made.forEach((token, state) -> {
            Lifecycle.State known = lifecycle.states().get(state);
            if (known == null || !known.terminal()) {
                alive.add(token);
            }
        });
        return alive;
    }

    /** Streams that were asked for, without an answer that says whether they were made. */
    public Map<Long, Leftovers.Intent> unanswered() {
        return new LinkedHashMap<>(open);
    }

    /** From now on the run ends what it made: the budget is no reason to leave anything behind. */
    public void ending() {
        ending = true;
    }

    /** Takes over what a dead run has left. */
    public void adopt(Leftovers leftovers) {
        leftovers.tokens().forEach(token -> {
            own.add(token);
            made.put(token, lifecycle.initial());
        });
        open.putAll(leftovers.intents());
    }

    /** Takes a stream for one of this run's, which is proved by whom it was asked for. */
    public void adopt(long intent, String token) {
        ledger.made(intent, token);
        own.add(token);
        made.putIfAbsent(token, lifecycle.initial());
    }

    /** Notes that an intent is settled: what it led to is known. */
    public void settled(long intent) {
        ledger.refused(intent);
        open.remove(intent);
    }

    /** Notes that a stream is over. */
    public void ended(String token) {
        if (made.remove(token) != null) {
            ledger.ended(token);
        }
    }

    /** The operations that end a stream, those first that the state it was last seen in allows. */
    public List<String> endings(String token) {
        String state = made.getOrDefault(token, lifecycle.initial());
        List<String> fitting = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Lifecycle.Transition row : lifecycle.transitions()) {
            boolean ends = row.on().isPresent()
                    && row.to()
                            .map(lifecycle.states()::get)
                            .filter(Lifecycle.State::terminal)
                            .isPresent();
            if (ends
                    && !others.contains(row.on().get())
                    && !fitting.contains(row.on().get())) {
                (row.from().contains(state) ? fitting : others).add(row.on().get());
            }
        }
        fitting.addAll(others);
        return fitting;
    }

    /** Whether an operation makes streams. */
    public boolean creates(Operation operation) {
        return lifecycle.creation(operation.id()).isPresent();
    }
}
