package com.dropininc.instantstream.mock.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * A queue of streams that one can leave from the middle in constant time. Its links are fields of the slots, since a
 * place of its own for each stream in each queue would cost the collector as much as the stream. Not safe to share.
 */
abstract class Line {
    private Slot first;
    private Slot last;

    /** By age. */
    static final class Aging extends Line {
        @Override
        Slot before(Slot slot) {
            return slot.older;
        }

        @Override
        Slot after(Slot slot) {
            return slot.younger;
        }

        @Override
        void setBefore(Slot slot, Slot other) {
            slot.older = other;
        }

        @Override
        void setAfter(Slot slot, Slot other) {
            slot.younger = other;
        }
    }

    /** Those of one account that wait to be started. */
    static class Pending extends Line {
        @Override
        Slot before(Slot slot) {
            return slot.pendingBefore;
        }

        @Override
        Slot after(Slot slot) {
            return slot.pendingAfter;
        }

        @Override
        void setBefore(Slot slot, Slot other) {
            slot.pendingBefore = other;
        }

        @Override
        void setAfter(Slot slot, Slot other) {
            slot.pendingAfter = other;
        }
    }

    /** Those that time looks at in the same millisecond. */
    static final class Due extends Line {
        @Override
        Slot before(Slot slot) {
            return slot.dueBefore;
        }

        @Override
        Slot after(Slot slot) {
            return slot.dueAfter;
        }

        @Override
        void setBefore(Slot slot, Slot other) {
            slot.dueBefore = other;
        }

        @Override
        void setAfter(Slot slot, Slot other) {
            slot.dueAfter = other;
        }
    }

    abstract Slot before(Slot slot);

    abstract Slot after(Slot slot);

    abstract void setBefore(Slot slot, Slot other);

    abstract void setAfter(Slot slot, Slot other);

    /** Puts a stream at the end. */
    final void add(Slot slot) {
        setBefore(slot, last);
        if (last == null) {
            first = slot;
        } else {
            setAfter(last, slot);
        }
        last = slot;
    }

    /** Takes a stream out of this line. */
    final void remove(Slot slot) {
        Slot before = before(slot);
        Slot after = after(slot);
        if (before == null) {
            first = after;
        } else {
            setAfter(before, after);
        }
        if (after == null) {
            last = before;
        } else {
            setBefore(after, before);
        }
        // Or one dead stream that has grown old would keep all that came after it from being collected.
        setBefore(slot, null);
        setAfter(slot, null);
    }

    /** The stream that has stood longest; null when there is none. */
    final Slot first() {
        return first;
    }

    /** All streams, the one that has stood longest first. */
    final List<Slot> all() {
        List<Slot> all = new ArrayList<>();
        for (Slot slot = first; slot != null; slot = after(slot)) {
            all.add(slot);
        }
        return all;
    }
}
