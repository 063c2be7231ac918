package com.dropininc.instantstream.mock.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * An event of a stream, told after the change behind it is committed and in commit order per stream.
 *
 * @param event a message of the spec's realtime document
 * @param stream the stream after the change
 * @param message the chat message, where the event is about one
 * @param pendingChanged whether the account's pending list has gained or lost the stream
 */
public record Happening(
        String event, StreamState stream, Optional<Message> message, Instant at, boolean pendingChanged) {}
