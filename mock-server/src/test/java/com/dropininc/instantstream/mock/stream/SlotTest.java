package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.packing.Any;
import com.dropininc.instantstream.mock.packing.Blocks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotTest {
    private static final int MOST_MESSAGES = 5;
    private static final String TOKEN = "a-stream";

    /** A slot, and what it should hold. */
    private record Pair(Slot slot, StreamState stream, Deque<Message> chat) {
        void agree() {
            assertEquals(Optional.of(stream), slot.stream());
            assertEquals(List.copyOf(chat), slot.chat(TOKEN));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void slots_that_share_blocks_hold_each_its_own(long seed) {
        Any any = new Any(seed);
        Random random = new Random(seed);
        Blocks blocks = new Blocks();
        Pair[] pairs = {begun(blocks, any), begun(blocks, any), begun(blocks, any)};
        for (int i = 0; i < 500; i++) {
            int which = random.nextInt(pairs.length);
            Pair pair = pairs[which];
            switch (random.nextInt(10)) {
                case 0 -> {
                    pair.slot().letGo();
                    assertEquals(Optional.empty(), pair.slot().stream());
                    assertEquals(List.of(), pair.slot().chat(TOKEN));
                    pairs[which] = begun(blocks, any);
                }
                case 1, 2 -> {
                    pairs[which] = new Pair(pair.slot(), PackedTest.stream(any), new ArrayDeque<>(pair.chat()));
                    pair.slot().become(pairs[which].stream());
                }
                default -> say(pair, any);
            }
            for (Pair each : pairs) {
                each.agree();
            }
        }
    }

    private static Pair begun(Blocks blocks, Any any) {
        StreamState stream = PackedTest.stream(any);
        return new Pair(new Slot(blocks, new Streams.Place(1, 0, 0), stream), stream, new ArrayDeque<>());
    }

    private static void say(Pair pair, Any any) {
        Message message = PackedTest.message(any, TOKEN);
        pair.slot().say(message, MOST_MESSAGES);
        pair.chat().addLast(message);
        if (pair.chat().size() > MOST_MESSAGES) {
            pair.chat().removeFirst();
        }
    }
}
