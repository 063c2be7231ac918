package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the lifecycle says to an act. */
public sealed interface Decision {
    /**
     * It is allowed.
     *
     * @param stream the stream afterwards; equal to the one before when nothing changed
     * @param said the message that was added to the chat
     * @param events names of the events to publish, in order
     */
    record Change(StreamState stream, Optional<Message> said, List<String> events) implements Decision {}

    /**
     * It is not allowed in the stream's state.
     *
     * @param allowed operations that the state allows
     * @param provenance where the refusal comes from
     */
    record Refused(String state, Set<String> allowed, Provenance provenance) implements Decision {}
}
