package com.dropininc.instantstream.mock.stream;

import static java.util.Objects.requireNonNull;

import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;
import java.util.Optional;

/**
 * A stream at one moment. Immutable; one that is not changed by what is done to it is the same object afterwards, which
 * is how the engine knows.
 *
 * @param token names the stream
 * @param status a state of the spec's lifecycle
 * @param request who asked for it, and when
 * @param media media session while there is one
 * @param place coordinates of the start that began it
 * @param times when things happened
 */
public record StreamState(
        String token,
        String status,
        Request request,
        Side viewer,
        Side dealer,
        Optional<Media> media,
        Optional<Place> place,
        Optional<Tape> recording,
        Times times) {
    public StreamState {
        requireNonNull(token, "token is missing");
        requireNonNull(status, "status is missing");
        requireNonNull(request, "request is missing");
        requireNonNull(viewer, "viewer is missing");
        requireNonNull(dealer, "dealer is missing");
        requireNonNull(media, "media is missing");
        requireNonNull(place, "place is missing");
        requireNonNull(recording, "recording is missing");
        requireNonNull(times, "times is missing");
    }

    /**
     * Who asked for the stream.
     *
     * @param account id of the viewer account
     * @param notified whether the dealer was told
     */
    public record Request(String account, String phone, String email, boolean notified) {
        public Request {
            requireNonNull(account, "account is missing");
            requireNonNull(phone, "phone is missing");
            requireNonNull(email, "email is missing");
        }
    }

    /** Coordinates, as the texts they were sent as. */
    public record Place(String longitude, String latitude) {
        public Place {
            requireNonNull(longitude, "longitude is missing");
            requireNonNull(latitude, "latitude is missing");
        }
    }

    /** Instants of a stream's life; what has not happened is empty. */
    public record Times(
            Instant created,
            Instant updated,
            Optional<Instant> started,
            Optional<Instant> ended,
            Optional<Instant> lastPing) {
        public Times {
            requireNonNull(created, "created is missing");
            requireNonNull(updated, "updated is missing");
            requireNonNull(started, "started is missing");
            requireNonNull(ended, "ended is missing");
            requireNonNull(lastPing, "lastPing is missing");
        }

        Times started(Instant at) {
            return is(at, started) ? this : new Times(created, updated, Optional.of(at), ended, lastPing);
        }

        Times ended(Instant at) {
            return is(at, ended) ? this : new Times(created, updated, started, Optional.of(at), lastPing);
        }

        Times pinged(Instant at) {
            return is(at, lastPing) ? this : new Times(created, updated, started, ended, Optional.of(at));
        }

        Times updated(Instant at) {
            return new Times(created, at, started, ended, lastPing);
        }

        private static boolean is(Instant at, Optional<Instant> known) {
            return known.filter(at::equals).isPresent();
        }
    }

    static StreamState requested(String token, String status, Request request, Device device, Instant at) {
        return new StreamState(
                token,
                status,
                request,
                new Side(device, Optional.empty()),
                Side.ABSENT,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Times(at, at, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    StreamState in(String newStatus) {
        return newStatus.equals(status)
                ? this
                : new StreamState(token, newStatus, request, viewer, dealer, media, place, recording, times);
    }

    Side side(Role role) {
        return role == Role.VIEWER ? viewer : dealer;
    }

    StreamState with(Role role, Side side) {
        if (side == side(role)) {
            return this;
        }
        return role == Role.VIEWER
                ? new StreamState(token, status, request, side, dealer, media, place, recording, times)
                : new StreamState(token, status, request, viewer, side, media, place, recording, times);
    }

    StreamState on(Media opened, Optional<Place> from) {
        return new StreamState(token, status, request, viewer, dealer, Optional.of(opened), from, recording, times);
    }

    StreamState withoutMedia() {
        return media.isEmpty()
                ? this
                : new StreamState(token, status, request, viewer, dealer, Optional.empty(), place, recording, times);
    }

    StreamState with(Tape tape) {
        return recording.isPresent() && recording.get() == tape
                ? this
                : new StreamState(token, status, request, viewer, dealer, media, place, Optional.of(tape), times);
    }

    StreamState with(Times newTimes) {
        return newTimes == times
                ? this
                : new StreamState(token, status, request, viewer, dealer, media, place, recording, newTimes);
    }
}
