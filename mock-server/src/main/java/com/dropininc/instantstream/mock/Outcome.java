package com.dropininc.instantstream.mock;

import java.util.Optional;

/** What a handler says. */
sealed interface Outcome {
    /**
     * It worked.
     *
     * @param model an object of the spec
     * @param warning what a client should know although it worked
     * @param madeToken token of the stream that was made
     */
    record Done(Object model, Optional<String> warning, Optional<String> madeToken) implements Outcome {}

    /** It did not. */
    record No(Refused refused) implements Outcome {}

    static Outcome done(Object model) {
        return new Done(model, Optional.empty(), Optional.empty());
    }

    static Outcome no(String refusal, String where, String what) {
        return new No(Refused.of(refusal, where, what));
    }
}
