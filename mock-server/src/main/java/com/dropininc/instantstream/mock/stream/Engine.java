package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.stream.Decision.Change;
import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.ContractException;
import com.dropininc.instantstream.spec.Lifecycle;
import com.dropininc.instantstream.spec.Lifecycle.Transition;
import com.dropininc.instantstream.spec.Nearest;
import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides by the rows of the spec's lifecycle what an act does to a stream. Pure: no clock, no store, no I/O. Safe to
 * share between threads.
 */
public final class Engine {
    /** Instants of a stream that a time row of the spec may count from, by the name the spec gives them. */
    private static final Map<String, Function<StreamState, Optional<Instant>>> INSTANTS = Map.of(
            "createdAt", stream -> Optional.of(stream.times().created()),
            "startedAt", stream -> stream.times().started(),
            "lastPingAt", stream -> stream.times().lastPing());

    private final Lifecycle lifecycle;
    private final Effects effects;
    private final Map<String, Transition> timeRows = new HashMap<>();

    /**
     * @throws ContractException if the lifecycle names an effect or an instant that there is no code for
     */
    public Engine(Contract contract) {
        lifecycle = contract.lifecycle();
        effects = new Effects(lifecycle);
        lifecycle
                .states()
                .keySet()
                .forEach(state -> lifecycle.timeRow(state).ifPresent(row -> timeRows.put(state, row)));
        for (Transition row : lifecycle.transitions()) {
            row.after()
                    .map(Lifecycle.After::since)
                    .filter(name -> !INSTANTS.containsKey(name))
                    .ifPresent(name -> {
                        throw new ContractException("x-lifecycle/transitions/" + row.id() + ": time cannot count from '"
                                + name + "', only from " + INSTANTS.keySet());
                    });
        }
    }

    /** A new stream by the row of an operation that makes one. */
    public Change create(String token, StreamState.Request request, Act act) {
        Transition row = lifecycle
                .creation(act.operation())
                .orElseThrow(() -> new ContractException(act.operation() + " has no row that makes a stream"));
        StreamState stream =
                StreamState.requested(token, row.target(lifecycle.initial()), request, act.device(), act.now());
        return new Change(stream, Optional.empty(), row.event().map(List::of).orElse(List.of()));
    }

    /** What an act does to a stream, or why it may not. Time is not looked at: settle the stream first. */
    public Decision decide(StreamState stream, Act act) {
        Optional<Transition> row = lifecycle.row(stream.status(), act.operation());
        if (row.isEmpty()) {
            return new Decision.Refused(
                    stream.status(), lifecycle.allowed(stream.status()), lifecycle.refusal(act.operation()));
        }
        return take(row.get(), stream, act);
    }

    /** The change that time has brought by {@code now}, at the moment it was due; empty when none is due. */
    public Optional<Change> settle(StreamState stream, Instant now) {
        Optional<Instant> due = expiresOn(stream).filter(instant -> !instant.isAfter(now));
        return due.map(instant -> take(
                timeRows.get(stream.status()),
                stream,
                new Act("", List.of(Role.VIEWER), Device.UNKNOWN, Optional.empty(), Optional.empty(), "", instant)));
    }

    /**
     * The changes that bring a stream into a state: along the rows if they lead there, or from its beginning anew.
     *
     * @throws ContractException if there is no such state
     */
    List<Change> force(StreamState stream, String state, Act act) {
        if (!lifecycle.states().containsKey(state)) {
            throw new ContractException("there is no state '" + state + "'; "
                    + Nearest.hint(state, lifecycle.states().keySet()));
        }
        Optional<List<Transition>> path = Paths.between(lifecycle, stream.status(), state);
        StreamState from = path.isPresent() ? stream : begunAnew(stream, act);
        List<Change> changes = new ArrayList<>();
        if (path.isEmpty()) {
            changes.add(new Change(from, Optional.empty(), List.of()));
        }
        for (Transition row : path.or(() -> Paths.between(lifecycle, lifecycle.initial(), state))
                .orElseThrow()) {
            Change change = take(row, from, act);
            changes.add(change);
            from = change.stream();
        }
        return changes;
    }

    private StreamState begunAnew(StreamState stream, Act act) {
        return StreamState.requested(
                stream.token(),
                lifecycle.initial(),
                stream.request(),
                stream.viewer().device(),
                act.now());
    }

    /** Whether the life of the stream is over. */
    boolean over(StreamState stream) {
        return lifecycle.states().get(stream.status()).terminal();
    }

    /** When time will take the stream out of its state; empty when it will not. */
    public Optional<Instant> expiresOn(StreamState stream) {
        return Optional.ofNullable(timeRows.get(stream.status()))
                .flatMap(Transition::after)
                .flatMap(after -> INSTANTS.get(after.since()).apply(stream).map(since -> since.plus(after.span())));
    }

    private Change take(Transition row, StreamState before, Act act) {
        Change done = effects.apply(lifecycle, row, before, act);
        StreamState after = done.stream().in(row.target(before.status()));
        boolean changed = after != before;
        List<String> events = new ArrayList<>(done.events());
        if (changed || done.said().isPresent()) {
            row.event().ifPresent(events::add);
        }
        StreamState stamped = changed ? after.with(after.times().updated(act.now())) : before;
        return new Change(stamped, done.said(), List.copyOf(events));
    }
}
