package com.dropininc.instantstream.mock.packing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a {@link Packer} wrote, in the same order. For one thread. */
public final class Unpacker {
    private final ByteBuffer written;

    public Unpacker(byte[] bytes) {
        written = ByteBuffer.wrap(bytes);
    }

    public String text() {
        int length = written.getInt();
        int from = written.position();
        written.position(from + length);
        return new String(written.array(), from, length, StandardCharsets.UTF_8);
    }

    public void skipText() {
        int length = written.getInt();
        written.position(written.position() + length);
    }

    public boolean flag() {
        return written.get() == 1;
    }

    /**
     * @param words all that there are, in their order
     */
    public <T extends Enum<T>> T word(T[] words) {
        return words[written.get()];
    }

    public int number() {
        return written.getInt();
    }

    public long longNumber() {
        return written.getLong();
    }

    public Instant instant() {
        return Instant.ofEpochSecond(written.getLong(), written.getInt());
    }

    public <T> Optional<T> maybe(Supplier<T> read) {
        return flag() ? Optional.of(read.get()) : Optional.empty();
    }

    public <T> List<T> each(Supplier<T> read) {
        int size = written.getInt();
        List<T> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(read.get());
        }
        return all;
    }

    /** Puts the texts into a map, and gives it. */
    public Map<String, String> texts(Map<String, String> into) {
        for (int left = written.getInt(); left > 0; left--) {
            into.put(text(), text());
        }
        return into;
    }
}
