package com.dropininc.instantstream.contract.exchange;

import java.util.Optional;

/**
 * A call that was really made, and its answer.
 *
 * @param expectation what the suite demanded of the answer before it came
 * @param wrong what is wrong with the call by itself
 */
public record Exchanged(Call call, Expectation expectation, Optional<Wrong> wrong, Answer answer) {
    /** Whether the suite demanded that a valid call succeeds. */
    public boolean demandsSuccess() {
        return wrong.isEmpty() && expectation instanceof Expectation.Success;
    }

    /** Whether a valid call was to succeed, or has without being asked to. */
    public boolean taken() {
        return demandsSuccess() || wrong.isEmpty() && expectation instanceof Expectation.Anything && answer.success();
    }

    /** Whether the suite demanded that the call is refused for this very reason, and rightly so. */
    public boolean demandsRefusal(String id) {
        return expectation instanceof Expectation.Refused refused
                && refused.refusal().id().equals(id)
                && (!Wrong.DECIDED.contains(id)
                        || wrong.map(Wrong::refusal).filter(id::equals).isPresent());
    }
}
