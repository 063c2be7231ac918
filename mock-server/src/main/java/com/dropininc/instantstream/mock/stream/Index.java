package com.dropininc.instantstream.mock.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds streams by what they are: pending of an account, due next, to be forgotten first. Every answer costs the same
 * however many streams there are. Whoever changes a stream tells it while the stream is locked. Safe to share between
 * threads.
 */
final class Index {
    private final String initial;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final TreeSet<Slot> dues = new TreeSet<>(Comparator.comparingLong((Slot slot) -> slot.due)
            .thenComparingLong(slot -> slot.number)
            .thenComparing(slot -> slot.token));
    /** When the first of them is due; kept beside them, since every request and every tick asks. */
    private volatile long firstDue = Slot.NEVER;

    /** Streams by age: those that have ended by their end, the others by their beginning. */
    private final Line<Slot> ended = new Line<>();

    private final Line<Slot> open = new Line<>();
    private int aging;
    private final Set<String> ageless;

    private static final class Account {
        private final Line<Slot> pending = new Line<>();
        private int streams;
    }

    /**
     * @param initial the state that pending lists show
     * @param ageless tokens of streams that are never to be forgotten
     */
    Index(String initial, Set<String> ageless) {
        this.initial = initial;
        this.ageless = ageless;
    }

    /** Takes a new stream in. */
    void add(Slot slot) {
        accounts.compute(slot.account, (id, known) -> {
            Account account = known == null ? new Account() : known;
            account.streams++;
            return account;
        });
        if (ageless.contains(slot.token)) {
            return;
        }
        synchronized (open) {
            slot.inAge = open.add(slot);
            aging++;
        }
    }

    /**
     * Notes how a stream is after a change.
     *
     * @param status its state
     * @param terminal whether its life is over
     * @param due when time will change it, if it will
     */
    void note(Slot slot, String status, boolean terminal, Optional<Instant> due) {
        boolean waits = status.equals(initial);
        if (waits != (slot.inPending != null)) {
            wait(slot, waits);
        }
        if (terminal != slot.ended && slot.inAge != null) {
            synchronized (open) {
                (slot.ended ? ended : open).remove(slot.inAge);
                slot.ended = terminal;
                slot.inAge = (terminal ? ended : open).add(slot);
            }
        }
        queue(slot, due);
    }

    /** Notes when time will change a stream, if it will. */
    void queue(Slot slot, Optional<Instant> due) {
        queue(slot, due.map(Instant::toEpochMilli).orElse(Slot.NEVER));
    }

    private void wait(Slot slot, boolean waits) {
        accounts.computeIfPresent(slot.account, (id, account) -> {
            if (waits) {
                slot.inPending = account.pending.add(slot);
            } else {
                account.pending.remove(slot.inPending);
                slot.inPending = null;
            }
            return account;
        });
    }

    /** A thousand pings are one place in the queue: a stream is looked at when it was first due, and queued anew. */
    private void queue(Slot slot, long due) {
        synchronized (dues) {
            if (due == Slot.NEVER || due < slot.due) {
                if (slot.due != Slot.NEVER) {
                    dues.remove(slot);
                }
                slot.due = due;
                if (due != Slot.NEVER) {
                    dues.add(slot);
                }
                noteFirst();
            }
        }
    }

    private void noteFirst() {
        firstDue = dues.isEmpty() ? Slot.NEVER : dues.first().due;
    }

    /** Lets a stream go; tells whether it was the last one of its account. */
    boolean remove(Slot slot) {
        if (slot.inPending != null) {
            wait(slot, false);
        }
        queue(slot, Slot.NEVER);
        if (slot.inAge != null) {
            synchronized (open) {
                (slot.ended ? ended : open).remove(slot.inAge);
                aging--;
            }
        }
        return accounts.computeIfPresent(slot.account, (id, account) -> --account.streams == 0 ? null : account)
                == null;
    }

    /**
     * The stream to forget first: the one that ended first, or where none has ended the oldest one; null where there
     * are not more than {@code most}.
     */
    Slot stalest(int most) {
        synchronized (open) {
            if (aging <= most) {
                return null;
            }
            return ended.isEmpty() ? open.first() : ended.first();
        }
    }

    /** The streams of an account that wait to be started, in no order. */
    List<Slot> pending(String account) {
        List<List<Slot>> found = new ArrayList<>(1);
        accounts.computeIfPresent(account, (id, known) -> {
            found.add(known.pending.all());
            return known;
        });
        return found.isEmpty() ? List.of() : found.get(0);
    }

    /** The next instant at which time may bring something about. */
    Optional<Instant> nextDue() {
        long due = firstDue;
        return due == Slot.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
    }

    /** Takes the stream that is due first out of the queue, if it is due by {@code now}. */
    Optional<Slot> takeDue(Instant now) {
        synchronized (dues) {
            if (dues.isEmpty() || dues.first().due > now.toEpochMilli()) {
                return Optional.empty();
            }
            Slot slot = dues.pollFirst();
            slot.due = Slot.NEVER;
            noteFirst();
            return Optional.of(slot);
        }
    }
}
