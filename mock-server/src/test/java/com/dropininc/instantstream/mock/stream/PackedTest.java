package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.spec.api.model.DeviceType;
import com.dropininc.instantstream.spec.api.model.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
    private static final List<String> TEXTS =
            List.of("", "streaming", "+12025550143", "Grüße, 你好 👋", "\u0000\n\"", "x".repeat(70_000));

    private final Random random = new Random();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_stream_is_what_it_was_before_it_was_packed(long seed) {
        random.setSeed(seed);
        for (int i = 0; i < 500; i++) {
            StreamState stream = new StreamState(
                    text(),
                    text(),
                    new StreamState.Request(text(), text(), text(), random.nextBoolean()),
                    side(),
                    side(),
                    maybe(() -> new Media(text(), text(), text(), text())),
                    maybe(() -> new StreamState.Place(text(), text())),
                    maybe(() -> new Tape(text(), text(), instant(), maybe(this::instant))),
                    new StreamState.Times(
                            instant(), instant(), maybe(this::instant), maybe(this::instant), maybe(this::instant)));
            assertEquals(stream, Packed.stream(stream.token(), Packed.of(stream)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_message_is_what_it_was_before_it_was_packed(long seed) {
        random.setSeed(seed);
        for (int i = 0; i < 500; i++) {
            Message message = new Message(text(), text(), any(Role.values()), text(), instant());
            assertEquals(message, Packed.message(message.token(), Packed.of(message)));
        }
    }

    private Side side() {
        Device device = new Device(maybe(this::text), maybe(() -> any(DeviceType.values())), maybe(this::text));
        return new Side(device, maybe(this::instant));
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }

    /** Of any age, and finer than the clocks of most machines. */
    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(-9_999_999_999L, 9_999_999_999L), random.nextInt(1_000_000_000));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) > 0 ? Optional.of(value.get()) : Optional.empty();
    }
}
