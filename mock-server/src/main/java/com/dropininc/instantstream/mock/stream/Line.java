package com.dropininc.instantstream.mock.stream;

import java.util.ArrayList;
import java.util.List;

/** A queue that anything can leave from the middle in constant time, for 24 bytes an item. Not safe to share. */
final class Line<T> {
    private Place<T> first;
    private Place<T> last;

    /** Where an item stands; the only way to take it out again. */
    static final class Place<T> {
        private final T item;
        private Place<T> before;
        private Place<T> after;

        private Place(T item) {
            this.item = item;
        }
    }

    /** Puts an item at the end. */
    Place<T> add(T item) {
        Place<T> place = new Place<>(item);
        place.before = last;
        if (last == null) {
            first = place;
        } else {
            last.after = place;
        }
        last = place;
        return place;
    }

    /** Takes an item out of this line. */
    void remove(Place<T> place) {
        if (place.before == null) {
            first = place.after;
        } else {
            place.before.after = place.after;
        }
        if (place.after == null) {
            last = place.before;
        } else {
            place.after.before = place.before;
        }
        // Or one dead item that has grown old would keep all that came after it from being collected.
        place.before = null;
        place.after = null;
    }

    boolean isEmpty() {
        return first == null;
    }

    /** The item that has stood longest; null when there is none. */
    T first() {
        return first == null ? null : first.item;
    }

    /** All items, the one that has stood longest first. */
    List<T> all() {
        List<T> all = new ArrayList<>();
        for (Place<T> place = first; place != null; place = place.after) {
            all.add(place.item);
        }
        return all;
    }
}
