package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.packing.Any;
import com.dropininc.instantstream.spec.api.model.DeviceType;
import com.dropininc.instantstream.spec.api.model.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_stream_is_what_it_was_before_it_was_packed(long seed) {
        Any any = new Any(seed);
        for (int i = 0; i < 500; i++) {
            StreamState stream = stream(any);
            assertEquals(stream, Packed.stream(Packed.of(stream).array()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_message_is_what_it_was_before_it_was_packed(long seed) {
        Any any = new Any(seed);
        for (int i = 0; i < 500; i++) {
            Message message = message(any, any.text());
            assertEquals(
                    message, Packed.message(message.token(), Packed.of(message).array()));
        }
    }

    static StreamState stream(Any any) {
        return new StreamState(
                any.text(),
                any.text(),
                new StreamState.Request(any.text(), any.text(), any.text(), any.flag()),
                side(any),
                side(any),
                any.maybe(() -> new Media(any.text(), any.text(), any.text(), any.text())),
                any.maybe(() -> new StreamState.Place(any.text(), any.text())),
                any.maybe(() -> new Tape(any.text(), any.text(), any.instant(), any.maybe(any::instant))),
                new StreamState.Times(
                        any.instant(),
                        any.instant(),
                        any.maybe(any::instant),
                        any.maybe(any::instant),
                        any.maybe(any::instant)));
    }

    static Message message(Any any, String token) {
        return new Message(any.text(), token, any.of(Role.values()), any.text(), any.instant());
    }

    private static Side side(Any any) {
        Device device =
                new Device(any.maybe(any::text), any.maybe(() -> any.of(DeviceType.values())), any.maybe(any::text));
        return new Side(device, any.maybe(any::instant));
    }
}
