package com.dropininc.instantstream.mock.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** A stream, its chat, and where the {@link Index} has put it; guarded by its own monitor; its chat can be read without it. */
final class Slot {
    /** Not to be looked at by time. */
    static final long NEVER = Long.MAX_VALUE;

    final long number;
    final String token;
    /** Read after the version and written before it, where others than its locker write it. */
    private volatile byte[] stream;
    /** Whether it was forgotten: whoever still holds it must not touch it. */
    volatile boolean gone;
    /** Of what a shared store keeps of it; 0 where there is none. */
    volatile long version;
    /** How many messages its chat has ever had. */
    volatile int said;
    /** Null until somebody says something, as in most streams nobody does. */
    private volatile ArrayDeque<byte[]> chat;

    /** Whose it is, and where it stands in the queues of the index, which changes all this. */
    Index.Account account;

    /** When time looks at it, in milliseconds. */
    long due = NEVER;

    Slot dueBefore;
    Slot dueAfter;

    boolean ages;
    boolean ended;
    Slot older;
    Slot younger;

    boolean waits;
    Slot pendingBefore;
    Slot pendingAfter;

    Slot(Streams.Place place, StreamState stream) {
        this.number = place.number();
        this.version = place.version();
        this.said = place.said();
        this.token = stream.token();
        become(stream);
    }

    StreamState stream() {
        return Packed.stream(token, stream);
    }

    void become(StreamState changed) {
        stream = Packed.of(changed);
    }

    /** Adds to the chat, which forgets its oldest message when it has more than {@code most}. */
    void say(Message message, int most) {
        ArrayDeque<byte[]> mine = chat == null ? new ArrayDeque<>(2) : chat;
        synchronized (mine) {
            mine.addLast(Packed.of(message));
            if (mine.size() > most) {
                mine.removeFirst();
            }
        }
        said = said + 1;
        chat = mine;
    }

    List<Message> chat() {
        ArrayDeque<byte[]> mine = chat;
        if (mine == null) {
            return List.of();
        }
        List<byte[]> kept;
        synchronized (mine) {
            kept = new ArrayList<>(mine);
        }
        return kept.stream().map(bytes -> Packed.message(token, bytes)).toList();
    }
}
