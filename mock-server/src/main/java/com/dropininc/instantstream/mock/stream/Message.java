package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;

/** One message of a chat. */
public record Message(String id, String token, Role role, String text, Instant at) {
    public Message {
        requireNonNull(id, "id is missing");
        requireNonNull(token, "token is missing");
        requireNonNull(role, "role is missing");
        requireNonNull(text, "text is missing");
        requireNonNull(at, "at is missing");
    }
}
