package com.dropininc.instantstream.contract.verdict;

/** A check cannot be made; the message says why, for a person. */
public final class NotJudged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, and so what it does to the verdict. */
    public enum Cause {
        /** Something that the user did not give or the target does not have, such as an operator's key: only listed. */
        MEANS,
        /** Another finding stands in the way: only listed, since that finding is reported. */
        FINDING,
        /** The target gave no answer: the run has no verdict unless something is broken. */
        TARGET,
        /** The way to the target or its gateway failed while a call was made: it is tried again before anything is said. */
        WEATHER,
        /** The suite itself failed: the run has no verdict unless something is broken. */
        SUITE;

        /** Whether a run with such a check may still be called kept. */
        public boolean harmless() {
            return this == MEANS || this == FINDING;
        }
    }

    private final Cause why;

    public NotJudged(Cause why, String message) {
        super(message);
        this.why = why;
    }

    public Cause why() {
        return why;
    }
}
