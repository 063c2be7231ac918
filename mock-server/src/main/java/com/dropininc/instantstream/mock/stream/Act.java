package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.stream.StreamState.Place;
import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a caller does to a stream, and when.
 *
 * @param operation operationId
 * @param roles the acting roles, never empty
 * @param device the device fields that were sent
 * @param place the coordinates that were sent
 * @param message the text that was sent
 * @param nonce a fresh random word; ids of what the act creates are made of it, so that deciding stays pure
 */
public record Act(
        String operation,
        List<Role> roles,
        Device device,
        Optional<Place> place,
        Optional<String> message,
        String nonce,
        Instant now) {}
