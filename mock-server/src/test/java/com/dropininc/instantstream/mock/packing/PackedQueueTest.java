package com.dropininc.instantstream.mock.packing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedQueueTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void queues_that_share_blocks_hold_what_others_would(long seed) {
        Random random = new Random(seed);
        Blocks blocks = new Blocks();
        List<PackedQueue> packed = List.of(new PackedQueue(blocks), new PackedQueue(blocks), new PackedQueue(blocks));
        List<Deque<String>> queues = List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>());
        int[] room = new int[packed.size()];
        for (int i = 0; i < 3000; i++) {
            int which = random.nextInt(packed.size());
            PackedQueue one = packed.get(which);
            Deque<String> queue = queues.get(which);
            if (random.nextInt(500) == 0) {
                one.clear();
                queue.clear();
                room[which] = 0;
            } else if (!queue.isEmpty() && random.nextInt(5) < 2) {
                room[which] -= one.removeOldest();
                queue.removeFirst();
            } else {
                String text = i + "x".repeat(random.nextInt(400));
                room[which] += one.add(new Packer(16).text(text).packed());
                queue.addLast(text);
            }
            assertEquals(List.copyOf(queue), texts(one));
            assertEquals(
                    queue.stream()
                            .mapToInt(text -> Blocks.room(Integer.BYTES + text.length()))
                            .sum(),
                    room[which]);
        }
    }

    private static List<String> texts(PackedQueue one) {
        List<String> texts = new ArrayList<>();
        for (int place = 0; place < one.size(); place++) {
            texts.add(new Unpacker(one.get(place)).text());
        }
        return texts;
    }
}
