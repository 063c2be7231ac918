package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * One side of a stream.
 *
 * @param joinedAt when that role started the stream; empty until it did
 */
public record Side(Device device, Optional<Instant> joinedAt) {
    public Side {
        requireNonNull(device, "device is missing");
        requireNonNull(joinedAt, "joinedAt is missing");
    }

    /** A side of which nothing is known. */
    public static final Side ABSENT = new Side(Device.UNKNOWN, Optional.empty());

    /** Whether there is anything to show of it. */
    public boolean known() {
        return joinedAt.isPresent() || device.known();
    }

    Side joined(Device with, Instant at) {
        return joinedAt.isPresent() ? this : new Side(device.mergedWith(with), Optional.of(at));
    }

    Side on(Device newer) {
        Device merged = device.mergedWith(newer);
        return merged == device ? this : new Side(merged, joinedAt);
    }
}
