package com.dropininc.instantstream.mock.stream;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds streams by what they are: pending of an account, due next, to be forgotten first. Every answer costs the same
 * however many streams there are. Whoever changes a stream tells it while the stream is locked. Safe to share between
 * threads.
 */
final class Index {
    private final String initial;
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final TreeMap<Long, Line> dues = new TreeMap<>();
    /** When the first of them is due; kept beside them, since every request and every tick asks. */
    private volatile long firstDue = Slot.NEVER;

    /** Streams by age: those that have ended by their end, the others by their beginning. */
    private final Line ended = new Line(Line.Links.AGE);

    private final Line open = new Line(Line.Links.AGE);
    private int aging;
    private final Set<String> ageless;

    /** An account that has a stream; as a line, those of its streams that wait to be started. */
    static final class Account extends Line {
        private final String id;
        private int streams;

        private Account(String id) {
            super(Links.PENDING);
            this.id = id;
        }
    }

    /**
     * @param initial the state that pending lists show
     * @param ageless tokens of streams that are never to be forgotten
     */
    Index(String initial, Set<String> ageless) {
        this.initial = initial;
        this.ageless = ageless;
    }

    /** Takes a new stream of that account in. */
    void add(Slot slot, String owner) {
        slot.account = accounts.compute(owner, (id, known) -> {
            Account account = known == null ? new Account(id) : known;
            account.streams++;
            return account;
        });
        if (ageless.contains(slot.token)) {
            return;
        }
        synchronized (open) {
            open.add(slot);
            slot.ages = true;
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
        if (waits != slot.waits) {
            wait(slot, waits);
        }
        if (terminal != slot.ended && slot.ages) {
            synchronized (open) {
                (slot.ended ? ended : open).remove(slot);
                slot.ended = terminal;
                (terminal ? ended : open).add(slot);
            }
        }
        queue(slot, due);
    }

    /** Notes when time will change a stream, if it will. */
    void queue(Slot slot, Optional<Instant> due) {
        queue(slot, due.map(Instant::toEpochMilli).orElse(Slot.NEVER));
    }

    private void wait(Slot slot, boolean waits) {
        Account account = slot.account;
        synchronized (account) {
            if (waits) {
                account.add(slot);
            } else {
                account.remove(slot);
            }
            slot.waits = waits;
        }
    }

    /** A thousand pings are one place in the queue: a stream is looked at when it was first due, and queued anew. */
    private void queue(Slot slot, long due) {
        synchronized (dues) {
            if (due == Slot.NEVER || due < slot.due) {
                if (slot.due != Slot.NEVER) {
                    leaveDues(slot);
                }
                slot.due = due;
                if (due != Slot.NEVER) {
                    dues.computeIfAbsent(due, at -> new Line(Line.Links.DUE)).add(slot);
                }
                noteFirst();
            }
        }
    }

    private void leaveDues(Slot slot) {
        Line line = dues.get(slot.due);
        line.remove(slot);
        if (line.first() == null) {
            dues.remove(slot.due);
        }
        slot.due = Slot.NEVER;
    }

    private void noteFirst() {
        firstDue = dues.isEmpty() ? Slot.NEVER : dues.firstKey();
    }

    /** Lets a stream go, and with its last one its account. */
    void remove(Slot slot) {
        if (slot.waits) {
            wait(slot, false);
        }
        queue(slot, Slot.NEVER);
        if (slot.ages) {
            synchronized (open) {
                (slot.ended ? ended : open).remove(slot);
                aging--;
            }
        }
        accounts.computeIfPresent(slot.account.id, (id, account) -> --account.streams == 0 ? null : account);
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
            return ended.first() == null ? open.first() : ended.first();
        }
    }

    /** Whether an account has a stream. */
    boolean knows(String account) {
        return accounts.containsKey(account);
    }

    /** The streams of an account that wait to be started, in no order. */
    List<Slot> pending(String owner) {
        Account account = accounts.get(owner);
        if (account == null) {
            return List.of();
        }
        synchronized (account) {
            return account.all();
        }
    }

    /** The next instant at which time may bring something about. */
    Optional<Instant> nextDue() {
        long due = firstDue;
        return due == Slot.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
    }

    /** Takes the stream that is due first out of the queue, if it is due by {@code now}. */
    Optional<Slot> takeDue(Instant now) {
        synchronized (dues) {
            if (dues.isEmpty() || dues.firstKey() > now.toEpochMilli()) {
                return Optional.empty();
            }
            Slot slot = dues.firstEntry().getValue().first();
            leaveDues(slot);
            noteFirst();
            return Optional.of(slot);
        }
    }
}
