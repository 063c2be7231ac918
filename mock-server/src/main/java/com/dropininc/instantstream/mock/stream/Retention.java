package com.dropininc.instantstream.mock.stream;

import java.util.Set;

/**
 * How much is kept, so that no load fills the memory. Beyond it, each new stream makes the one forgotten that ended
 * first, or where none has ended the oldest one; an account is forgotten with its last stream.
 *
 * @param streams number of streams, beside those that are always kept
 * @param messages number of messages of one chat; the newest are kept
 * @param always tokens of streams that never make room
 */
public record Retention(int streams, int messages, Set<String> always) {
    /** 20,000 streams, and of each the last 100,000 messages. */
    public static final Retention STANDARD = new Retention(20_000, 100_000);

    /** Keeps no stream always. */
    public Retention(int streams, int messages) {
        this(streams, messages, Set.of());
    }

    public Retention {
        if (streams < 1 || messages < 1) {
            throw new IllegalArgumentException(
                    "at least 1 stream and 1 message are kept; asked for " + streams + " and " + messages);
        }
        always = Set.copyOf(always);
    }

    /** The same, with those streams kept always. */
    public Retention keeping(Set<String> tokens) {
        return new Retention(streams, messages, tokens);
    }
}
