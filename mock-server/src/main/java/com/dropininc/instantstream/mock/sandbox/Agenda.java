package com.dropininc.instantstream.mock.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** What is to happen at an instant of the sandbox's clock. Safe to share between threads. */
public final class Agenda {
    private static final Comparator<Item> ORDER = Comparator.comparing(Item::at).thenComparing(Item::number);

    private final PriorityQueue<Item> items = new PriorityQueue<>(1, ORDER);
    /** When the first of them is due; kept beside them, since every request and every tick asks. */
    private volatile Optional<Instant> next = Optional.empty();

    private long count;

    private record Item(Instant at, long number, Runnable what) {}

    /** Puts something on the agenda; what is due at one instant happens in the order in which it was put there. */
    public synchronized void put(Instant at, Runnable what) {
        items.add(new Item(at, count++, what));
        noteNext();
    }

    Optional<Instant> next() {
        return next;
    }

    private void noteNext() {
        next = Optional.ofNullable(items.peek()).map(Item::at);
    }

    synchronized void clear() {
        items.clear();
        noteNext();
    }

    /** Lets happen what is due, one after the other, outside of the lock: it may put new items. */
    void run(Instant now) {
        for (Optional<Runnable> due = take(now); due.isPresent(); due = take(now)) {
            due.get().run();
        }
    }

    private synchronized Optional<Runnable> take(Instant now) {
        if (items.isEmpty() || items.peek().at().isAfter(now)) {
            return Optional.empty();
        }
        Runnable due = items.poll().what();
        noteNext();
        return Optional.of(due);
    }
}
