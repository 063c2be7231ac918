package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.packing.Blocks;
import com.dropininc.instantstream.mock.packing.PackedQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A stream, its chat, and where the {@link Index} has put it; guarded by its own monitor; can be read without it. */
final class Slot {
    /** Not to be looked at by time. */
    static final long NEVER = Long.MAX_VALUE;

    final long number;
    /** Where its stream is kept, whose monitor guards where that is. */
    private final Blocks blocks;

    private int stream = Blocks.NONE;
    /** Whether it was forgotten: whoever still holds it must not touch it. */
    volatile boolean gone;
    /**
     * Of what a shared store keeps of it; 0 where there is none. Read before the stream and written after it, where
     * others than its locker write it.
     */
    volatile long version;
    /** How many messages its chat has ever had. */
    volatile int said;
    /** Null until somebody says something, as in most streams nobody does. */
    private volatile PackedQueue chat;

    /** Where it stands in the index, which alone changes all this; no row when it is not there. */
    int row = Line.NONE;

    /** When time looks at it, in milliseconds. */
    long due = NEVER;

    boolean ages;
    boolean ended;
    boolean waits;

    Slot(Blocks blocks, Streams.Place place, StreamState stream) {
        this.blocks = blocks;
        this.number = place.number();
        this.version = place.version();
        this.said = place.said();
        become(stream);
    }

    void become(StreamState changed) {
        ByteBuffer packed = Packed.of(changed);
        synchronized (blocks) {
            int former = stream;
            stream = blocks.put(packed);
            blocks.remove(former);
        }
    }

    /** Gives back its room. */
    void letGo() {
        gone = true;
        synchronized (blocks) {
            blocks.remove(stream);
            stream = Blocks.NONE;
        }
        PackedQueue mine = chat;
        if (mine != null) {
            synchronized (mine) {
                mine.clear();
            }
        }
    }

    /** Empty when it was let go. */
    Optional<StreamState> stream() {
        return read(Packed::stream);
    }

    /** Empty when it was let go. */
    Optional<String> token() {
        return read(Packed::token);
    }

    /** The account of its viewer; empty when it was let go. */
    Optional<String> account() {
        return read(Packed::account);
    }

    private <T> Optional<T> read(Function<byte[], T> what) {
        byte[] packed;
        synchronized (blocks) {
            packed = blocks.get(stream);
        }
        return packed.length == 0 ? Optional.empty() : Optional.of(what.apply(packed));
    }

    /** Adds to the chat, which forgets its oldest message when it has more than {@code most}. */
    void say(Message message, int most) {
        PackedQueue mine = chat == null ? new PackedQueue(blocks) : chat;
        synchronized (mine) {
            mine.add(Packed.of(message));
            if (mine.size() > most) {
                mine.removeOldest();
            }
        }
        said = said + 1;
        chat = mine;
    }

    /** Its messages, oldest first. */
    List<Message> chat(String token) {
        PackedQueue mine = chat;
        if (mine == null) {
            return List.of();
        }
        List<byte[]> kept = new ArrayList<>();
        synchronized (mine) {
            for (int place = 0; place < mine.size(); place++) {
                kept.add(mine.get(place));
            }
        }
        return kept.stream().map(bytes -> Packed.message(token, bytes)).toList();
    }
}
