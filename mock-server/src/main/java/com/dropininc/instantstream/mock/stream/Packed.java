package com.dropininc.instantstream.mock.stream;

import com.dropininc.instantstream.mock.packing.Blocks;
import com.dropininc.instantstream.mock.packing.Packer;
import com.dropininc.instantstream.mock.packing.Unpacker;
import com.dropininc.instantstream.spec.api.model.DeviceType;
import com.dropininc.instantstream.spec.api.model.Role;
import java.nio.ByteBuffer;

/**
 * Streams and messages at rest, each as bytes: what is kept costs the collector by the object, and a stream is some
 * thirty of them. A stream begins with what it is found by.
 */
final class Packed {
    private static final int ABOUT_BYTES = 256;

    private static final Role[] ROLES = Role.values();
    private static final DeviceType[] TYPES = DeviceType.values();

    private Packed() {}

    static ByteBuffer of(StreamState stream) {
        Packer out = new Packer(ABOUT_BYTES);
        out.text(stream.token())
                .text(stream.request().account())
                .text(stream.status())
                .text(stream.request().phone())
                .text(stream.request().email())
                .flag(stream.request().notified());
        side(out, stream.viewer());
        side(out, stream.dealer());
        out.maybe(
                        stream.media(),
                        media -> out.text(media.id())
                                .text(media.sessionId())
                                .text(media.token())
                                .text(media.key()))
                .maybe(stream.place(), place -> out.text(place.longitude()).text(place.latitude()))
                .maybe(
                        stream.recording(),
                        tape -> out.text(tape.id())
                                .text(tape.archiveId())
                                .instant(tape.startedAt())
                                .maybe(tape.stoppedAt(), out::instant))
                .instant(stream.times().created())
                .instant(stream.times().updated())
                .maybe(stream.times().started(), out::instant)
                .maybe(stream.times().ended(), out::instant)
                .maybe(stream.times().lastPing(), out::instant);
        return out.packed();
    }

    private static void side(Packer out, Side side) {
        out.maybe(side.device().token(), out::text)
                .maybe(side.device().type(), out::word)
                .maybe(side.device().bundleId(), out::text)
                .maybe(side.joinedAt(), out::instant);
    }

    static String token(byte[] stream) {
        return new Unpacker(stream).text();
    }

    static String account(byte[] stream) {
        Unpacker in = new Unpacker(stream);
        in.skipText();
        return in.text();
    }

    static StreamState stream(byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        String token = in.text();
        String account = in.text();
        return new StreamState(
                token,
                in.text(),
                new StreamState.Request(account, in.text(), in.text(), in.flag()),
                side(in),
                side(in),
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

    private static Side side(Unpacker in) {
        Device device = new Device(in.maybe(in::text), in.maybe(() -> in.word(TYPES)), in.maybe(in::text));
        return new Side(device, in.maybe(in::instant));
    }

    /** It begins with the block of the next message. Its token is no part of it, since its stream has it. */
    static ByteBuffer of(Message message) {
        return new Packer(ABOUT_BYTES)
                .number(Blocks.NONE)
                .text(message.id())
                .word(message.role())
                .text(message.text())
                .instant(message.at())
                .packed();
    }

    static Message message(String token, byte[] bytes) {
        Unpacker in = new Unpacker(bytes);
        in.number();
        return new Message(in.text(), token, in.word(ROLES), in.text(), in.instant());
    }
}
