package com.dropininc.instantstream.contract.exchange;

/** What calls are sent over: to a target by the {@link Wire}, or to nobody by the {@link Rehearsal}. */
public interface Line extends AutoCloseable {
    /**
     * Sends one call that may be sent and waits for its answer.
     *
     * @throws Unanswered if none came in time
     */
    Answer send(Safety.Clearance<Call> cleared) throws Unanswered;

    /** The status that a request is answered with which is no readable HTTP; 0 when the connection is closed. */
    int sendUnreadable(Safety.Clearance<String> cleared) throws Unanswered;

    @Override
    void close();
}
