package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.stream.Decision.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The streams of one sandbox, in memory. Acts on one stream happen one after the other, whoever calls; acts on
 * different streams do not wait for each other. Safe to share between threads.
 */
public final class Streams {
    private final Supplier<Engine> engine;
    private final String initial;
    private final Consumer<Happening> listener;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Set<Entry>> pendingByAccount = new ConcurrentHashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(1, Comparator.comparing(Due::at));

    /**
     * @param engine asked for before each act, so that it may change in between
     * @param initial the state of a new stream, which is also what pending lists show
     * @param listener told of each event while the stream is still locked, so it must not block
     */
    public Streams(Supplier<Engine> engine, String initial, Consumer<Happening> listener) {
        this.engine = engine;
        this.initial = initial;
        this.listener = listener;
    }

    private record Due(Instant at, Entry entry) {}

    /** A stream and its chat; guarded by its own monitor. */
    private static final class Entry {
        private StreamState stream;
        private final List<Message> chat = new ArrayList<>();
        /** When it is next looked at; null when it is not. */
        private Instant queued;

        Entry(StreamState stream) {
            this.stream = stream;
        }
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
        Entry entry = new Entry(change.stream());
        synchronized (entry) {
            if (entries.putIfAbsent(token, entry) != null) {
                throw new IllegalArgumentException("there is a stream " + token + " already");
            }
            index(entry, "", change.stream());
            tell(change, act.now(), true);
        }
        return change.stream();
    }

    /** Acts on a stream; empty when no stream has that token. A change that time owes it comes first. */
    public Optional<Decision> act(String token, Act act) {
        Entry entry = entries.get(token);
        if (entry == null) {
            return Optional.empty();
        }
        synchronized (entry) {
            settle(entry, act.now());
            Decision decision = engine.get().decide(entry.stream, act);
            if (decision instanceof Change change) {
                commit(entry, change, act.now());
            }
            return Optional.of(decision);
        }
    }

    /** The stream of that token as it is at {@code now}. */
    public Optional<StreamState> find(String token, Instant now) {
        return Optional.ofNullable(entries.get(token)).map(entry -> {
            synchronized (entry) {
                settle(entry, now);
                return entry.stream;
            }
        });
    }

    /** The chat of a stream, oldest first; empty when no stream has that token. */
    public List<Message> chat(String token) {
        Entry entry = entries.get(token);
        if (entry == null) {
            return List.of();
        }
        synchronized (entry) {
            return List.copyOf(entry.chat);
        }
    }

    /** The streams of an account that wait to be started at {@code now}, oldest first. */
    public List<StreamState> pending(String account, Instant now) {
        List<StreamState> pending = new ArrayList<>();
        for (Entry entry : pendingByAccount.getOrDefault(account, Set.of())) {
            synchronized (entry) {
                settle(entry, now);
                if (entry.stream.status().equals(initial)) {
                    pending.add(entry.stream);
                }
            }
        }
        pending.sort(Comparator.comparing((StreamState stream) -> stream.times().created())
                .thenComparing(StreamState::token));
        return pending;
    }

    /** How many streams there are. */
    public int size() {
        return entries.size();
    }

    /** All streams, in no order. */
    public List<StreamState> all() {
        List<StreamState> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            synchronized (entry) {
                all.add(entry.stream);
            }
        }
        return all;
    }

    /** All streams with their chats, the oldest first. */
    public List<Kept> keep() {
        List<Kept> kept = new ArrayList<>();
        for (Entry entry : entries.values()) {
            synchronized (entry) {
                kept.add(new Kept(entry.stream, List.copyOf(entry.chat)));
            }
        }
        kept.sort(Comparator.comparing((Kept one) -> one.stream().times().created())
                .thenComparing(one -> one.stream().token()));
        return kept;
    }

    /** Puts a stream back as it was kept, without telling anybody. */
    public void putBack(Kept kept) {
        Entry entry = new Entry(kept.stream());
        synchronized (entry) {
            entry.chat.addAll(kept.chat());
            entries.put(kept.stream().token(), entry);
            index(entry, "", kept.stream());
        }
    }

    /** Brings a stream into a state, whatever the lifecycle says to that; empty when no stream has that token. */
    public Optional<StreamState> force(String token, String state, Act act) {
        return Optional.ofNullable(entries.get(token)).map(entry -> {
            synchronized (entry) {
                settle(entry, act.now());
                for (Change change : engine.get().force(entry.stream, state, act)) {
                    commit(entry, change, act.now());
                }
                return entry.stream;
            }
        });
    }

    /** The next instant at which time may bring something about. */
    public Optional<Instant> nextDue() {
        synchronized (dues) {
            return Optional.ofNullable(dues.peek()).map(Due::at);
        }
    }

    /**
     * Brings about everything that is due by {@code now}, in the order in which it was due.
     *
     * @throws RuntimeException the last one that a stream threw; it kept no other stream waiting
     */
    public void settle(Instant now) {
        RuntimeException failure = null;
        for (Optional<Entry> due = takeDue(now); due.isPresent(); due = takeDue(now)) {
            Entry entry = due.get();
            synchronized (entry) {
                entry.queued = null;
                try {
                    settle(entry, now);
                    queue(entry);
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Optional<Entry> takeDue(Instant now) {
        synchronized (dues) {
            if (dues.isEmpty() || dues.peek().at().isAfter(now)) {
                return Optional.empty();
            }
            return Optional.of(dues.poll().entry());
        }
    }

    private void settle(Entry entry, Instant now) {
        engine.get()
                .settle(entry.stream, now)
                .ifPresent(
                        change -> commit(entry, change, change.stream().times().updated()));
    }

    private void commit(Entry entry, Change change, Instant at) {
        StreamState before = entry.stream;
        entry.stream = change.stream();
        change.said().ifPresent(entry.chat::add);
        index(entry, before.status(), change.stream());
        boolean pendingChanged =
                before.status().equals(initial) != change.stream().status().equals(initial);
        tell(change, at, pendingChanged);
    }

    private void index(Entry entry, String oldStatus, StreamState stream) {
        boolean was = oldStatus.equals(initial);
        boolean is = stream.status().equals(initial);
        if (is && !was) {
            pendingByAccount
                    .computeIfAbsent(stream.request().account(), account -> ConcurrentHashMap.newKeySet())
                    .add(entry);
        } else if (was && !is) {
            pendingByAccount.getOrDefault(stream.request().account(), Set.of()).remove(entry);
        }
        queue(entry);
    }

    /** Has the stream looked at when it is due, and not again before: a thousand pings are one place in the queue. */
    private void queue(Entry entry) {
        engine.get()
                .expiresOn(entry.stream)
                .filter(instant -> entry.queued == null || instant.isBefore(entry.queued))
                .ifPresent(instant -> {
                    entry.queued = instant;
                    synchronized (dues) {
                        dues.add(new Due(instant, entry));
                    }
                });
    }

    private void tell(Change change, Instant at, boolean pendingChanged) {
        for (String event : change.events()) {
            listener.accept(new Happening(event, change.stream(), change.said(), at, pendingChanged));
        }
    }
}
