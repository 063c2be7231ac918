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

/**
 * The streams of one sandbox, in memory. Acts on one stream happen one after the other, whoever calls; acts on
 * different streams do not wait for each other. Safe to share between threads.
 */
public final class Streams {
    private final Engine engine;
    private final String initial;
    private final Consumer<Happening> listener;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Set<Entry>> pendingByAccount = new ConcurrentHashMap<>();
    private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparing(Due::at));

    /**
     * @param initial the state of a new stream, which is also what pending lists show
     * @param listener told of each event while the stream is still locked, so it must not block
     */
    public Streams(Engine engine, String initial, Consumer<Happening> listener) {
        this.engine = engine;
        this.initial = initial;
        this.listener = listener;
    }

    private record Due(Instant at, Entry entry) {}

    /** A stream and its chat; guarded by its own monitor. */
    private static final class Entry {
        private StreamState stream;
        private final List<Message> chat = new ArrayList<>();

        Entry(StreamState stream) {
            this.stream = stream;
        }
    }

    /**
     * Makes a stream.
     *
     * @throws IllegalArgumentException if the token is taken
     */
    public StreamState request(String token, StreamState.Request request, Act act) {
        Change change = engine.create(token, request, act);
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
            Decision decision = engine.decide(entry.stream, act);
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

    /** Brings about everything that is due by {@code now}, in the order in which it was due. */
    public void settle(Instant now) {
        for (Optional<Entry> due = nextDue(now); due.isPresent(); due = nextDue(now)) {
            synchronized (due.get()) {
                settle(due.get(), now);
            }
        }
    }

    private Optional<Entry> nextDue(Instant now) {
        synchronized (dues) {
            if (dues.isEmpty() || dues.peek().at().isAfter(now)) {
                return Optional.empty();
            }
            return Optional.of(dues.poll().entry());
        }
    }

    private void settle(Entry entry, Instant now) {
        engine.settle(entry.stream, now)
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
        engine.expiresOn(stream).ifPresent(instant -> {
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
