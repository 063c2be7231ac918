package com.dropininc.instantstream.mock.stream;

import java.util.Arrays;

/**
 * Finds rows by a hash, of which many may have the same, however many others there are. A row is a number from 1; all
 * is kept in numbers, which cost a collector of garbage nothing, where a map costs it an object for each row. Not safe
 * to share.
 */
final class Chains {
    private static final int FEWEST_BUCKETS = 8;

    /** The first row of each bucket; as many as a power of two, so that a hash finds its bucket by its last bits. */
    private int[] heads = {};

    private int[] hashes = {};
    private int[] before = {};
    private int[] after = {};
    private int size;

    /** Puts a row, which is not there yet, where its hash finds it. */
    void add(int row, int hash) {
        reach(row);
        if (size == heads.length) {
            widen();
        }
        hashes[row] = hash;
        link(row);
        size++;
    }

    /** Takes a row out. */
    void remove(int row) {
        if (before[row] == Line.NONE) {
            heads[bucket(row)] = after[row];
        } else {
            after[before[row]] = after[row];
        }
        if (after[row] != Line.NONE) {
            before[after[row]] = before[row];
        }
        size--;
    }

    /** The hash of a row that is there. */
    int hash(int row) {
        return hashes[row];
    }

    /** The first of the rows with that hash. */
    int first(int hash) {
        return size == 0 ? Line.NONE : same(heads[bucketOf(hash)], hash);
    }

    /** The next one with the same hash. */
    int next(int row) {
        return same(after[row], hashes[row]);
    }

    private int same(int from, int hash) {
        int row = from;
        while (row != Line.NONE && hashes[row] != hash) {
            row = after[row];
        }
        return row;
    }

    private void link(int row) {
        int bucket = bucket(row);
        int head = heads[bucket];
        before[row] = Line.NONE;
        after[row] = head;
        if (head != Line.NONE) {
            before[head] = row;
        }
        heads[bucket] = row;
    }

    private int bucket(int row) {
        return bucketOf(hashes[row]);
    }

    private int bucketOf(int hash) {
        return (hash ^ hash >>> 16) & heads.length - 1;
    }

    private void reach(int row) {
        if (row >= hashes.length) {
            int rows = Math.max(row + 1, 2 * hashes.length);
            hashes = Arrays.copyOf(hashes, rows);
            before = Arrays.copyOf(before, rows);
            after = Arrays.copyOf(after, rows);
        }
    }

    private void widen() {
        int[] narrow = heads;
        heads = new int[Math.max(FEWEST_BUCKETS, 2 * narrow.length)];
        for (int head : narrow) {
            for (int row = head; row != Line.NONE; ) {
                int following = after[row];
                link(row);
                row = following;
            }
        }
    }
}
