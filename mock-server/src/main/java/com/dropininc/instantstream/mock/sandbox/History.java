package com.dropininc.instantstream.mock.sandbox;

import com.dropininc.instantstream.mock.stream.Happening;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last things that happened to streams of a sandbox. Safe to share between threads. */
public final class History {
    private static final int MOST = 500;

    private final Deque<Moment> moments = new ArrayDeque<>(1);

    /**
     * Something that happened.
     *
     * @param status the stream's state afterwards
     */
    public record Moment(Instant at, String token, String event, String status) {}

    synchronized void add(Happening happening) {
        moments.addLast(new Moment(
                happening.at(),
                happening.stream().token(),
                happening.event(),
                happening.stream().status()));
        if (moments.size() > MOST) {
            moments.removeFirst();
        }
    }

    synchronized void clear() {
        moments.clear();
    }

    /** What happened to one stream, oldest first. */
    public synchronized List<Moment> of(String token) {
        return moments.stream().filter(moment -> moment.token().equals(token)).toList();
    }
}
