package com.dropininc.instantstream.contract.ledger;

import java.util.Map;
import java.util.Set;

/**
 * What is known of one field of an answer. No value is in it but words, and those only of small sets.
 *
 * @param present how often it was there, in the last run
 * @param of how often it could have been
 * @param nulls how often it was null
 * @param forms how often its values had which form
 * @param words the words it was seen to hold; empty where it holds other things
 * @param first the day on which it was first seen
 * @param last the day on which it was last seen
 */
public record Sighting(
        int present, int of, int nulls, Map<String, Integer> forms, Set<String> words, String first, String last) {
    /** The same, not seen in a later run. */
    Sighting missed(int chances) {
        return new Sighting(0, chances, 0, Map.of(), words, first, last);
    }

    Sighting since(String day) {
        return new Sighting(present, of, nulls, forms, words, day, last);
    }

    boolean gone() {
        return present == 0;
    }
}
