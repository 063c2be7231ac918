package com.dropininc.instantstream.mock.packing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what was packed, in blocks of arrays that stay when it goes: what was let go makes room for what comes. Arrays
 * of its own would be copied by the collector while they are young, and stand among all that is old when they are not
 * needed any more. Safe to share between threads.
 */
public final class Blocks {
    /** No block, which holds nothing. */
    public static final int NONE = 0;

    private static final int BLOCK_BYTES = 64;

    /** Pages double until they are large: what holds little takes little, and what holds much is few objects. */
    private static final int FIRST_PAGE_BLOCKS = 16;

    private static final int DOUBLINGS = 6;
    private static final int LARGE_PAGE_BLOCKS = FIRST_PAGE_BLOCKS << DOUBLINGS;
    private static final int BLOCKS_BEFORE_LARGE = LARGE_PAGE_BLOCKS - FIRST_PAGE_BLOCKS;

    private final List<Page> pages = new ArrayList<>(0);
    private int free = NONE;

    /**
     * @param next the block that goes on where one ends; of a free one, the next free one
     */
    private record Page(byte[] bytes, int[] next) {
        Page(int blocks) {
            this(new byte[blocks * BLOCK_BYTES], new int[blocks]);
        }
    }

    /** Takes in what was packed, and gives the block by which it is found. */
    public synchronized int put(ByteBuffer packed) {
        int first = NONE;
        for (int from = (packed.limit() - 1) / BLOCK_BYTES * BLOCK_BYTES; from >= 0; from -= BLOCK_BYTES) {
            int block = take();
            packed.get(from, page(block).bytes, offset(block), Math.min(BLOCK_BYTES, packed.limit() - from));
            follow(block, first);
            first = block;
        }
        return first;
    }

    /** What was put there, and after it, up to the end of its last block, anything. */
    public synchronized byte[] get(int first) {
        int blocks = 0;
        for (int block = first; block != NONE; block = next(block)) {
            blocks++;
        }
        byte[] bytes = new byte[blocks * BLOCK_BYTES];
        int to = 0;
        for (int block = first; block != NONE; block = next(block)) {
            System.arraycopy(page(block).bytes, offset(block), bytes, to, BLOCK_BYTES);
            to += BLOCK_BYTES;
        }
        return bytes;
    }

    /** The number with which begins what was put there. */
    public synchronized int number(int first) {
        return ByteBuffer.wrap(page(first).bytes).getInt(offset(first));
    }

    /** Changes that number. */
    public synchronized void number(int first, int number) {
        ByteBuffer.wrap(page(first).bytes).putInt(offset(first), number);
    }

    /** Lets go of what was put there, and says how much room it took. */
    public synchronized int remove(int first) {
        int bytes = 0;
        for (int block = first; block != NONE; bytes += BLOCK_BYTES) {
            int following = next(block);
            follow(block, free);
            free = block;
            block = following;
        }
        return bytes;
    }

    /** How many bytes of memory so many bytes take. */
    static int room(int bytes) {
        return (bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
    }

    private int take() {
        if (free == NONE) {
            int before = blocksBefore(pages.size());
            int after = blocksBefore(pages.size() + 1);
            pages.add(new Page(after - before));
            for (int block = after; block > before; block--) {
                follow(block, free);
                free = block;
            }
        }
        int block = free;
        free = next(block);
        return block;
    }

    private int next(int block) {
        return page(block).next[index(block)];
    }

    private void follow(int block, int next) {
        page(block).next[index(block)] = next;
    }

    private Page page(int block) {
        return pages.get(pageOf(block));
    }

    private static int index(int block) {
        return block - 1 - blocksBefore(pageOf(block));
    }

    private static int offset(int block) {
        return index(block) * BLOCK_BYTES;
    }

    private static int pageOf(int block) {
        int before = block - 1;
        return before < BLOCKS_BEFORE_LARGE
                ? Integer.SIZE - 1 - Integer.numberOfLeadingZeros(before / FIRST_PAGE_BLOCKS + 1)
                : DOUBLINGS + (before - BLOCKS_BEFORE_LARGE) / LARGE_PAGE_BLOCKS;
    }

    private static int blocksBefore(int page) {
        return page < DOUBLINGS
                ? (FIRST_PAGE_BLOCKS << page) - FIRST_PAGE_BLOCKS
                : BLOCKS_BEFORE_LARGE + (page - DOUBLINGS) * LARGE_PAGE_BLOCKS;
    }
}
