package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.stream.Decision.Change;
import java.time.Instant;
import java.util.function.Supplier;

/** Keeps what becomes of streams, before anybody hears of it. */
public interface Keeper {
    /**
     * What has become of a stream.
     *
     * @param number orders streams by their making
     * @param basedOn version of the stream that was decided on; 0 for a new one
     * @param said how many messages its chat had ever had before
     * @param kept how many messages of a chat are kept
     */
    record Moved(long number, long basedOn, int said, int kept, Change change, Instant at) {}

    /**
     * Keeps a change and applies it, or has somebody apply it.
     *
     * @param moved gives null if the stream is gone
     * @return false if the stream is no longer what it was based on
     */
    boolean moved(Supplier<Moved> moved, Runnable apply);

    /** A stream that makes room for others. */
    record Gone(String token, long basedOn, int said, int kept) {}

    /**
     * Keeps a stream no longer; false if it is no longer what it was.
     *
     * @param gone gives null if somebody else has let it go
     */
    boolean forgotten(Supplier<Gone> gone, Runnable apply);

    /** No stream gets a number that is smaller. */
    long position();
}
