package com.dropininc.instantstream.mock.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dropininc.instantstream.mock.packing.Any;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedEntryTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void an_entry_is_what_it_was_before_it_was_packed(long seed) {
        Any any = new Any(seed);
        for (int i = 0; i < 300; i++) {
            Entry entry = entry(any);
            byte[] packed = PackedEntry.of(entry).array();
            assertEquals(entry, PackedEntry.entry(entry.sandbox(), packed));
            assertEquals(entry.heading(), PackedEntry.heading(packed));
        }
    }

    private static Entry entry(Any any) {
        String sandbox = any.text();
        long number = any.longNumber();
        return new Entry(
                sandbox + "." + number,
                number,
                sandbox,
                any.instant(),
                any.longNumber(),
                any.text(),
                any.text(),
                any.text(),
                new Entry.Asked(any.text(), any.text(), any.text(), Map.of("Host", any.text()), text(any)),
                new Entry.Told(any.number(), Map.of("Vary", any.text(), "Content-Type", any.text()), text(any)),
                any.some(() -> new Entry.Reason(
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text(),
                        any.text())),
                any.some(() -> new Entry.Near(any.text(), any.text(), any.text(), any.text())),
                any.some(any::text),
                any.some(any::text),
                any.maybe(() -> new Entry.Passed(any.text(), any.some(any::text))));
    }

    private static Entry.Text text(Any any) {
        return new Entry.Text(any.text(), any.number(), any.flag());
    }
}
