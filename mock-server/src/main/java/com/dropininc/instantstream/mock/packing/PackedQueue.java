package com.dropininc.instantstream.mock.packing;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** A queue of what was packed, such as the entries of a journal, kept in {@link Blocks}. Not safe to share. */
public final class PackedQueue {
    private final Blocks blocks;
    /** The block of each, in a ring whose length is a power of two. */
    private int[] ring = new int[2];

    private int oldest;
    private int size;

    public PackedQueue(Blocks blocks) {
        this.blocks = blocks;
    }

    /** Puts what was packed behind all others, and says how much room it takes. */
    public int add(ByteBuffer packed) {
        if (size == ring.length) {
            int[] small = ring;
            ring = Arrays.copyOf(small, 2 * size);
            // What had come round to the beginning goes on behind the end.
            System.arraycopy(small, 0, ring, size, oldest);
        }
        ring[at(size)] = blocks.put(packed);
        size++;
        return Blocks.room(packed.limit());
    }

    /** Lets go of the oldest, and says how much room it took. */
    public int removeOldest() {
        int room = blocks.remove(ring[oldest]);
        oldest = at(1);
        size--;
        return room;
    }

    /**
     * What was put there, and after it anything.
     *
     * @param place 0 for the oldest
     */
    public byte[] get(int place) {
        return blocks.get(ring[at(place)]);
    }

    public int size() {
        return size;
    }

    private int at(int place) {
        return oldest + place & ring.length - 1;
    }

    /** Lets go of all. */
    public void clear() {
        while (size > 0) {
            removeOldest();
        }
    }
}
