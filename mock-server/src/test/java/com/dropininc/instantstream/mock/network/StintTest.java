package com.dropininc.instantstream.mock.network;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StintTest {
    private final Stint stint = new Stint(0);

    @Test
    void who_works_without_a_pause_should_rest_after_a_while() {
        assertFalse(stint.over(Stint.LONGEST_NANOS));
        assertTrue(stint.over(Stint.LONGEST_NANOS + 1));
    }

    @Test
    void who_has_waited_for_work_begins_anew() {
        stint.away(500_000, 500_000 + Stint.PAUSE_NANOS);
        assertFalse(stint.over(Stint.LONGEST_NANOS + 1));
    }

    @Test
    void to_find_work_at_once_is_no_pause() {
        stint.away(500_000, 500_000 + Stint.PAUSE_NANOS - 1);
        assertTrue(stint.over(Stint.LONGEST_NANOS + 1));
    }
}
