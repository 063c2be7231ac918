package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import com.dropininc.instantstream.mock.store.StoreException;
import com.dropininc.instantstream.mock.stream.Decision.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streams of one sandbox, in memory. Acts on one stream happen one after the other, whoever calls; acts on
 * different streams do not wait for each other. A {@link Keeper} is told of each change first; where others keep theirs
 * too, a change that was decided on what is no longer true is decided anew. Safe to share between threads.
 */
public final class Streams {
    private final Supplier<Engine> engine;
    private final Keeper keeper;
    private final Retention retention;
    private final Slots slots;

    /** Who is told what happens. */
    public interface Listener {
        /** An event, told while the stream is still locked, so this must not block. */
        void happened(Happening happening);
    }

    /**
     * @param engine asked for before each act, so that it may change in between
     * @param initial the state of a new stream, which is also what pending lists show
     */
    public Streams(Supplier<Engine> engine, String initial, Retention retention, Listener listener, Keeper keeper) {
        this.engine = engine;
        this.keeper = keeper;
        this.retention = retention;
        slots = new Slots(engine, new Index(initial, retention.always()), retention, listener);
    }

    /** A stream with its chat, as a snapshot holds it. */
    public record Kept(StreamState stream, List<Message> chat) {
        public Kept {
            requireNonNull(stream, "stream is missing");
            chat = chat == null ? List.of() : List.copyOf(chat);
        }
    }

    /**
     * Where a stream stands among the others.
     *
     * @param number orders streams by their making
     * @param version of what is kept of it
     * @param said how many messages its chat has ever had
     */
    public record Place(long number, long version, int said) {}

    /**
     * Makes a stream.
     *
     * @throws IllegalArgumentException if the token is taken
     * @throws StoreException if it cannot be kept
     */
    public StreamState request(String token, StreamState.Request request, Act act) {
        Change change = engine.get().create(token, request, act);
        long number = slots.number(keeper.position());
        Place place = new Place(number, 0, 0);
        if (slots.find(token) != null
                || !keeper.moved(
                        () -> slots.abandoned()
                                ? null
                                : new Keeper.Moved(number, 0, 0, retention.messages(), change, act.now()),
                        () -> slots.begin(place, change, act.now()))) {
            throw slots.abandoned()
                    ? new StoreException("the sandbox was begun anew or removed meanwhile", null)
                    : new IllegalArgumentException("there is a stream " + token + " already");
        }
        makeRoom();
        return change.stream();
    }

    /** Has what was kept elsewhere: a new stream, or a change of one. Whoever tells it tells one after the other. */
    public void arrived(Keeper.Moved moved, long version) {
        slots.arrived(moved, version);
    }

    /** A stream is no longer kept. */
    public void left(String token) {
        Optional.ofNullable(slots.find(token)).ifPresent(slots::letGo);
    }

    /** Lets go of all: others have taken their place, and who still holds one must not decide on it. */
    public void abandon() {
        slots.abandon();
    }

    /** Whoever has another forget the stalest one makes room on. */
    private void makeRoom() {
        for (Slot stale = slots.tooMany(); stale != null && !stale.gone; stale = slots.tooMany()) {
            forget(stale);
        }
    }

    private void forget(Slot slot) {
        synchronized (slot) {
            if (!slot.gone) {
                keeper.forgotten(
                        () -> slot.gone
                                ? null
                                : slot.token()
                                        .map(token ->
                                                new Keeper.Gone(token, slot.version, slot.said, retention.messages()))
                                        .orElse(null),
                        () -> slots.letGo(slot));
            }
        }
    }

    /** Acts on a stream; empty when no stream has that token. A change that time owes it comes first. */
    public Optional<Decision> act(String token, Act act) {
        return locked(token, slot -> {
            while (!slot.gone) {
                // The version first: if it is older than the stream, the change is refused and decided anew.
                long basedOn = slot.version;
                StreamState stream = settle(slot, act.now());
                if (stream == null) {
                    return null;
                }
                Decision decision = engine.get().decide(stream, act);
                if (!(decision instanceof Change change) || commit(slot, basedOn, stream, change, act.now())) {
                    return decision;
                }
            }
            return null;
        });
    }

    /** Does something to the stream of a token while nobody else can; empty when there is none. */
    private <T> Optional<T> locked(String token, Function<Slot, T> what) {
        Slot slot = slots.find(token);
        if (slot == null) {
            return Optional.empty();
        }
        synchronized (slot) {
            return slot.gone ? Optional.empty() : Optional.ofNullable(what.apply(slot));
        }
    }

    /** The stream of that token as it is at {@code now}. */
    public Optional<StreamState> find(String token, Instant now) {
        return locked(token, slot -> settle(slot, now));
    }

    /** The chat of a stream, oldest first; empty when no stream has that token. */
    public List<Message> chat(String token) {
        Slot slot = slots.find(token);
        return slot == null || slot.gone ? List.of() : slot.chat(token);
    }

    /** The streams of an account that wait to be started at {@code now}, oldest first. */
    public List<StreamState> pending(String account, Instant now) {
        List<StreamState> pending = new ArrayList<>();
        for (Slot slot : slots.pending(account)) {
            synchronized (slot) {
                StreamState stream = settle(slot, now);
                if (stream != null && slot.waits) {
                    pending.add(stream);
                }
            }
        }
        pending.sort(Comparator.comparing(stream -> stream.times().created()));
        return pending;
    }

    /** Whether an account has any. */
    public boolean areOf(String account) {
        return slots.areOf(account);
    }

    /** How many streams were forgotten to make room. */
    public long forgotten() {
        return slots.forgotten();
    }

    /** How much is kept. */
    public Retention retention() {
        return retention;
    }

    /** How many streams there are. */
    public int size() {
        return slots.size();
    }

    /** All streams, in no order. */
    public List<StreamState> all() {
        return slots.all();
    }

    /** All streams with their chats, the oldest first. */
    public List<Kept> keep() {
        return slots.keep();
    }

    /**
     * Puts a stream back as it was kept, without telling anybody; others do not make room for it.
     *
     * @throws IllegalArgumentException if the token is taken
     */
    public void putBack(Kept kept, Place place) {
        slots.putBack(kept, place);
    }

    /** Brings a stream into a state, whatever the lifecycle says to that; empty when no stream has that token. */
    public Optional<StreamState> force(String token, String state, Act act) {
        return locked(token, slot -> {
            StreamState stream = settle(slot, act.now());
            List<Change> changes = stream == null ? List.of() : engine.get().force(stream, state, act);
            for (Change change : changes) {
                commit(slot, slot.version, stream, change, act.now());
                stream = slot.stream().orElse(null);
            }
            return stream;
        });
    }

    /** The next instant at which time may bring something about. */
    public Optional<Instant> nextDue() {
        return slots.nextDue();
    }

    /**
     * Brings about everything that is due by {@code now}, in the order in which it was due.
     *
     * @throws StoreException if a change cannot be kept; it is due again the next time
     * @throws RuntimeException the last one that a stream threw; it kept no other stream waiting
     */
    public void settle(Instant now) {
        RuntimeException failure = null;
        for (Optional<Slot> due = slots.takeDue(now); due.isPresent(); due = slots.takeDue(now)) {
            Slot slot = due.get();
            try {
                settleDue(slot, now);
            } catch (StoreException e) {
                slot.stream().ifPresent(stream -> slots.queue(slot, stream));
                throw e;
            } catch (RuntimeException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void settleDue(Slot slot, Instant now) {
        synchronized (slot) {
            StreamState stream = settle(slot, now);
            if (stream != null && !slot.gone) {
                slots.queue(slot, stream);
            }
        }
    }

    /** Makes a stream what time has made of it, and gives what it is then; null when it was forgotten. */
    private StreamState settle(Slot slot, Instant now) {
        while (true) {
            long basedOn = slot.version;
            StreamState stream = slot.stream().orElse(null);
            Optional<Change> owed = slot.gone || stream == null
                    ? Optional.empty()
                    : engine.get().settle(stream, now);
            if (owed.isEmpty()) {
                return stream;
            }
            Change change = owed.get();
            if (commit(slot, basedOn, stream, change, change.stream().times().updated())) {
                return slot.stream().orElse(null); // Which others who share the store may have changed since.
            }
        }
    }

    /** Keeps a change and makes it; false if the stream has changed meanwhile. */
    private boolean commit(Slot slot, long basedOn, StreamState before, Change change, Instant at) {
        if (change.stream() == before && change.said().isEmpty()) {
            slots.queue(slot, before); // Nothing has changed but, perhaps, what time will do to it by the law of today.
            return true;
        }
        int said = slot.said;
        return keeper.moved(
                () -> slot.gone ? null : new Keeper.Moved(slot.number, basedOn, said, retention.messages(), change, at),
                () -> slots.apply(slot, change, at));
    }
}
