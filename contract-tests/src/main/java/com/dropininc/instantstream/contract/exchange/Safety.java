package com.dropininc.instantstream.contract.exchange;

import com.dropininc.instantstream.contract.verdict.NotJudged;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Operation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the suite may do to a target. Every request passes {@link #allow}. On a guarded target nobody is ever notified,
 * no stream is touched that this run did not make, and no large body is sent. Remembers what the run made, so that it
 * can be ended. Safe to share between threads.
 */
public final class Safety {
    private static final int GUARDED_BODY_BYTES = 1 << 16;

    private final Lifecycle lifecycle;
    private final boolean guarded;
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final Set<String> invented = ConcurrentHashMap.newKeySet();

    public Safety(Contract contract, boolean guarded) {
        this.lifecycle = contract.lifecycle();
        this.guarded = guarded;
    }

    /** Allows calls that name a token which the suite made up and no stream has. */
    public String invented(String token) {
        invented.add(token);
        return token;
    }

    /** Tokens of the streams that this run made. */
    public Set<String> made() {
        return Set.copyOf(made.keySet());
    }

    /**
     * Lets a call pass.
     *
     * @throws NotJudged if the call is not allowed on this target
     */
    void allow(Call call) {
        if (!guarded) {
            return;
        }
        boolean creates = creates(call);
        if (creates && !"false".equals(call.query().get(Field.NOTIFY))) {
            throw forbidden("it could notify a dealer");
        }
        Optional<String> foreign = call.token().filter(token -> !made.containsKey(token) && !invented.contains(token));
        if (foreign.isPresent()) {
            throw forbidden("it names a stream that this run did not make");
        }
        if (call.body().filter(body -> body.bytes().length > GUARDED_BODY_BYTES).isPresent()) {
            throw forbidden("its body is large");
        }
    }

    private static NotJudged forbidden(String reason) {
        return new NotJudged(NotJudged.Cause.MEANS, "the call is not made on a protected environment: " + reason);
    }

    private boolean creates(Call call) {
        return call.operation()
                .filter(operation -> lifecycle.creation(operation.id()).isPresent())
                .isPresent();
    }

    /** Remembers a stream that a call made, and the state that an answer shows. */
    void remember(Call call, Answer answer) {
        if (!answer.success()) {
            return;
        }
        Optional<String> token = answer.textAt(Field.TOKEN);
        if (creates(call)) {
            token.ifPresent(made -> this.made.putIfAbsent(made, lifecycle.initial()));
        }
        answer.textAt(Field.STATUS)
                .ifPresent(state -> token.ifPresent(named -> made.computeIfPresent(named, (key, old) -> state)));
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

    /** Notes that a stream is over. */
    public void ended(String token) {
        made.remove(token);
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
