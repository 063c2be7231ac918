package com.dropininc.instantstream.mock.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A queue of streams that one can leave from the middle in constant time. Its links are fields of the slots, since a
 * place of its own for each stream in each queue would cost the collector as much as the stream. Not safe to share.
 */
class Line {
    private final Links links;
    private Slot first;
    private Slot last;

    /** Which fields of a slot say who stands before and after it. */
    record Links(
            UnaryOperator<Slot> before,
            UnaryOperator<Slot> after,
            BiConsumer<Slot, Slot> setBefore,
            BiConsumer<Slot, Slot> setAfter) {
        /** By age. */
        static final Links AGE = new Links(
                slot -> slot.older,
                slot -> slot.younger,
                (slot, other) -> slot.older = other,
                (slot, other) -> slot.younger = other);

        /** Those of one account that wait to be started. */
        static final Links PENDING = new Links(
                slot -> slot.pendingBefore,
                slot -> slot.pendingAfter,
                (slot, other) -> slot.pendingBefore = other,
                (slot, other) -> slot.pendingAfter = other);

        /** Those that time looks at in the same millisecond. */
        static final Links DUE = new Links(
                slot -> slot.dueBefore,
                slot -> slot.dueAfter,
                (slot, other) -> slot.dueBefore = other,
                (slot, other) -> slot.dueAfter = other);
    }

    Line(Links links) {
        this.links = links;
    }

    /** Puts a stream at the end. */
    final void add(Slot slot) {
        links.setBefore().accept(slot, last);
        if (last == null) {
            first = slot;
        } else {
            links.setAfter().accept(last, slot);
        }
        last = slot;
    }

    /** Takes a stream out of this line. */
    final void remove(Slot slot) {
        Slot before = links.before().apply(slot);
        Slot after = links.after().apply(slot);
        if (before == null) {
            first = after;
        } else {
            links.setAfter().accept(before, after);
        }
        if (after == null) {
            last = before;
        } else {
            links.setBefore().accept(after, before);
        }
        // Or one dead stream that has grown old would keep all that came after it from being collected.
        links.setBefore().accept(slot, null);
        links.setAfter().accept(slot, null);
    }

    /** The stream that has stood longest; null when there is none. */
    final Slot first() {
        return first;
    }

    /** All streams, the one that has stood longest first. */
    final List<Slot> all() {
        List<Slot> all = new ArrayList<>();
        for (Slot slot = first; slot != null; slot = links.after().apply(slot)) {
            all.add(slot);
        }
        return all;
    }
}
