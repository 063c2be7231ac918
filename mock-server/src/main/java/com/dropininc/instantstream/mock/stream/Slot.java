package com.dropininc.instantstream.mock.stream;

import java.util.ArrayDeque;
import java.util.List;

/** A stream, its chat, and where the {@link Index} has put it; guarded by its own monitor. */
final class Slot {
    /** Not to be looked at by time. */
    static final long NEVER = Long.MAX_VALUE;

    final long number;
    /** Read after the version and written before it, where others than its locker write it. */
    volatile StreamState stream;
    /** Whether it was forgotten: whoever still holds it must not touch it. */
    volatile boolean gone;
    /** Of what a shared store keeps of it; 0 where there is none. */
    volatile long version;
    /** How many messages its chat has ever had. */
    volatile int said;
    /** Null until somebody says something, as in most streams nobody does. */
    private volatile ArrayDeque<Message> chat;

    /** When time looks at it, in milliseconds; guarded by the index. */
    long due = NEVER;

    Line.Place<Slot> inAge;
    boolean ended;
    Line.Place<Slot> inPending;

    Slot(Streams.Place place, StreamState stream) {
        this.number = place.number();
        this.version = place.version();
        this.said = place.said();
        this.stream = stream;
    }

    /** Adds to the chat, which forgets its oldest message when it has more than {@code most}. */
    void say(Message message, int most) {
        ArrayDeque<Message> mine = chat == null ? new ArrayDeque<>(2) : chat;
        synchronized (mine) {
            mine.addLast(message);
            if (mine.size() > most) {
                mine.removeFirst();
            }
        }
        said = said + 1;
        chat = mine;
    }

    List<Message> chat() {
        ArrayDeque<Message> mine = chat;
        if (mine == null) {
            return List.of();
        }
        synchronized (mine) {
            return List.copyOf(mine);
        }
    }
}
