package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.spec.api.model.DeviceType;
import com.dropininc.instantstream.spec.api.model.Role;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Streams and messages at rest, each as one array of bytes: what is kept costs the collector by the object, and a
 * stream is some thirty of them. Their token is no part of it, since whoever keeps them knows it. Bytes of one version
 * of the mock are never read by another.
 */
final class Packed {
    private static final Role[] ROLES = Role.values();
    private static final DeviceType[] TYPES = DeviceType.values();

    private Packed() {}

    static byte[] of(StreamState stream) {
        Writing out = new Writing();
        out.text(stream.status());
        out.text(stream.request().account());
        out.text(stream.request().phone());
        out.text(stream.request().email());
        out.flag(stream.request().notified());
        out.side(stream.viewer());
        out.side(stream.dealer());
        out.maybe(stream.media(), media -> {
            out.text(media.id());
            out.text(media.sessionId());
            out.text(media.token());
            out.text(media.key());
        });
        out.maybe(stream.place(), place -> {
            out.text(place.longitude());
            out.text(place.latitude());
        });
        out.maybe(stream.recording(), tape -> {
            out.text(tape.id());
            out.text(tape.archiveId());
            out.instant(tape.startedAt());
            out.maybe(tape.stoppedAt(), out::instant);
        });
        out.instant(stream.times().created());
        out.instant(stream.times().updated());
        out.maybe(stream.times().started(), out::instant);
        out.maybe(stream.times().ended(), out::instant);
        out.maybe(stream.times().lastPing(), out::instant);
        return out.bytes();
    }

    static StreamState stream(String token, byte[] bytes) {
        Reading in = new Reading(bytes);
        return new StreamState(
                token,
                in.text(),
                new StreamState.Request(in.text(), in.text(), in.text(), in.flag()),
                in.side(),
                in.side(),
                in.maybe(() -> new Media(in.text(), in.text(), in.text(), in.text())),
                in.maybe(() -> new StreamState.Place(in.text(), in.text())),
                in.maybe(() -> new Tape(in.text(), in.text(), in.instant(), in.maybe(in::instant))),
                new StreamState.Times(
                        in.instant(),
                        in.instant(),
                        in.maybe(in::instant),
                        in.maybe(in::instant),
                        in.maybe(in::instant)));
    }

    static byte[] of(Message message) {
        Writing out = new Writing();
        out.text(message.id());
        out.word(message.role());
        out.text(message.text());
        out.instant(message.at());
        return out.bytes();
    }

    static Message message(String token, byte[] bytes) {
        Reading in = new Reading(bytes);
        return new Message(in.text(), token, in.word(ROLES), in.text(), in.instant());
    }

    private static final class Writing {
        private ByteBuffer written = ByteBuffer.allocate(256);

        private ByteBuffer room(int bytes) {
            if (written.remaining() < bytes) {
                written = ByteBuffer.allocate(2 * written.capacity() + bytes).put(written.flip());
            }
            return written;
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        }

        void flag(boolean flag) {
            room(1).put((byte) (flag ? 1 : 0));
        }

        void word(Enum<?> word) {
            room(1).put((byte) word.ordinal());
        }

        void instant(Instant instant) {
            room(Long.BYTES + Integer.BYTES).putLong(instant.getEpochSecond()).putInt(instant.getNano());
        }

        <T> void maybe(Optional<T> value, Consumer<T> write) {
            flag(value.isPresent());
            value.ifPresent(write);
        }

        void side(Side side) {
            maybe(side.device().token(), this::text);
            maybe(side.device().type(), this::word);
            maybe(side.device().bundleId(), this::text);
            maybe(side.joinedAt(), this::instant);
        }

        byte[] bytes() {
            byte[] bytes = new byte[written.flip().remaining()];
            written.get(bytes);
            return bytes;
        }
    }

    /** Reads in the order in which it was written. */
    private record Reading(ByteBuffer written) {
        Reading(byte[] bytes) {
            this(ByteBuffer.wrap(bytes));
        }

        String text() {
            int length = written.getInt();
            int from = written.position();
            written.position(from + length);
            return new String(written.array(), from, length, StandardCharsets.UTF_8);
        }

        boolean flag() {
            return written.get() == 1;
        }

        <T> T word(T[] words) {
            return words[written.get()];
        }

        Instant instant() {
            return Instant.ofEpochSecond(written.getLong(), written.getInt());
        }

        <T> Optional<T> maybe(Supplier<T> read) {
            return flag() ? Optional.of(read.get()) : Optional.empty();
        }

        Side side() {
            Device device = new Device(maybe(this::text), maybe(() -> word(TYPES)), maybe(this::text));
            return new Side(device, maybe(this::instant));
        }
    }
}
