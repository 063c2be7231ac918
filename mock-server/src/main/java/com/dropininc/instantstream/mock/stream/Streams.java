package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.stream.Decision.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The streams of one sandbox, in memory. Acts on one stream happen one after the other, whoever calls; acts on
 * different streams do not wait for each other. Safe to share between threads.
 */
public final class Streams {
    private final Supplier<Engine> engine;
    private final Listener listener;
    private final Keeping keeping;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    private final Index index;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong forgotten = new AtomicLong();

    /**
     * How much is kept, so that no load fills the memory. Beyond it, each new stream makes the one forgotten that ended
     * first, or where none has ended the oldest one; an account is forgotten with its last stream.
     *
     * @param streams number of streams
     * @param messages number of messages of one chat; the newest are kept
     */
    public record Keeping(int streams, int messages) {
        /** 100,000 streams, and of each the last 100,000 messages. */
        public static final Keeping STANDARD = new Keeping(100_000, 100_000);

        public Keeping {
            if (streams < 1 || messages < 1) {
                throw new IllegalArgumentException(
                        "at least 1 stream and 1 message are kept; asked for " + streams + " and " + messages);
            }
        }
    }

    /** Who is told what happens. */
    public interface Listener {
        /** An event, told while the stream is still locked, so this must not block. */
        void happened(Happening happening);

        /** A stream was forgotten that was the last one of its account. */
        void forgotten(StreamState last);
    }

    /**
     * @param engine asked for before each act, so that it may change in between
     * @param initial the state of a new stream, which is also what pending lists show
     */
    public Streams(Supplier<Engine> engine, String initial, Keeping keeping, Listener listener) {
        this.engine = engine;
        this.keeping = keeping;
        this.listener = listener;
        index = new Index(initial);
    }

    /** A stream with its chat, as a snapshot holds it. */
    public record Kept(StreamState stream, List<Message> chat) {}

    /**
     * Makes a stream.
     *
     * @throws IllegalArgumentException if the token is taken
     */
    public StreamState request(String token, StreamState.Request request, Act act) {
        Change change = engine.get().create(token, request, act);
        Slot slot = new Slot(numbers.incrementAndGet(), change.stream());
        synchronized (slot) {
            if (slots.putIfAbsent(token, slot) != null) {
                throw new IllegalArgumentException("there is a stream " + token + " already");
            }
            index.add(slot);
            note(slot);
            tell(change, act.now(), true);
        }
        makeRoom();
        return change.stream();
    }

    private void makeRoom() {
        while (slots.size() > keeping.streams()) {
            Slot stale = index.stalest();
            // All that are too many are still on their way into the index; whoever brings them makes room.
            if (stale == null) {
                return;
            }
            forget(stale);
        }
    }

    private void forget(Slot slot) {
        synchronized (slot) {
            if (!slot.gone) {
                slot.gone = true;
                slots.remove(slot.stream.token(), slot);
                forgotten.incrementAndGet();
                if (index.remove(slot)) {
                    listener.forgotten(slot.stream);
                }
            }
        }
    }

    /** Acts on a stream; empty when no stream has that token. A change that time owes it comes first. */
    public Optional<Decision> act(String token, Act act) {
        return locked(token, slot -> {
            settle(slot, act.now());
            Decision decision = engine.get().decide(slot.stream, act);
            if (decision instanceof Change change) {
                commit(slot, change, act.now());
            }
            return decision;
        });
    }

    /** Does something to the stream of a token while nobody else can; empty when there is none. */
    private <T> Optional<T> locked(String token, Function<Slot, T> what) {
        Slot slot = slots.get(token);
        if (slot == null) {
            return Optional.empty();
        }
        synchronized (slot) {
            return slot.gone ? Optional.empty() : Optional.of(what.apply(slot));
        }
    }

    /** The stream of that token as it is at {@code now}. */
    public Optional<StreamState> find(String token, Instant now) {
        return locked(token, slot -> {
            settle(slot, now);
            return slot.stream;
        });
    }

    /** The chat of a stream, oldest first; empty when no stream has that token. */
    public List<Message> chat(String token) {
        return locked(token, Slot::chat).orElse(List.of());
    }

    /** The streams of an account that wait to be started at {@code now}, oldest first. */
    public List<StreamState> pending(String account, Instant now) {
        List<StreamState> pending = new ArrayList<>();
        for (Slot slot : inOrder(index.pending(account))) {
            synchronized (slot) {
                if (!slot.gone) {
                    settle(slot, now);
                }
                if (slot.inPending != null) {
                    pending.add(slot.stream);
                }
            }
        }
        pending.sort(Comparator.comparing(stream -> stream.times().created()));
        return pending;
    }

    /** As they were made, which their instants do not tell within one millisecond; a sort by instants keeps this order. */
    private static List<Slot> inOrder(Collection<Slot> slots) {
        return slots.stream()
                .sorted(Comparator.comparingLong(slot -> slot.number))
                .toList();
    }

    /** How many streams were forgotten to make room. */
    public long forgotten() {
        return forgotten.get();
    }

    /** How much is kept. */
    public Keeping keeping() {
        return keeping;
    }

    /** How many streams there are. */
    public int size() {
        return slots.size();
    }

    /** All streams, in no order. */
    public List<StreamState> all() {
        List<StreamState> all = new ArrayList<>();
        for (Slot slot : slots.values()) {
            synchronized (slot) {
                all.add(slot.stream);
            }
        }
        return all;
    }

    /** All streams with their chats, the oldest first. */
    public List<Kept> keep() {
        List<Kept> kept = new ArrayList<>();
        for (Slot slot : inOrder(slots.values())) {
            synchronized (slot) {
                kept.add(new Kept(slot.stream, slot.chat()));
            }
        }
        kept.sort(Comparator.comparing(one -> one.stream().times().created()));
        return kept;
    }

    /** Puts a stream back as it was kept, without telling anybody. */
    public void putBack(Kept kept) {
        Slot slot = new Slot(numbers.incrementAndGet(), kept.stream());
        synchronized (slot) {
            kept.chat().forEach(message -> slot.say(message, keeping.messages()));
            slots.put(kept.stream().token(), slot);
            index.add(slot);
            note(slot);
        }
        makeRoom();
    }

    /** Brings a stream into a state, whatever the lifecycle says to that; empty when no stream has that token. */
    public Optional<StreamState> force(String token, String state, Act act) {
        return locked(token, slot -> {
            settle(slot, act.now());
            for (Change change : engine.get().force(slot.stream, state, act)) {
                commit(slot, change, act.now());
            }
            return slot.stream;
        });
    }

    /** The next instant at which time may bring something about. */
    public Optional<Instant> nextDue() {
        return index.nextDue();
    }

    /**
     * Brings about everything that is due by {@code now}, in the order in which it was due.
     *
     * @throws RuntimeException the last one that a stream threw; it kept no other stream waiting
     */
    public void settle(Instant now) {
        RuntimeException failure = null;
        for (Optional<Slot> due = index.takeDue(now); due.isPresent(); due = index.takeDue(now)) {
            try {
                settleDue(due.get(), now);
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
            if (!slot.gone) {
                settle(slot, now);
                note(slot);
            }
        }
    }

    private void settle(Slot slot, Instant now) {
        engine.get()
                .settle(slot.stream, now)
                .ifPresent(
                        change -> commit(slot, change, change.stream().times().updated()));
    }

    private void commit(Slot slot, Change change, Instant at) {
        boolean waited = slot.inPending != null;
        slot.stream = change.stream();
        change.said().ifPresent(message -> slot.say(message, keeping.messages()));
        note(slot);
        tell(change, at, waited != (slot.inPending != null));
    }

    private void note(Slot slot) {
        Engine now = engine.get();
        index.note(slot, now.over(slot.stream), now.expiresOn(slot.stream));
    }

    private void tell(Change change, Instant at, boolean pendingChanged) {
        for (String event : change.events()) {
            listener.happened(new Happening(event, change.stream(), change.said(), at, pendingChanged));
        }
    }
}
