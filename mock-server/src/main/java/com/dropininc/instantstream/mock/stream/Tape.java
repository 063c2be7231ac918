package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The recording of a stream.
 *
 * @param stoppedAt when it ended; empty while it runs
 */
public record Tape(String id, String archiveId, Instant startedAt, Optional<Instant> stoppedAt) {
    public Tape {
        requireNonNull(id, "id is missing");
        requireNonNull(archiveId, "archiveId is missing");
        requireNonNull(startedAt, "startedAt is missing");
        requireNonNull(stoppedAt, "stoppedAt is missing");
    }

    /** A plausible rate of recorded video: one megabit a second. */
    private static final long BYTES_PER_SECOND = 125_000;

    static Tape started(String nonce, Instant at) {
        return new Tape("rec_" + nonce, "arc_" + nonce, at, Optional.empty());
    }

    Tape stopped(Instant at) {
        return stoppedAt.isPresent() ? this : new Tape(id, archiveId, startedAt, Optional.of(at));
    }

    /** Length in seconds; 0 while it runs. */
    public long seconds() {
        return stoppedAt
                .map(end -> Duration.between(startedAt, end).toSeconds())
                .orElse(0L);
    }

    /** Size in bytes; 0 while it runs. */
    public long bytes() {
        return seconds() * BYTES_PER_SECOND;
    }
}
