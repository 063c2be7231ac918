package com.dropininc.instantstream.contract.doctor;

import java.io.IOException;
import java.util.List;

/**
 * One thing that a server does wrong.
 *
 * @param name what it does, for a person
 * @param rule the documented rule that it breaks
 * @param checks the checks that have to see it, as {@code --only} takes them
 */
record Fault(String name, String rule, List<String> checks, Way way) {
    /** The good server behind. */
    @FunctionalInterface
    interface Behind {
        Passing.Reply send(Passing.Ask ask) throws IOException, InterruptedException;
    }

    /** What is answered in its place. */
    @FunctionalInterface
    interface Way {
        Passing.Reply answer(Passing.Ask ask, Behind behind) throws IOException, InterruptedException;
    }
}
