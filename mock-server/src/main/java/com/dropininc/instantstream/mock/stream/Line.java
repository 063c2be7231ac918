package com.dropininc.instantstream.mock.stream;

import java.util.Arrays;

/**
 * A queue of rows, such as those of streams by their age, that one can leave from the middle in constant time. A row
 * is a number from 1, and its links are numbers, which cost a collector of garbage nothing. Not safe to share.
 */
final class Line {
    /** No row. */
    static final int NONE = 0;

    private final Links links;
    private int first;
    private int last;

    /** Who stands before and after each row; for any number of lines, of which a row stands in at most one. */
    static final class Links {
        private int[] before = {};
        private int[] after = {};

        private void reach(int row) {
            if (row >= before.length) {
                int rows = Math.max(row + 1, 2 * before.length);
                before = Arrays.copyOf(before, rows);
                after = Arrays.copyOf(after, rows);
            }
        }
    }

    Line(Links links) {
        this.links = links;
    }

    /** Puts a row, which stands in no line of these links, at the end. */
    void add(int row) {
        links.reach(row);
        links.before[row] = last;
        links.after[row] = NONE;
        if (last == NONE) {
            first = row;
        } else {
            links.after[last] = row;
        }
        last = row;
    }

    /** Takes a row out of this line. */
    void remove(int row) {
        int before = links.before[row];
        int after = links.after[row];
        if (before == NONE) {
            first = after;
        } else {
            links.after[before] = after;
        }
        if (after == NONE) {
            last = before;
        } else {
            links.before[after] = before;
        }
    }

    /** The row that has stood longest. */
    int first() {
        return first;
    }
}
