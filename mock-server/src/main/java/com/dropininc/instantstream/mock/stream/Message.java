package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;

/** One message of a chat. */
public record Message(String id, String token, Role role, String text, Instant at) {}
