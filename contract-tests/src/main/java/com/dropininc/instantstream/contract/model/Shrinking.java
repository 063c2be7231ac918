package com.dropininc.instantstream.contract.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list shorter while it still fails: delta debugging with a bound. */
public final class Shrinking {
    private Shrinking() {}

    /**
     * The shortest list found that still fails.
     *
     * @param fails tries a list; it is asked so often at most
     */
    public static <T> List<T> shortest(List<T> failing, Predicate<List<T>> fails, int atMost) {
        List<T> shortest = failing;
        int left = atMost;
        int chunk = Math.max(1, failing.size() / 2);
        while (left > 0) {
            boolean shrunk = false;
            for (int from = 0; from < shortest.size() && left > 0; ) {
                List<T> shorter = new ArrayList<>(shortest);
                shorter.subList(from, Math.min(from + chunk, shorter.size())).clear();
                left--;
                if (fails.test(shorter)) {
                    shortest = shorter;
                    shrunk = true;
                } else {
                    from += chunk;
                }
            }
            if (chunk == 1 && !shrunk) {
                return shortest;
            }
            chunk = Math.max(1, chunk / 2);
        }
        return shortest;
    }
}
