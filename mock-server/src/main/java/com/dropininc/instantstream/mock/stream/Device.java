package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import com.dropininc.instantstream.spec.api.model.DeviceType;
import java.util.Optional;

/** The device of one side; each field is empty until it was sent. */
public record Device(Optional<String> token, Optional<DeviceType> type, Optional<String> bundleId) {
    /** A device of which nothing is known. */
    public static final Device UNKNOWN = new Device(Optional.empty(), Optional.empty(), Optional.empty());

    public Device {
        requireNonNull(token, "token is missing");
        requireNonNull(type, "type is missing");
        requireNonNull(bundleId, "bundleId is missing");
    }

    /** This device, with the fields that are known of {@code newer} in place of its own. */
    Device mergedWith(Device newer) {
        return adds(newer.token, token) || adds(newer.type, type) || adds(newer.bundleId, bundleId)
                ? new Device(newer.token.or(() -> token), newer.type.or(() -> type), newer.bundleId.or(() -> bundleId))
                : this;
    }

    private static boolean adds(Optional<?> newer, Optional<?> known) {
        return newer.isPresent() && !newer.equals(known);
    }

    boolean known() {
        return token.isPresent() || type.isPresent() || bundleId.isPresent();
    }
}
