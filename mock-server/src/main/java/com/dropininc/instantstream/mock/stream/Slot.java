package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.packing.Blocks;
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
    /** Where its stream and its chat are kept, whose monitor guards where they are. */
    private final Blocks blocks;

    private int stream = Blocks.NONE;

    /** Messages lead from one to the next, since a list would cost the collector two objects more for each stream. */
    private int oldest = Blocks.NONE;

    private int newest = Blocks.NONE;
    private int messages;
    /** Whether it was forgotten: whoever still holds it must not touch it. */
    volatile boolean gone;
    /**
     * Of what a shared store keeps of it; 0 where there is none. Read before the stream and written after it, where
     * others than its locker write it.
     */
    volatile long version;
    /** How many messages its chat has ever had. */
    volatile int said;

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
            while (messages > 0) {
                forgetOldest();
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
        ByteBuffer packed = Packed.of(message);
        synchronized (blocks) {
            int put = blocks.put(packed);
            if (messages == 0) {
                oldest = put;
            } else {
                blocks.number(newest, put);
            }
            newest = put;
            messages++;
            if (messages > most) {
                forgetOldest();
            }
        }
        said = said + 1;
    }

    private void forgetOldest() {
        int next = blocks.number(oldest);
        blocks.remove(oldest);
        oldest = next;
        messages--;
    }

    /** Its messages, oldest first. */
    List<Message> chat(String token) {
        List<byte[]> kept = new ArrayList<>();
        synchronized (blocks) {
            for (int at = oldest; at != Blocks.NONE; at = blocks.number(at)) {
                kept.add(blocks.get(at));
            }
        }
        return kept.stream().map(bytes -> Packed.message(token, bytes)).toList();
    }
}
