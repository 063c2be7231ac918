package com.dropininc.instantstream.mock.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {
    private static final int ROWS = 60;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void chains_find_what_a_map_of_sets_would(long seed) {
        Random random = new Random(seed);
        int[] hashes = {0, 8, 16, -1, Integer.MIN_VALUE, 0x10000, 77};
        Chains chains = new Chains();
        Map<Integer, Integer> hashByRow = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            int row = 1 + random.nextInt(ROWS);
            if (hashByRow.containsKey(row)) {
                assertEquals(hashByRow.remove(row), chains.hash(row));
                chains.remove(row);
            } else {
                int hash = hashes[random.nextInt(hashes.length)];
                chains.add(row, hash);
                hashByRow.put(row, hash);
            }
            for (int hash : hashes) {
                Set<Integer> wanted = new TreeSet<>(hashByRow.keySet());
                wanted.removeIf(other -> hashByRow.get(other) != hash);
                assertEquals(wanted, new TreeSet<>(rows(chains, hash)));
                assertEquals(wanted.size(), rows(chains, hash).size());
            }
        }
    }

    private static List<Integer> rows(Chains chains, int hash) {
        List<Integer> rows = new ArrayList<>();
        for (int row = chains.first(hash); row != Line.NONE; row = chains.next(row)) {
            rows.add(row);
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void lines_that_share_their_links_keep_the_order_in_which_rows_came(long seed) {
        Random random = new Random(seed);
        Line.Links links = new Line.Links();
        List<Line> lines = List.of(new Line(links), new Line(links));
        List<LinkedHashSet<Integer>> wanted = List.of(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (int i = 0; i < 3000; i++) {
            int row = 1 + random.nextInt(ROWS);
            int which = random.nextInt(2);
            if (wanted.get(which).remove(row)) {
                lines.get(which).remove(row);
            } else if (wanted.get(1 - which).remove(row)) {
                lines.get(1 - which).remove(row);
            } else {
                lines.get(which).add(row);
                wanted.get(which).add(row);
            }
            for (int line = 0; line < 2; line++) {
                int first = wanted.get(line).stream().findFirst().orElse(Line.NONE);
                assertEquals(first, lines.get(line).first());
            }
        }
    }
}
