package com.dropininc.instantstream.mock.packing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Writes what is kept for long as bytes, since the collector pays by the object; {@link Unpacker} reads it in the same
 * order. Bytes of one version of the mock are never read by another. For one thread.
 */
public final class Packer {
    private ByteBuffer written;

    /**
     * @param about how many bytes it may become; it may become more
     */
    public Packer(int about) {
        written = ByteBuffer.allocate(about);
    }

    private ByteBuffer room(int bytes) {
        if (written.remaining() < bytes) {
            written = ByteBuffer.allocate(2 * written.capacity() + bytes).put(written.flip());
        }
        return written;
    }

    /** Half a character, which no UTF-8 can say, becomes a question mark. */
    public Packer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        room(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes);
        return this;
    }

    public Packer flag(boolean flag) {
        room(1).put((byte) (flag ? 1 : 0));
        return this;
    }

    /** One word of at most 128. */
    public Packer word(Enum<?> word) {
        room(1).put((byte) word.ordinal());
        return this;
    }

    public Packer number(int number) {
        room(Integer.BYTES).putInt(number);
        return this;
    }

    public Packer number(long number) {
        room(Long.BYTES).putLong(number);
        return this;
    }

    public Packer instant(Instant instant) {
        return number(instant.getEpochSecond()).number(instant.getNano());
    }

    public <T> Packer maybe(Optional<T> value, Consumer<T> write) {
        flag(value.isPresent());
        value.ifPresent(write);
        return this;
    }

    public <T> Packer each(Collection<T> values, Consumer<T> write) {
        number(values.size());
        values.forEach(write);
        return this;
    }

    public Packer texts(Map<String, String> texts) {
        return each(texts.entrySet(), text -> text(text.getKey()).text(text.getValue()));
    }

    /** What was written, from the buffer's beginning to its limit; to be asked for once, at the end. */
    public ByteBuffer packed() {
        return written.flip();
    }
}
