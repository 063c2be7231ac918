package com.dropininc.instantstream.mock.stream;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds streams by what they are: by token, pending of an account, due next, to be forgotten first. Every answer costs
 * the same however many streams there are. Each stream has a row, and what finds it is kept by rows, in numbers: so a
 * stream costs the collector its slot and its bytes, where maps and links would cost it five times as much. Whoever
 * changes a stream tells it while the stream is locked. Safe to share between threads.
 */
final class Index {
    private final String initial;
    private final Set<String> ageless;

    private Slot[] slots = {null};
    private int rows;
    private int size;

    private final Chains tokens = new Chains();
    private final Chains accounts = new Chains();
    /** Those that wait to be started, by their accounts. */
    private final Chains pending = new Chains();

    /** Streams by age: those that have ended by their end, the others by their beginning; and rows of none. */
    private final Line.Links ages = new Line.Links();

    private final Line ended = new Line(ages);
    private final Line open = new Line(ages);
    private final Line free = new Line(ages);
    private int aging;

    /** Streams by the millisecond in which time looks at them. */
    private final TreeMap<Long, Line> dues = new TreeMap<>();

    private final Line.Links dueLinks = new Line.Links();
    /** When the first of them is due; kept beside them, since every request and every tick asks. */
    private volatile long firstDue = Slot.NEVER;

    /**
     * @param initial the state that pending lists show
     * @param ageless tokens of streams that are never to be forgotten
     */
    Index(String initial, Set<String> ageless) {
        this.initial = initial;
        this.ageless = ageless;
    }

    /** The stream of a token; null when there is none. */
    synchronized Slot find(String token) {
        for (int row = tokens.first(token.hashCode()); row != Line.NONE; row = tokens.next(row)) {
            if (slots[row].token().filter(token::equals).isPresent()) {
                return slots[row];
            }
        }
        return null;
    }

    /** Takes a new stream of that token and account in; false if its token is taken. */
    synchronized boolean add(Slot slot, String token, String account) {
        if (find(token) != null) {
            return false;
        }
        slot.row = row();
        slots[slot.row] = slot;
        size++;
        tokens.add(slot.row, token.hashCode());
        accounts.add(slot.row, account.hashCode());
        if (!ageless.contains(token)) {
            open.add(slot.row);
            slot.ages = true;
            aging++;
        }
        return true;
    }

    /** A row of no stream. */
    private int row() {
        int row = free.first();
        if (row != Line.NONE) {
            free.remove(row);
            return row;
        }
        rows++;
        if (rows == slots.length) {
            slots = Arrays.copyOf(slots, 2 * rows);
        }
        return rows;
    }

    /** Lets a stream go. */
    synchronized void remove(Slot slot) {
        int row = slot.row;
        if (row == Line.NONE) {
            return;
        }
        if (slot.waits) {
            wait(slot, false);
        }
        queue(slot, Slot.NEVER);
        if (slot.ages) {
            (slot.ended ? ended : open).remove(row);
            aging--;
        }
        tokens.remove(row);
        accounts.remove(row);
        slots[row] = null;
        slot.row = Line.NONE;
        free.add(row);
        size--;
    }

    /**
     * Notes how a stream is after a change.
     *
     * @param status its state
     * @param terminal whether its life is over
     * @param due when time will change it, if it will
     */
    synchronized void note(Slot slot, String status, boolean terminal, Optional<Instant> due) {
        if (slot.row == Line.NONE) {
            return;
        }
        boolean waits = status.equals(initial);
        if (waits != slot.waits) {
            wait(slot, waits);
        }
        if (terminal != slot.ended && slot.ages) {
            (slot.ended ? ended : open).remove(slot.row);
            slot.ended = terminal;
            (terminal ? ended : open).add(slot.row);
        }
        queue(slot, due);
    }

    private void wait(Slot slot, boolean waits) {
        if (waits) {
            pending.add(slot.row, accounts.hash(slot.row));
        } else {
            pending.remove(slot.row);
        }
        slot.waits = waits;
    }

    /** Notes when time will change a stream, if it will. */
    synchronized void queue(Slot slot, Optional<Instant> due) {
        if (slot.row != Line.NONE) {
            queue(slot, due.map(Instant::toEpochMilli).orElse(Slot.NEVER));
        }
    }

    /** A thousand pings are one place in the queue: a stream is looked at when it was first due, and queued anew. */
    private void queue(Slot slot, long due) {
        if (due == Slot.NEVER || due < slot.due) {
            leaveDues(slot);
            slot.due = due;
            if (due != Slot.NEVER) {
                dues.computeIfAbsent(due, at -> new Line(dueLinks)).add(slot.row);
            }
            noteFirst();
        }
    }

    private void leaveDues(Slot slot) {
        if (slot.due != Slot.NEVER) {
            Line line = dues.get(slot.due);
            line.remove(slot.row);
            if (line.first() == Line.NONE) {
                dues.remove(slot.due);
            }
            slot.due = Slot.NEVER;
        }
    }

    private void noteFirst() {
        firstDue = dues.isEmpty() ? Slot.NEVER : dues.firstKey();
    }

    /** The next instant at which time may bring something about. */
    Optional<Instant> nextDue() {
        long due = firstDue;
        return due == Slot.NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due));
    }

    /** Takes the stream that is due first out of the queue, if it is due by {@code now}. */
    synchronized Optional<Slot> takeDue(Instant now) {
        if (firstDue > now.toEpochMilli()) {
            return Optional.empty();
        }
        Slot slot = slots[dues.firstEntry().getValue().first()];
        leaveDues(slot);
        noteFirst();
        return Optional.of(slot);
    }

    /**
     * The stream to forget first: the one that ended first, or where none has ended the oldest one; null where there
     * are not more than {@code most}.
     */
    synchronized Slot stalest(int most) {
        if (aging <= most) {
            return null;
        }
        return slots[ended.first() == Line.NONE ? open.first() : ended.first()];
    }

    /** Whether an account has a stream. */
    synchronized boolean knows(String account) {
        return !of(account, accounts, 1).isEmpty();
    }

    /** The streams of an account that wait to be started, in no order. */
    synchronized List<Slot> pending(String account) {
        return of(account, pending, Integer.MAX_VALUE);
    }

    private List<Slot> of(String account, Chains chains, int most) {
        List<Slot> found = new ArrayList<>();
        int row = chains.first(account.hashCode());
        for (; row != Line.NONE && found.size() < most; row = chains.next(row)) {
            if (slots[row].account().filter(account::equals).isPresent()) {
                found.add(slots[row]);
            }
        }
        return found;
    }

    synchronized int size() {
        return size;
    }

    /** All streams, in no order. */
    synchronized List<Slot> all() {
        List<Slot> all = new ArrayList<>(size);
        for (int row = 1; row <= rows; row++) {
            if (slots[row] != null) {
                all.add(slots[row]);
            }
        }
        return all;
    }
}
