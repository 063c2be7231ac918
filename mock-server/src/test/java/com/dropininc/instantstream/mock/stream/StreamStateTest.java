package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamStateTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void a_stream_that_differs_in_one_thing_is_another_one() throws ReflectiveOperationException {
        RecordComponent[] components = StreamState.class.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = values(stream("one", NOON));
        Object[] others = values(stream("two", NOON.plusSeconds(1)));
        assertEquals(
                stream("one", NOON),
                StreamState.class.getDeclaredConstructor(types).newInstance(values));
        for (int i = 0; i < components.length; i++) {
            Object[] mixed = values.clone();
            mixed[i] = others[i];
            assertNotEquals(
                    stream("one", NOON),
                    StreamState.class.getDeclaredConstructor(types).newInstance(mixed),
                    components[i].getName());
        }
    }

    private static Object[] values(StreamState stream) throws ReflectiveOperationException {
        RecordComponent[] components = StreamState.class.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = components[i].getAccessor().invoke(stream);
        }
        return values;
    }

    private static StreamState stream(String word, Instant at) {
        Side side = new Side(new Device(Optional.of(word), Optional.empty(), Optional.empty()), Optional.of(at));
        return new StreamState(
                word,
                word,
                new StreamState.Request(word, word, word, true),
                side,
                side,
                Optional.of(Media.invented(word)),
                Optional.of(new StreamState.Place(word, word)),
                Optional.of(Tape.started(word, at)),
                new StreamState.Times(at, at, Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
