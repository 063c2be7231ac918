package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.Contract;
import com.dropininc.instantstream.spec.api.model.ChatMessage;
import com.dropininc.instantstream.spec.api.model.MediaSession;
import com.dropininc.instantstream.spec.api.model.Participant;
import com.dropininc.instantstream.spec.api.model.Recording;
import com.dropininc.instantstream.spec.api.model.RecordingStatus;
import com.dropininc.instantstream.spec.api.model.Stream;
import com.dropininc.instantstream.spec.api.model.StreamStatus;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Turns the mock's state into the objects that the spec describes. Safe to share between threads. */
public final class Views {
    private final Contract contract;
    private final Engine engine;

    public Views(Contract contract, Engine engine) {
        this.contract = contract;
        this.engine = engine;
    }

    /** The spec's Stream. */
    public Stream stream(StreamState state) {
        return new Stream()
                        .token(state.token())
                        .status(StreamStatus.fromValue(state.status()))
                        .account(state.request().account())
                        .phone(state.request().phone())
                        .email(state.request().email())
                        .notified(state.request().notified())
                        .longitude(
                                state.place().map(StreamState.Place::longitude).orElse(null))
                        .latitude(state.place().map(StreamState.Place::latitude).orElse(null))
                        .viewer(participant(state.viewer()))
                        .dealer(participant(state.dealer()))
                        .stream(state.media().map(Views::media).orElse(null))
                        .recording(state.recording()
                                .map(tape -> recording(tape, state))
                                .orElse(null))
                        .channel(contract.channel("stream").name(state.token()))
                        .createdAt(text(state.times().created()))
                        .updatedAt(text(state.times().updated()))
                        .startedAt(state.times().started().map(Views::text).orElse(null))
                        .endedAt(state.times().ended().map(Views::text).orElse(null))
                        .expiresOn(engine.expiresOn(state).map(Views::text).orElse(null))
                        .lastPingAt(state.times().lastPing().map(Views::text).orElse(null));
    }

    /** The spec's ChatMessage. */
    public ChatMessage message(Message message) {
        return new ChatMessage()
                .id(message.id())
                .token(message.token())
                .role(message.role())
                .message(message.text())
                .createdAt(text(message.at()));
    }

    /** The spec's Recording. */
    public Recording recording(Tape tape, StreamState state) {
        return new Recording()
                .id(tape.id()).archiveId(tape.archiveId()).stream(state.token())
                        .status(tape.stoppedAt().isPresent() ? RecordingStatus.STOPPED : RecordingStatus.STARTED)
                        .name(state.token() + ".mp4")
                        .duration(tape.seconds())
                        .size(tape.bytes())
                        .createdAt(text(tape.startedAt()))
                        .updatedAt(text(tape.stoppedAt().orElse(tape.startedAt())));
    }

    private static Participant participant(Side side) {
        if (!side.known()) {
            return null;
        }
        return new Participant()
                .deviceToken(side.device().token().orElse(null))
                .deviceType(side.device().type().orElse(null))
                .bundleId(side.device().bundleId().orElse(null))
                .joinedAt(side.joinedAt().map(Views::text).orElse(null));
    }

    private static MediaSession media(Media media) {
        return new MediaSession()
                .id(media.id())
                .sessionId(media.sessionId())
                .token(media.token())
                .key(media.key());
    }

    /** An instant as the spec writes it; a formatter would take ten times as long, for half of an answer's fields. */
    public static String text(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        digits(text, time.getYear(), 1000).append('-');
        digits(text, time.getMonthValue(), 10).append('-');
        digits(text, time.getDayOfMonth(), 10).append('T');
        digits(text, time.getHour(), 10).append(':');
        digits(text, time.getMinute(), 10).append(':');
        digits(text, time.getSecond(), 10).append('.');
        return digits(text, time.getNano() / 1_000_000, 100).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int highest) {
        for (int place = highest; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
        return text;
    }
}
