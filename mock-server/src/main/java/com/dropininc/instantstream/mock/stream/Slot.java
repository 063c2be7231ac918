package com.dropininc.instantstream.mock.stream;

import java.util.ArrayDeque;
import java.util.List;

/** A stream, its chat, and where the {@link Index} has put it; guarded by its own monitor. */
final class Slot {
    /** Not to be looked at by time. */
    static final long NEVER = Long.MAX_VALUE;

    final long number;
    StreamState stream;
    /** Whether it was forgotten: whoever still holds it must not touch it. */
    boolean gone;
    /** Null until somebody says something, as in most streams nobody does. */
    private ArrayDeque<Message> chat;

    /** When time looks at it, in milliseconds; guarded by the index. */
    long due = NEVER;

    Line.Place<Slot> inAge;
    boolean ended;
    Line.Place<Slot> inPending;

    /**
     * @param number larger than that of every older one
     */
    Slot(long number, StreamState stream) {
        this.number = number;
        this.stream = stream;
    }

    /** Adds to the chat, which forgets its oldest message when it has more than {@code most}. */
    void say(Message message, int most) {
        if (chat == null) {
            chat = new ArrayDeque<>(2);
        }
        chat.addLast(message);
        if (chat.size() > most) {
            chat.removeFirst();
        }
    }

    List<Message> chat() {
        return chat == null ? List.of() : List.copyOf(chat);
    }
}
